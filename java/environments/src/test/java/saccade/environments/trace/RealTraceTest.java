package saccade.environments.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Frames of the real emulator, which are not part of the project. */
class RealTraceTest {
  @Test
  void breakoutHasItsKnownSparsity() {
    Trace trace = Trace.read(find("breakout.npz"));
    assertEquals(4_000, trace.steps());
    assertEquals(84, trace.height());
    assertEquals(84, trace.width());
    byte[] before = new byte[trace.frameLength()];
    byte[] now = new byte[trace.frameLength()];
    long changed = 0;
    long compared = 0;
    for (int step = 0; step < trace.steps(); step++) {
      trace.frame(step, now);
      if (!trace.episodeStart(step)) {
        changed += differences(before, now);
        compared += now.length;
      }
      System.arraycopy(now, 0, before, 0, now.length);
    }
    assertEquals(0.9932, 1 - changed / (double) compared, 0.0005);
    assertTrue(trace.episodeStart(1_006));
  }

  private static int differences(byte[] a, byte[] b) {
    int count = 0;
    for (int i = 0; i < a.length; i++) {
      count += a[i] == b[i] ? 0 : 1;
    }
    return count;
  }

  private static Path find(String name) {
    String folder = System.getProperty("saccade.traces", System.getenv("SACCADE_TRACES"));
    Assumptions.assumeTrue(
        folder != null, "no real traces: set SACCADE_TRACES to the folder of " + name);
    Path file = Path.of(folder, name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "no real traces: " + file + " is missing");
    return file;
  }
}
