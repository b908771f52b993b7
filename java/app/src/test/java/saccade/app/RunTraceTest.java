package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.app.play.RecordedFrames;
import saccade.environments.trace.Trace;
import tools.jackson.databind.JsonNode;

/** A trace of two episodes whose picture stands still at the end: its events, counted apart. */
class RunTraceTest {
  private static final int STEPS = 60;
  private static final int SECOND_START = 25;
  private static final int STILL_FROM = 45;
  private static final int PLANES = 4;
  private static final int PIXELS = 84 * 84;

  @TempDir private static Path folder;
  private static byte[][] frames;
  private static Path trace;

  @BeforeAll
  static void writeTrace() {
    RecordedFrames game = RecordedFrames.ofGame("breakout", 3, STEPS);
    frames = new byte[STEPS][PIXELS];
    byte[] all = new byte[STEPS * PIXELS];
    boolean[] starts = new boolean[STEPS];
    starts[SECOND_START] = true;
    for (int step = 0; step < STEPS; step++) {
      game.frame(Math.min(step, STILL_FROM), frames[step]);
      System.arraycopy(frames[step], 0, all, step * PIXELS, PIXELS);
    }
    trace = folder.resolve("two episodes.npz");
    Trace.ofFrames(all, 84, 84, starts).write(trace);
  }

  private static JsonNode run(String limit) {
    CommandRun run = CommandRun.of("run", "--builtin=table4", "--trace=" + trace, "--json", limit);
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.json().get("verified").booleanValue());
    return run.json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zeros", "repeat"})
  void inputEventsAreThePixelsThatChangedInAnyPlane(String fill) {
    JsonNode json = run("--fill=" + fill);
    long events = 0;
    int still = 0;
    for (int step = 1; step < STEPS; step++) {
      if (step != SECOND_START) {
        long changed = changedPixels(step, fill.equals("repeat"));
        events += changed;
        still += changed == 0 ? 1 : 0;
      }
    }
    double ordinary = STEPS - 2;
    assertTrue(still > 0, "the trace has still steps");
    assertEquals(still / ordinary, json.get("staticShare").doubleValue(), 1e-12);
    double sparsity = json.at("/layers/0/deltaSparsityIn").doubleValue();
    assertEquals(1 - events / ordinary / (PLANES * PIXELS), sparsity, 1e-12);
    double all = json.at("/multiplications/reduction").doubleValue();
    double moving = json.at("/multiplications/reductionMoving").doubleValue();
    assertEquals(all * (ordinary - still) / ordinary, moving, 1e-6 * all);
  }

  private static long changedPixels(int step, boolean repeat) {
    int start = step < SECOND_START ? 0 : SECOND_START;
    long changed = 0;
    for (int age = 0; age < PLANES; age++) {
      byte[] now = plane(step - age, start, repeat);
      byte[] before = plane(step - age - 1, start, repeat);
      for (int i = 0; i < PIXELS; i++) {
        changed += now[i] == before[i] ? 0 : 1;
      }
    }
    return changed;
  }

  private static byte[] plane(int step, int start, boolean repeat) {
    if (step >= start) {
      return frames[step];
    }
    return repeat ? frames[start] : new byte[PIXELS];
  }

  @ParameterizedTest
  @CsvSource({"--steps=1, 1, 1", "--steps=1000, 60, 2", "--episodes=1, 25, 1"})
  void stepsAndEpisodesLimitATrace(String limit, int steps, int episodes) {
    JsonNode json = run(limit);
    assertEquals(steps, json.get("steps").intValue());
    assertEquals(episodes, json.get("episodes").intValue());
  }

  @Test
  void anotherNetworkPlaysOnAGame() {
    CommandRun run =
        CommandRun.of(
            "run --builtin table5 --env breakout --steps 30 --mode FLOAT32 --json".split(" "));
    assertEquals(0, run.code(), run.err());
    assertEquals("table5", run.json().get("model").stringValue());
    assertEquals("breakout", run.json().get("env").stringValue());
    assertEquals("scripted", run.json().get("actor").stringValue());
    assertTrue(run.json().get("return").isObject());
  }
}
