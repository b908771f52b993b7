package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The core's own class path holds no runner. */
class OnnxRunnersTest {
  @Test
  void saysWhatToAddWhenNoRunnerIsThere() {
    assertTrue(OnnxRunners.first().isEmpty());
    assertTrue(OnnxRunners.whyNone().contains("saccade-onnxruntime"), OnnxRunners.whyNone());
  }

  @Test
  void repeatsWhatTheLauncherSays() {
    System.setProperty(OnnxRunners.MISSING, "the registry cannot be reached; go online once");
    try {
      assertTrue(OnnxRunners.first().isEmpty());
      assertEquals("the registry cannot be reached; go online once", OnnxRunners.whyNone());
    } finally {
      System.clearProperty(OnnxRunners.MISSING);
    }
  }
}
