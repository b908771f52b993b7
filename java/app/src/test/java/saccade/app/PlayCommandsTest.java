package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.app.play.RecordedFrames;
import saccade.environments.trace.Trace;
import tools.jackson.databind.JsonNode;

/** {@code demo} and {@code run}: the keys of their JSON are part of the interface. */
class PlayCommandsTest {
  private static final String[] NUMBERS = {
    "seed",
    "steps",
    "episodes",
    "staticShare",
    "conversion",
    "conversionMoving",
    "actionAgreement",
    "checkedSteps",
    "checkEvery",
    "stateBytes",
    "scratchBytes"
  };
  private static final String[] TEXTS = {
    "model", "env", "backend", "mode", "thresholds", "actor", "denseBaseline"
  };
  private static final String[] MULTIPLICATIONS = {
    "dense",
    "counted",
    "estimated",
    "performed",
    "reduction",
    "firstStep",
    "reductionWithFirstSteps",
    "reductionPruningOnly",
    "reductionDeltaOnly",
    "reductionMoving"
  };
  private static final String[] LAYER = {
    "dense",
    "weightSparsity",
    "deltaSparsityIn",
    "deltaSparsityOut",
    "counted",
    "estimated",
    "denseShare"
  };
  private static final String[] LATENCY = {"mean", "p50", "p99", "p999", "max"};

  private static void assertNumbers(JsonNode node, String... keys) {
    for (String key : keys) {
      assertTrue(node.path(key).isNumber(), key + " is " + node.path(key));
    }
  }

  private static void assertKeys(JsonNode report) {
    assertNumbers(report, NUMBERS);
    for (String key : TEXTS) {
      assertTrue(report.path(key).isString(), key + " is " + report.path(key));
    }
    assertNumbers(report.path("multiplications"), MULTIPLICATIONS);
    assertNumbers(report.path("latencyMicros"), LATENCY);
    assertNumbers(report.path("denseLatencyMicros"), LATENCY);
    assertTrue(report.path("verified").isBoolean());
    assertEquals(5, report.path("layers").size());
    double counted = 0;
    for (JsonNode layer : report.path("layers")) {
      assertTrue(layer.path("name").isString());
      assertNumbers(layer, LAYER);
      counted += layer.path("counted").asDouble();
    }
    assertEquals(
        1, counted / report.path("multiplications").path("counted").asDouble(), 1e-9, "layers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXACT", "FLOAT32"})
  void demoIsVerifiedAndAtLeast25TimesCheaper(String mode) {
    CommandRun run =
        CommandRun.of("demo", "--seed", "1", "--steps", "121", "--mode", mode, "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode report = run.json();
    assertKeys(report);
    assertNumbers(report.path("return"), "mean", "min", "max");
    assertTrue(report.path("verified").asBoolean());
    assertEquals(7, report.path("checkedSteps").asInt(), "steps 0, 20, ... 120");
    assertEquals(mode, report.path("mode").asString());
    assertEquals("scripted", report.path("actor").asString());
    assertEquals(9_345_024, report.path("multiplications").path("dense").asLong());
    assertTrue(report.path("multiplications").path("reductionMoving").asDouble() >= 25);
    assertTrue(report.path("lossless").path("reductionMoving").asDouble() >= 10);
    assertTrue(report.path("staticShare").asDouble() <= 0.05);
    assertTrue(report.path("stateBytes").asLong() <= 300_000);
    assertEquals(mode.equals("EXACT"), report.path("quantization").isObject());
  }

  @ParameterizedTest
  @ValueSource(strings = {"invaders", "scroll"})
  void demoRunAndVerifyTakeTheOtherPixelGamesWithTheirPlayers(String game) {
    CommandRun demo = CommandRun.of("demo", "--env", game, "--steps", "41", "--json");
    assertEquals(0, demo.code(), demo.err());
    CommandRun run =
        CommandRun.of("run", "--builtin", "table4", "--env", game, "--steps", "41", "--json");
    assertEquals(0, run.code(), run.err());
    for (JsonNode report : List.of(demo.json(), run.json())) {
      assertKeys(report);
      assertEquals(game, report.path("env").asString());
      assertEquals("scripted", report.path("actor").asString());
      assertEquals(3, report.path("checkedSteps").asInt());
      assertTrue(report.path("verified").asBoolean());
    }
    CommandRun verify =
        CommandRun.of(
            ("verify --builtin table4 --backends scalar --steps 20 --json --env " + game)
                .split(" "));
    assertEquals(0, verify.code(), verify.err());
    assertTrue(verify.json().path("ok").asBoolean());
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherOneDoesNot() {
    JsonNode first = CommandRun.of("demo", "--seed", "5", "--steps", "60", "--json").json();
    JsonNode again = CommandRun.of("demo", "--seed", "5", "--steps", "60", "--json").json();
    JsonNode other = CommandRun.of("demo", "--seed", "6", "--steps", "60", "--json").json();
    for (String key : new String[] {"return", "multiplications", "layers", "quantization"}) {
      assertEquals(first.path(key), again.path(key));
    }
    assertNotEquals(first.path("multiplications"), other.path("multiplications"));
  }

  @Test
  void demoTellsPeopleWhoActsAndWhatHeld() {
    CommandRun run = CommandRun.of("demo", "--steps", "45", "--check-every", "10");
    assertEquals(0, run.code());
    for (String part :
        new String[] {
          "seeded, not trained",
          "a scripted player acts",
          "Score:",
          "Conv2d-4",
          "Estimated",
          "at T = 0",
          "One delta step",
          "VERIFIED: every 10th step, 5 of 45"
        }) {
      assertTrue(run.out().contains(part), part + " is missing in\n" + run.out());
    }
  }

  @Test
  void demoWritesTheLastScreenAsAPicture(@TempDir Path dir) throws Exception {
    Path png = dir.resolve("screen.png");
    assertEquals(0, CommandRun.of("demo", "--steps", "5", "--png", png.toString()).code());
    var image = ImageIO.read(png.toFile());
    assertEquals(3 * 160, image.getWidth());
    assertEquals(3 * 210, image.getHeight());
  }

  @Test
  void aFullGameEndsEpisodesAndStopsAtTheLimit() {
    JsonNode report =
        CommandRun.of("demo", "--seed", "2", "--episodes", "1", "--steps", "100000", "--json")
            .json();
    assertEquals(1, report.path("episodes").asInt());
    assertTrue(report.path("steps").asLong() < 27_001);
    assertEquals(report.path("return").path("min"), report.path("return").path("max"));
    assertTrue(report.path("verified").asBoolean());
  }

  @Test
  void runReadsATraceAndNobodyScores(@TempDir Path dir) {
    Path file = trace(dir, 120);
    CommandRun run =
        CommandRun.of("run", "--builtin", "table4", "--trace", file.toString(), "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode report = run.json();
    assertKeys(report);
    assertEquals("game.npz", report.path("env").asString());
    assertEquals("recorded", report.path("actor").asString());
    assertTrue(report.path("return").isNull());
    assertEquals(120, report.path("steps").asInt());
    assertEquals(2, report.path("episodes").asInt());
    assertTrue(report.path("verified").asBoolean());
  }

  static Path trace(Path dir, int steps) {
    RecordedFrames game = RecordedFrames.ofGame("breakout", 3, steps);
    byte[] frames = new byte[steps * 84 * 84];
    byte[] frame = new byte[84 * 84];
    boolean[] starts = new boolean[steps];
    for (int step = 0; step < steps; step++) {
      game.frame(step, frame);
      System.arraycopy(frame, 0, frames, step * frame.length, frame.length);
      starts[step] = step == 0 || step == steps / 2;
    }
    Path file = dir.resolve("game.npz");
    Trace.ofFrames(frames, 84, 84, starts).write(file);
    return file;
  }

  @Test
  void realFramesOfBreakoutHaveTheKnownSparsity() {
    String traces = System.getenv("SACCADE_TRACES");
    Assumptions.assumeTrue(
        traces != null && Files.isReadable(Path.of(traces, "breakout.npz")),
        "skipped: no breakout.npz (set SACCADE_TRACES)");
    JsonNode report =
        CommandRun.of(
                "run",
                "--builtin",
                "table4",
                "--trace",
                traces + "/breakout.npz",
                "--steps",
                "400",
                "--json")
            .json();
    assertEquals(0.993, report.path("layers").get(0).path("deltaSparsityIn").asDouble(), 0.001);
    assertTrue(report.path("verified").asBoolean());
  }
}
