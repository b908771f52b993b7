package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerifyCommandTest {
  @Test
  void everyModeAndThresholdHasARowAndHolds() {
    CommandRun run =
        CommandRun.of(
            "verify", "--builtin", "table4", "--backends", "scalar", "--steps", "15", "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode report = run.json();
    assertTrue(report.path("ok").asBoolean());
    assertEquals("table4", report.path("model").asString());
    assertEquals(15, report.path("steps").asInt());
    assertEquals(0, report.path("failures").size());
    assertEquals(6, report.path("rows").size());
    Set<String> seen = new HashSet<>();
    for (JsonNode row : report.path("rows")) {
      boolean exact = row.path("mode").asString().equals("EXACT");
      seen.add(row.path("mode").asString() + row.path("threshold").asString());
      assertEquals("scalar", row.path("backend").asString());
      assertEquals(exact, row.path("bitEqual").isBoolean());
      assertEquals(exact, row.path("countsEqual").isBoolean());
      assertTrue(row.path("maxAbsErrorVsDense").isNumber());
      assertTrue(row.path("maxAbsErrorVsOnnxRuntime").isNumber(), "the tests have ONNX Runtime");
      assertTrue(row.path("actionAgreement").isNumber());
      double vsSent = row.path("maxAbsErrorVsSent").asDouble();
      assertTrue(exact ? vsSent == 0 : vsSent > 0 && vsSent < 1e-3);
    }
    assertEquals(6, seen.size());
    assertTrue(seen.contains("EXACT0.0,0.0,0.0,0.0,0.0"));
  }

  @Test
  void thresholdsOfOnesOwnGiveOneRowEach() {
    JsonNode report =
        CommandRun.of(
                "verify",
                "--builtin",
                "table5",
                "--steps",
                "4",
                "--thresholds",
                "1; 0,0.1,0.1,0.1,0.1",
                "--json")
            .json();
    assertEquals(4, report.path("rows").size());
    assertEquals("1.0,1.0,1.0,1.0,1.0", report.path("rows").get(0).path("threshold").asString());
  }

  @Test
  void selfTestCatchesEveryPlantedFault() {
    CommandRun text = CommandRun.of("verify", "--self-test");
    assertEquals(0, text.code());
    assertTrue(text.out().contains("Every planted fault was caught."));
    JsonNode json = CommandRun.of("verify", "--self-test", "--json").json();
    assertTrue(json.path("ok").asBoolean());
    Set<String> faults = new HashSet<>();
    json.path("trials").forEach(t -> faults.add(t.path("fault").asString()));
    assertTrue(faults.size() >= 8, faults.toString());
  }

  @Test
  void devicesListsBackendsAndTheRival() {
    JsonNode report = CommandRun.of("devices", "--json").json();
    JsonNode scalar = report.path("backends").get(0);
    assertEquals("scalar", scalar.path("name").asString());
    assertTrue(scalar.path("available").asBoolean());
    assertTrue(scalar.path("why").isNull());
    assertTrue(scalar.path("device").isString() && scalar.path("type").isString());
    List<String> names =
        report.path("backends").valueStream().map(b -> b.path("name").asString()).toList();
    assertEquals(List.of("scalar", "vector", "onnxruntime"), names);
  }
}
