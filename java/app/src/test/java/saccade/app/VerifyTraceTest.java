package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.onnx.OnnxRunners;
import tools.jackson.databind.JsonNode;

/** {@code verify} on a trace of nine steps. */
class VerifyTraceTest {
  @TempDir private static Path folder;
  private static Path trace;

  @BeforeAll
  static void writeTrace() {
    trace = PlayCommandsTest.trace(folder, 9);
  }

  private static JsonNode verify(String builtin) {
    CommandRun run =
        CommandRun.of("verify", "--trace=" + trace, "--thresholds=0", "--json", builtin);
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.json().get("ok").booleanValue());
    return run.json();
  }

  @Test
  void itsSecondHalfIsVerified() {
    assertEquals(5, verify("--builtin=table4").get("steps").intValue());
  }

  @Test
  void withoutANameEveryBuiltInNetworkIsVerified() {
    JsonNode json = verify("--builtin");
    assertEquals("table4,table5", json.get("model").stringValue());
    Set<String> models =
        json.get("rows")
            .valueStream()
            .map(row -> row.get("model").stringValue())
            .collect(Collectors.toSet());
    assertEquals(Set.of("table4", "table5"), models);
  }

  @Test
  void aMissingOnnxRuntimeIsNamedAndFailsNothing() {
    System.setProperty(OnnxRunners.MISSING, "it was not fetched");
    try {
      JsonNode json = verify("--builtin=table4");
      assertEquals("it was not fetched", json.get("onnxruntime").stringValue());
      json.get("rows").forEach(r -> assertTrue(r.get("maxAbsErrorVsOnnxRuntime").isNull()));
    } finally {
      System.clearProperty(OnnxRunners.MISSING);
    }
  }

  @Test
  void moreStepsThanFitIntoMemoryAreRefused() {
    CommandRun refused =
        CommandRun.of("verify --builtin table4 --backends scalar --steps 2147483647".split(" "));
    assertEquals(ExitCode.USAGE, refused.code());
    assertEquals(1, refused.errorLines().size(), refused.err());
    assertTrue(refused.err().contains("2147483647"), refused.err());
  }
}
