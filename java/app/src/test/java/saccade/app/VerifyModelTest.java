package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.model.Thresholds;
import tools.jackson.databind.JsonNode;

/** {@code verify} on models that a user brings. */
class VerifyModelTest {
  @TempDir private static Path folder;
  private static Path controller;
  private static Path trace;

  @BeforeAll
  static void writeFiles() {
    controller = Models.write(folder, Models.controller());
    trace = Models.trace(folder, Models.NUMBERS, 60);
  }

  private static JsonNode verify(Path model, String... more) {
    List<String> args = new ArrayList<>(List.of("verify", model.toString(), "--json"));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertEquals(0, run.code(), run.err() + run.out());
    assertEquals("", run.err());
    assertTrue(run.json().get("ok").booleanValue());
    return run.json();
  }

  private static Set<String> thresholds(JsonNode report, String mode) {
    Set<String> seen = new HashSet<>();
    for (JsonNode row : report.get("rows")) {
      if (row.get("mode").stringValue().equals(mode)) {
        seen.add(row.get("threshold").stringValue());
      }
    }
    return seen;
  }

  @Test
  void withoutFramesAVectorIsWalkedAndThreeSettingsAreChosen() {
    JsonNode report = verify(controller, "--steps=50");
    assertEquals("controller.onnx", report.get("model").stringValue());
    assertEquals(50, report.get("steps").intValue());
    assertEquals(6, report.get("rows").size());
    for (String mode : List.of("EXACT", "FLOAT32")) {
      Set<String> three = thresholds(report, mode);
      assertEquals(3, three.size());
      assertTrue(three.contains("0.0,0.0"));
    }
    assertEquals(thresholds(report, "EXACT"), thresholds(report, "FLOAT32"));
    for (JsonNode row : report.get("rows")) {
      boolean exact = row.get("mode").stringValue().equals("EXACT");
      assertEquals(exact, row.get("bitEqual").isBoolean());
      assertEquals(exact, row.get("maxAbsErrorVsSent").doubleValue() == 0);
      assertTrue(row.get("maxAbsErrorVsOnnxRuntime").isNumber(), "the tests have ONNX Runtime");
    }
    assertTrue(report.get("onnxruntime").isNull());
  }

  @Test
  void aTraceIsVerifiedInItsSecondHalf() {
    assertEquals(30, verify(controller, "--trace=" + trace).get("steps").intValue());
    assertEquals(7, verify(controller, "--trace=" + trace, "--steps=7").get("steps").intValue());
  }

  @Test
  void aModelsOwnThresholdsAreTheSecondSetting() {
    Path own = Models.write(folder, Models.ranged(), Thresholds.of(0.25f, 0.125f));
    Set<String> three = thresholds(verify(own, "--steps=20"), "FLOAT32");
    assertEquals(3, three.size());
    assertTrue(three.containsAll(Set.of("0.0,0.0", "0.25,0.125")), three.toString());
  }

  @Test
  void anImageModelSeesTheGameAtItsSize() {
    Path viewer = Models.write(folder, Models.viewer());
    for (String frames : List.of("--seed=3", "--env=breakout")) {
      JsonNode report = verify(viewer, "--steps=20", frames);
      assertEquals(6, report.get("rows").size());
      report.get("rows").forEach(row -> assertTrue(row.get("actionAgreement").isNumber()));
    }
  }

  @Test
  void oneModeGivesRowsOfThatMode() {
    JsonNode report = verify(controller, "--steps=10", "--mode=exact", "--thresholds=0;0.1,0.2");
    assertEquals(2, report.get("rows").size());
    assertEquals(Set.of("0.0,0.0", "0.1,0.2"), thresholds(report, "EXACT"));
  }

  @Test
  void aFailureNamesTheRowAndNoOther() throws IOException {
    String line = "verify " + controller + " --steps 6 --json";
    CommandRun run = Installed.run(folder, line, Installed.Faulty.class);
    assertEquals(ExitCode.CHECK_FAILED, run.code());
    assertFalse(run.json().get("ok").booleanValue());
    Set<String> commands = new HashSet<>();
    for (JsonNode failure : run.json().get("failures")) {
      String mode = failure.get("what").stringValue().replaceFirst(":.*", "");
      String backends = mode.equals("FLOAT32") ? "scalar,faulty" : "faulty"; // with its peer
      String reproduce = failure.get("reproduce").stringValue();
      assertTrue(
          reproduce.startsWith(
              "./saccade verify "
                  + controller
                  + " --backends "
                  + backends
                  + " --mode "
                  + mode
                  + " --thresholds "),
          reproduce);
      assertTrue(reproduce.endsWith(" --steps 6 --seed 1"), reproduce);
      commands.add(reproduce);
    }
    assertEquals(6, commands.size());
  }
}
