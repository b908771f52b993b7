package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InspectCommandTest {
  @TempDir private Path folder;

  private static JsonNode inspect(String... network) {
    CommandRun run = CommandRun.of("inspect", "--json", network[0]);
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.json().get("supported").booleanValue());
    assertTrue(run.json().get("unsupported").isEmpty());
    return run.json();
  }

  @Test
  void aBuiltInNetworkHasTheLayersOfTheTable() {
    JsonNode report = inspect("--builtin=table4");
    assertEquals("table4", report.get("model").stringValue());
    assertEquals(9_345_024, report.get("denseMultiplications").longValue());
    assertEquals("image", report.at("/input/kind").stringValue());
    assertEquals(4, report.at("/input/frames").intValue());
    assertTrue(report.get("normaliser").isNull());
    JsonNode conv = report.at("/layers/1");
    assertEquals("Conv2d-2", conv.get("name").stringValue());
    assertEquals("[4,4]", conv.get("kernel").toString());
    assertEquals("[2,2]", conv.get("stride").toString());
    assertEquals("RELU", conv.get("activation").stringValue());
    assertEquals(0.789, conv.get("weightSparsity").doubleValue(), 5e-4);
    assertEquals(2_654_208, conv.get("denseMultiplications").longValue());
    assertEquals(6_400, conv.get("crossover").intValue());
    assertTrue(report.get("verdict").stringValue().startsWith("use delta if more than 50%"));
  }

  @Test
  void gainsFollowTheirFormulas() {
    JsonNode report = inspect("--builtin=table4");
    double left = 0;
    for (JsonNode layer : report.get("layers")) {
      left +=
          layer.get("denseMultiplications").doubleValue()
              * (1 - layer.get("weightSparsity").doubleValue());
    }
    JsonNode ninety = report.at("/gains/1");
    assertEquals(0.9, ninety.get("deltaSparsity").doubleValue());
    assertEquals(0.1 * left, ninety.get("multiplications").doubleValue(), 1e-6 * left);
    assertEquals(9_345_024 / (0.1 * left), ninety.get("fewer").doubleValue(), 1e-6);
    assertEquals(5, ninety.get("cheaper").doubleValue(), 1e-9, "events cost twice a dense one");
    assertEquals(1 - left / 9_345_024, report.get("pruned").doubleValue(), 1e-9);
  }

  @Test
  void aSmallUnprunedModelIsBetterOffDense() {
    JsonNode report = inspect(Models.write(folder, Models.controller()).toString());
    assertEquals("controller.onnx", report.get("model").stringValue());
    assertEquals("float", report.at("/input/kind").stringValue());
    assertEquals("[6,1,1]", report.at("/input/frame").toString());
    assertFalse(report.at("/input/rangesDeclared").booleanValue());
    assertEquals(6, report.at("/normaliser/elements").intValue());
    assertTrue(report.at("/normaliser/folded").booleanValue());
    assertTrue(report.get("verdict").stringValue().startsWith("use dense: "));
  }

  @Test
  void declaredRangesAndOwnThresholdsShow() {
    JsonNode report = inspect(Models.write(folder, Models.ranged()).toString());
    assertTrue(report.at("/input/rangesDeclared").booleanValue());
    assertEquals("0.0,0.0", report.get("thresholds").stringValue());
  }

  @Test
  void aFrameOfSeveralChannelsShows() {
    String file = Models.write(folder, Models.channels("classes", 4, 6)).toString();
    JsonNode report = inspect(file);
    assertEquals(1, report.at("/input/frames").intValue());
    assertEquals("[4,10,10]", report.at("/input/frame").toString());
    String text = CommandRun.of("inspect", file).out();
    assertTrue(
        text.startsWith("classes.onnx observes images of 4 channels (0..255), 1 frame of 4x10x10"),
        text);
    String stack = CommandRun.of("inspect", file, "--history=2").out();
    assertTrue(stack.contains("images of 2 channels (0..255), 2 frames of 2x10x10"), stack);
  }

  @Test
  void everyUnsupportedNodeIsNamed() throws IOException {
    String file = Models.unsupported(folder).toString();
    CommandRun run = CommandRun.of("inspect", file, "--json");
    assertEquals(ExitCode.UNSUPPORTED, run.code());
    assertEquals("", run.err());
    assertFalse(run.json().get("supported").booleanValue());
    assertEquals("square root.onnx", run.json().get("model").stringValue());
    JsonNode node = run.json().at("/unsupported/0");
    assertEquals("Sqrt", node.get("op").stringValue());
    assertFalse(node.get("node").stringValue().isBlank());
    assertFalse(node.get("reason").stringValue().isBlank());
    CommandRun text = CommandRun.of("inspect", file);
    assertEquals(ExitCode.UNSUPPORTED, text.code());
    assertTrue(text.out().contains("(Sqrt)"), text.out());
    assertTrue(text.out().contains("Verdict: 1 node is not supported."), text.out());
  }

  @Test
  void peopleReadATableAndAVerdict() {
    CommandRun run = CommandRun.of("inspect", "--builtin", "table5");
    assertEquals(0, run.code());
    for (String part :
        List.of(
            "table5 observes gray images (0..255), 4 frames of 1x84x84",
            "Note: The weights are seeded, not trained.",
            "8x8 stride 4x4",
            "9,345,024 multiplications per dense pass",
            "Neither is a measured time",
            "Verdict: use delta")) {
      assertTrue(run.out().contains(part), part + " is missing in\n" + run.out());
    }
  }
}
