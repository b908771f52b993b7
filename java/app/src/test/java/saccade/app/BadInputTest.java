package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.environments.trace.Trace;

/** One sentence on stderr that names the value, nothing on stdout, the right exit code. */
class BadInputTest {
  private static void assertRefused(int code, String named, String... args) {
    CommandRun run = CommandRun.of(args);
    List<String> lines = run.errorLines();
    assertEquals(code, run.code(), String.join(" ", args) + ": " + run.err());
    assertEquals(1, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith("saccade: "), lines.get(0));
    assertTrue(lines.get(0).contains(named), lines.get(0) + " does not name " + named);
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "pong | demo --env pong",
        "vector | demo --backends vector",
        "table9 | run --env breakout --builtin table9",
        "table9 | verify --builtin table4,table9",
        "EXACTLY | demo --mode EXACTLY",
        "NaN | demo --thresholds NaN",
        "Infinity | demo --thresholds Infinity",
        "3e39 | demo --thresholds 3e39",
        "-1.0 | demo --thresholds -1",
        "abc | demo --thresholds 0,abc",
        "2 thresholds | demo --thresholds 1,2",
        "7 thresholds | verify --builtin table4 --thresholds 0;1,2,3,4,5,6,7",
        "--steps 0 | demo --steps 0",
        "--steps -5 | verify --builtin table4 --steps -5",
        "--episodes 0 | demo --episodes 0",
        "--check-every 0 | demo --check-every 0",
        "--check-every 21 | demo --check-every 21",
        "many | demo --steps many",
        "--frob | demo --frob",
        "frobnicate | frobnicate",
        "sevens | demo --fill sevens",
        "--self-test | verify",
        "--trace | run --builtin table4",
        "--trace | run --builtin table4 --env breakout --trace x.npz",
        "--builtin | run --env breakout",
        "pong | run --builtin table4 --env pong",
        "vector | run --builtin table4 --env breakout --backends vector",
        "vector | verify --builtin table4 --backends scalar,vector",
        "-Infinity | demo --thresholds=-Infinity",
        "-1.0 | demo --thresholds 0,0,-1,0,0",
        "'' | demo --thresholds 0,,0,0,0",
        "0;0 | demo --thresholds 0;0",
        "NaN | verify --builtin table4 --thresholds 0;NaN",
        "-1.0 | verify --builtin table4 --thresholds 0;-1",
        "'' | verify --builtin table4 --thresholds 0;",
        "--steps 0 | run --builtin table4 --env breakout --steps 0",
        "--steps 0 | verify --builtin table4 --steps 0",
        "one | demo --seed one",
        "--frob | devices --frob",
        "everything | devices everything",
      })
  void usage(String named, String line) {
    assertRefused(ExitCode.USAGE, named, line.split(" "));
  }

  @Test
  void aThresholdOf3e38IsAFiniteNumberAndSendsNothing() {
    CommandRun run =
        CommandRun.of("demo", "--steps", "25", "--thresholds", "0,3e38,0,0,0", "--json");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        1.0, run.json().path("layers").get(1).path("deltaSparsityIn").asDouble(), "no event");
  }

  @Test
  void tracesThatCannotBeRead(@TempDir Path dir) throws Exception {
    Path good = PlayCommandsTest.trace(dir, 12);
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(dir.resolve("cut.npz"), Arrays.copyOf(bytes, bytes.length / 2));
    Path empty = Files.createFile(dir.resolve("empty.npz"));
    for (Path file : List.of(dir.resolve("none.npz"), dir, cut, empty)) {
      String name = file.getFileName().toString();
      assertRefused(
          ExitCode.INPUT_OUTPUT, name, "run", "--builtin", "table4", "--trace", file.toString());
      assertRefused(ExitCode.INPUT_OUTPUT, name, "verify", "--builtin", "--trace", file.toString());
    }
  }

  @Test
  void tracesOfAnotherShape(@TempDir Path dir) {
    Path small = dir.resolve("small.npz");
    Trace.ofFrames(new byte[3 * 10 * 10], 10, 10, new boolean[3]).write(small);
    Path vectors = dir.resolve("vectors.npz");
    Trace.ofObservations(new float[3 * 48], 48, new boolean[3]).write(vectors);
    for (Path file : List.of(small, vectors)) {
      String name = file.getFileName().toString();
      assertRefused(ExitCode.USAGE, name, "run", "--builtin", "table4", "--trace", file.toString());
    }
  }

  @Test
  void debugAddsTheStackTrace() {
    CommandRun run = CommandRun.of("demo", "--env", "pong", "--debug");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("IllegalArgumentException") && run.err().contains("\tat "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--debug demo --steps 0", "demo --frob --debug"})
  void debugMayStandAnywhere(String line) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
    assertTrue(run.errorLines().get(0).startsWith("saccade: "), run.err());
    assertTrue(run.err().contains("\tat saccade.app."), run.err());
  }

  @Test
  void aPictureThatCannotBeWritten(@TempDir Path dir) {
    Path png = dir.resolve("no such folder").resolve("screen.png");
    assertRefused(ExitCode.INPUT_OUTPUT, png.toString(), "demo", "--steps=1", "--png=" + png);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "run", "verify", "devices"})
  void helpHasAnExample(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("Example: saccade " + command), run.out());
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    CommandRun run = CommandRun.of();
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("Usage: saccade"), run.err());
  }
}
