package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.builtin.Builtin;
import saccade.environments.trace.Trace;
import saccade.model.FloatStack;
import saccade.model.Shape;
import saccade.model.Thresholds;
import tools.jackson.databind.JsonNode;

/** {@code run} on models that a user brings. */
class RunModelTest {
  private static final int STEPS = 80;

  @TempDir private static Path folder;
  private static Path controller;
  private static Path trace;

  @BeforeAll
  static void writeFiles() {
    controller = Models.write(folder, Models.controller());
    trace = Models.trace(folder, Models.NUMBERS, STEPS);
  }

  private static JsonNode run(Path model, Path frames, String... more) {
    List<String> args = new ArrayList<>(List.of("run", model.toString(), "--json"));
    args.add("--trace=" + frames);
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.json().get("verified").booleanValue());
    return run.json();
  }

  @Test
  void aUsersModelRunsInFloat32WithNothingApproximated() {
    JsonNode report = run(controller, trace);
    assertEquals("controller.onnx", report.get("model").stringValue());
    assertEquals("walk6.npz", report.get("env").stringValue());
    assertEquals("FLOAT32", report.get("mode").stringValue());
    assertEquals("recorded", report.get("actor").stringValue());
    assertEquals("0.0,0.0", report.get("thresholds").stringValue());
    assertEquals(STEPS, report.get("steps").intValue());
    assertEquals(2, report.get("episodes").intValue());
    assertTrue(report.get("return").isNull());
    assertTrue(report.get("quantization").isNull());
    assertEquals("onnxruntime-fp32", report.get("denseBaseline").stringValue());
    assertTrue(report.at("/outputError/max").doubleValue() < 1e-5);
    assertEquals(6 * 16 + 16 * 3, report.at("/multiplications/dense").intValue());
  }

  @Test
  void inputEventsAreTheElementsThatChanged() {
    float[] values = Models.observations(Models.NUMBERS, STEPS);
    int changed = 0;
    for (int step = 1; step < STEPS; step++) {
      for (int i = 0; i < Models.NUMBERS && step != STEPS / 2; i++) {
        int at = step * Models.NUMBERS + i;
        changed += values[at] == values[at - Models.NUMBERS] ? 0 : 1;
      }
    }
    double share = (double) changed / (STEPS - 2) / Models.NUMBERS;
    JsonNode report = run(controller, trace);
    assertEquals(1 - share, report.at("/layers/0/deltaSparsityIn").doubleValue(), 1e-12);
  }

  @Test
  void exactIsCalibratedOnTheTraceAndReported() {
    JsonNode report = run(controller, trace, "--mode=EXACT", "--thresholds=0.1/0/0/0/0/0.2,0.05");
    assertEquals("0.1/0.0/0.0/0.0/0.0/0.2,0.05", report.get("thresholds").stringValue());
    assertEquals(2, report.get("thresholdSteps").size());
    assertTrue(report.at("/thresholdSteps/0").intValue() > 1);
    assertTrue(report.get("quantization").isObject());
    assertTrue(report.at("/outputError/max").doubleValue() < 0.5);
  }

  @Test
  void valuesBeyondTheCalibratedGridAreCounted() {
    float[] values = Models.observations(Models.NUMBERS, 40);
    for (int i = 0; i < 10; i++) {
      values[(30 + i) * Models.NUMBERS] = 50; // -2..2 in the first half
    }
    Path far = Models.write(folder, "beyond.npz", Models.NUMBERS, values);
    JsonNode report = run(controller, far, "--mode=EXACT");
    assertTrue(report.get("saturatedInputs").doubleValue() >= 10.0 / 38);
    assertEquals(0, run(controller, far).get("saturatedInputs").doubleValue());
  }

  @Test
  void thresholdsOfTheFileAreItsOwn() {
    Path own = Models.write(folder, Models.ranged(), Thresholds.of(0.25f, 0.125f));
    assertEquals("0.25,0.125", run(own, trace).get("thresholds").stringValue());
    assertEquals("0.5,0.5", run(own, trace, "--thresholds=0.5").get("thresholds").stringValue());
  }

  @Test
  void aHistoryTakesOneFramePerStep(@TempDir Path other) {
    FloatStack history = new FloatStack(3, new Shape(Models.NUMBERS, 1, 1), null);
    Path model = Models.write(other, Models.controller("history", history));
    JsonNode report = run(model, trace, "--fill=repeat");
    assertEquals(3 * 6 * 16 + 16 * 3, report.at("/multiplications/dense").intValue());
  }

  @Test
  void anImageModelTakesFramesOfItsSize() {
    Path viewer = Models.write(folder, Models.viewer());
    byte[] frames = new byte[30 * Models.SIDE * Models.SIDE];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = (byte) (i / 31 * 7);
    }
    Path images = folder.resolve("images.npz");
    Trace.ofFrames(frames, Models.SIDE, Models.SIDE, new boolean[30]).write(images);
    for (String mode : List.of("FLOAT32", "EXACT")) {
      JsonNode report = run(viewer, images, "--mode=" + mode);
      assertEquals("viewer.onnx", report.get("model").stringValue());
      assertEquals(mode, report.get("mode").stringValue());
    }
  }

  @Test
  void aBuiltInNetworkInAFileCountsAsItDoesByName(@TempDir Path other) {
    Path file = Models.write(other, Builtin.TABLE4.network(), Builtin.TABLE4.thresholds());
    String[] same = {"--env=breakout", "--steps=25", "--mode=EXACT", "--actor=scripted", "--json"};
    JsonNode byName =
        CommandRun.of("run", "--builtin=table4", same[0], same[1], same[2], same[4]).json();
    CommandRun run =
        CommandRun.of("run", file.toString(), same[0], same[1], same[2], same[3], same[4]);
    assertEquals(0, run.code(), run.err());
    for (String key : List.of("multiplications", "layers", "thresholds", "thresholdSteps")) {
      assertEquals(byName.get(key), run.json().get(key), key);
    }
    assertEquals("table4.onnx", run.json().get("model").stringValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLOAT32", "EXACT"})
  void theTextNamesModelNotesAndErrors(String mode) {
    CommandRun run =
        CommandRun.of("run", controller.toString(), "--trace=" + trace, "--mode=" + mode);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("controller.onnx on walk6.npz, backend scalar, " + mode));
    assertTrue(run.out().contains("Difference to its y there: mean "), run.out());
    assertFalse(run.out().contains("seeded"), run.out());
    assertFalse(run.out().contains("Score"), run.out());
  }
}
