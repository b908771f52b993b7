package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import saccade.onnx.OnnxRunners;
import tools.jackson.databind.JsonNode;

/** The bench as a process among its own, and beside the rival. */
class BenchProcessTest {
  private static final int INTERRUPTED = 130;

  /** As a shell starts what it puts into the background; children inherit it. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.split("\\s+")[1], 16) & 2) != 0);
  }

  @Test
  void sigintEndsTheProcessesThatMeasureToo() throws Exception {
    assumeFalse(ignoresInterrupts(), "skipped: this process was started deaf to SIGINT");
    Process bench =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "saccade.app.Main",
                "bench",
                "--backends=scalar")
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      for (int i = 0; i < 300 && bench.children().findAny().isEmpty(); i++) {
        assertTrue(bench.isAlive());
        Thread.sleep(100);
      }
      List<ProcessHandle> children = bench.children().toList();
      assertEquals(1, children.size());
      new ProcessBuilder("kill", "-INT", Long.toString(bench.pid())).start().waitFor();
      assertTrue(bench.waitFor(30, TimeUnit.SECONDS));
      assertEquals(INTERRUPTED, bench.exitValue());
      children.get(0).onExit().get(30, TimeUnit.SECONDS);
    } finally {
      bench.destroyForcibly();
    }
  }

  @Test
  void theRivalHasRowsAndRatiosHaveAMeaning() {
    assumeTrue(OnnxRunners.first().isPresent(), "skipped: " + OnnxRunners.whyNone());
    CommandRun run =
        CommandRun.of(
            ("bench --workloads=robot-mlp --backends=scalar,onnxruntime --threads=2 --forks=1"
                    + " --steps=200 --quick --json")
                .split(" "));
    assertEquals(0, run.code(), run.err());
    JsonNode rows = run.json().get("rows");
    assertEquals(
        List.of(
            "scalar EXACT 1",
            "scalar FLOAT32 1",
            "onnxruntime FLOAT32 1",
            "onnxruntime FLOAT32 2",
            "onnxruntime INT8 1",
            "onnxruntime INT8 2"),
        rows.valueStream().map(BenchProcessTest::label).sorted(BenchProcessTest::ours).toList());
    for (JsonNode row : rows) {
      assertTrue(row.get("speedupVsOnnxRuntime").isNumber(), row.toString());
      assertTrue(row.get("speedupVsStrongest").isNumber(), row.toString());
      boolean ours = row.get("backend").stringValue().equals("scalar");
      assertEquals(ours, row.get("conversion").isNumber(), row.toString());
      assertEquals(ours, row.get("floorMicros").isNumber(), row.toString());
      assertEquals(ours, row.get("speedupVsOwnDense").isNull(), row.toString());
      assertTrue(row.get("baseline").stringValue().startsWith("onnxruntime-"), row.toString());
    }
  }

  private static String label(JsonNode row) {
    return row.get("backend").stringValue()
        + " "
        + row.get("mode").stringValue()
        + " "
        + row.get("threads").intValue();
  }

  /** Ours first; otherwise as they came. */
  private static int ours(String a, String b) {
    return Boolean.compare(b.startsWith("scalar"), a.startsWith("scalar"));
  }
}
