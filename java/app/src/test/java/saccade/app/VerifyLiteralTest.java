package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code verify --literal}: the keys of its JSON are part of the interface. */
class VerifyLiteralTest {
  private static final String[] ROW = {
    "multiplications", "reduction", "events", "actionAgreement", "cutOffShare"
  };

  private static JsonNode rows(JsonNode report) {
    return report.path("models").get(0).path("rows");
  }

  @Test
  void aTraceGivesOneRowPerRuleAndSetting(@TempDir Path folder) {
    Path trace = PlayCommandsTest.trace(folder, 8);
    CommandRun run =
        CommandRun.of(
            "verify",
            "--literal",
            "--builtin=table4",
            "--trace=" + trace,
            "--thresholds=1,0.0847,0.0181,0.0125,0.0137",
            "--json");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    JsonNode report = run.json();
    assertEquals("game.npz", report.path("frames").asString());
    assertEquals("FLOAT32", report.path("mode").asString());
    assertEquals(8, report.path("steps").asInt());
    assertTrue(report.path("mostEvents").isNumber() && report.path("earlySteps").isNumber());
    JsonNode model = report.path("models").get(0);
    assertEquals("table4", model.path("model").asString());
    assertEquals(9_345_024, model.path("denseMultiplications").asLong());
    assertTrue(model.path("literalMultiplicationsAtZero").asDouble() > 1e12);
    assertEquals(3, rows(report).size());
    for (JsonNode row : rows(report)) {
      for (String key : ROW) {
        assertTrue(row.path(key).isNumber(), key + " is " + row.path(key));
      }
      assertEquals(5, row.path("layers").size());
      assertTrue(row.path("error").path("max").isNumber());
    }
    assertTrue(rows(report).get(0).path("tests").isNull());
    double ours = rows(report).get(0).path("multiplications").asDouble();
    double literal = rows(report).get(1).path("multiplications").asDouble();
    assertTrue(literal > ours, literal + " must be more than " + ours);
  }

  @Test
  void withoutSettingsTheNetworksOwnStandWithAndWithoutZeros() {
    JsonNode report =
        CommandRun.of("verify", "--literal", "--builtin", "table4", "--steps", "2", "--json")
            .json();
    assertEquals(6, rows(report).size());
    assertEquals("the game breakout, seed 1", report.path("frames").asString());
    String own = rows(report).get(0).path("threshold").asString();
    String withoutZeros = rows(report).get(3).path("threshold").asString();
    assertEquals("0.0" + own.substring(3), own);
    assertEquals("1.4E-45" + own.substring(3), withoutZeros);
    JsonNode ours = rows(report).get(0).path("layers");
    assertEquals(ours, rows(report).get(3).path("layers"), "no T of ours has changed its meaning");
  }

  @Test
  void theTextNamesTheRulesAndTheBound() {
    CommandRun run =
        CommandRun.of(
            "verify", "--literal", "--builtin", "table5", "--steps", "2", "--thresholds", "9");
    assertEquals(0, run.code(), run.err());
    for (String part :
        new String[] {
          "table5 on the game breakout, seed 1, 2 steps",
          "Thresholds 9.0,9.0,9.0,9.0,9.0",
          "ours (scalar)",
          "literal",
          "previous step",
          "more than 1,000,000 events"
        }) {
      assertTrue(run.out().contains(part), part + " is missing in\n" + run.out());
    }
  }

  @Test
  void aSingleStepHasNoMeanAndIsRefused() {
    CommandRun run = CommandRun.of("verify", "--literal", "--builtin", "table4", "--steps", "1");
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals(1, run.errorLines().size(), run.err());
    assertTrue(run.err().contains("1 steps"), run.err());
  }
}
