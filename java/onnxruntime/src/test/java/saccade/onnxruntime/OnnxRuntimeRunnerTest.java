package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;
import saccade.onnx.OnnxWriter;

class OnnxRuntimeRunnerTest {
  private static final Network NETWORK = TestNetworks.real(1).denseOnly();

  private static OnnxModel open() {
    byte[] model = OnnxWriter.float32(NETWORK, Thresholds.zero(NETWORK));
    return Requirement.runner().open(model, 1);
  }

  private static <E extends Throwable> void assertRefuses(
      Class<E> type, String part, Supplier<?> action) {
    String message = assertThrows(type, action::get).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static Void run(OnnxModel model, float[] input, float[] output) {
    model.run(input, output);
    return null;
  }

  @Test
  void isFoundAsAService() {
    Requirement.runner();
    assertEquals("onnxruntime", OnnxRunners.first().orElseThrow().name());
    assertEquals("", OnnxRunners.whyNone());
  }

  @Test
  void runsAgainWithOtherInputs() {
    float[] x = TestNetworks.real(3).frame(NETWORK);
    float[] first = new float[4];
    float[] second = new float[4];
    try (OnnxModel model = open();
        OnnxModel fresh = open()) {
      assertEquals(20, model.inputSize());
      assertEquals(4, model.outputSize());
      model.run(new float[20], first);
      model.run(x, first);
      fresh.run(x, second);
    }
    assertArrayEquals(second, first);
  }

  @Test
  void runsOnItsBuffersWithoutACopy() {
    float[] x = TestNetworks.real(3).frame(NETWORK);
    float[] copied = new float[4];
    float[] pinned = new float[4];
    try (OnnxModel model = open();
        OnnxModel fresh = open()) {
      fresh.run(x, copied);
      model.input().put(0, x);
      model.run();
      model.output().get(0, pinned);
    }
    assertArrayEquals(copied, pinned);
  }

  @Test
  void refusesWrongLengthsAndStaysUsable() {
    float[] x = new float[20];
    float[] y = new float[4];
    try (OnnxModel model = open()) {
      assertRefuses(
          IllegalArgumentException.class, "19 values", () -> run(model, new float[19], y));
      assertRefuses(IllegalArgumentException.class, "5 values", () -> run(model, x, new float[5]));
      model.run(x, y);
    }
  }

  @Test
  void refusesUseAfterCloseAndClosesTwice() {
    OnnxModel model = open();
    model.close();
    model.close();
    assertRefuses(
        IllegalStateException.class, "closed", () -> run(model, new float[20], new float[4]));
    assertTrue(
        assertThrows(IllegalStateException.class, model::run).getMessage().contains("closed"));
  }

  @Test
  void refusesBytesThatAreNoModel() {
    OnnxRunner runner = Requirement.runner();
    assertRefuses(
        IllegalArgumentException.class, "refuses", () -> runner.open(new byte[] {1, 2, 3}, 1));
    assertRefuses(IllegalArgumentException.class, "", () -> runner.open(new byte[0], 1));
  }

  @Test
  void refusesLessThanOneThread() {
    OnnxRunner runner = Requirement.runner();
    assertRefuses(IllegalArgumentException.class, "0 threads", () -> runner.open(new byte[1], 0));
  }

  /** Without the library's jar the runner still loads, and says what is missing. */
  @Test
  void saysWhyItIsUnavailableWithoutTheLibrary() throws Exception {
    URL[] path = {
      OnnxRuntimeRunner.class.getProtectionDomain().getCodeSource().getLocation(),
      OnnxRunner.class.getProtectionDomain().getCodeSource().getLocation()
    };
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(OnnxRuntimeRunner.class.getName());
      Object runner = type.getConstructor().newInstance();
      Object why = type.getMethod("whyUnavailable").invoke(runner);
      String text = (String) ((Optional<?>) why).orElseThrow();
      assertTrue(text.contains("ai.onnxruntime") && text.contains("class path"), text);
    }
  }
}
