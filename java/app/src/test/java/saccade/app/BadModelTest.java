package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.environments.trace.Trace;

/** Models and traces that cannot be used: one sentence, the right exit code. */
class BadModelTest {
  @TempDir private static Path folder;
  private static Path controller;
  private static Path viewer;
  private static Path trace;

  @BeforeAll
  static void writeFiles() {
    controller = Models.write(folder, Models.controller());
    viewer = Models.write(folder, Models.viewer());
    trace = Models.trace(folder, Models.NUMBERS, 20);
  }

  private static void assertRefused(int code, String named, Object... args) {
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    CommandRun run = CommandRun.of(words);
    List<String> lines = run.errorLines();
    assertEquals(code, run.code(), String.join(" ", words) + ": " + run.err());
    assertEquals(1, lines.size(), run.err());
    assertTrue(lines.get(0).startsWith("saccade: "), lines.get(0));
    assertTrue(lines.get(0).contains(named), lines.get(0) + " does not name " + named);
    assertEquals("", run.out());
  }

  @Test
  void filesThatAreNoModels() throws IOException {
    byte[] bytes = Files.readAllBytes(controller);
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
    Path empty = Files.createFile(folder.resolve("empty.onnx"));
    Path words = Files.writeString(folder.resolve("words.onnx"), "this is no model\n");
    for (Path file : List.of(folder.resolve("none.onnx"), folder, cut, empty, words, trace)) {
      assertRefused(ExitCode.INPUT_OUTPUT, file.toString(), "run", file, "--trace", trace);
      assertRefused(ExitCode.INPUT_OUTPUT, file.toString(), "verify", file);
      assertRefused(ExitCode.INPUT_OUTPUT, file.toString(), "verify", file, "--soak");
      assertRefused(ExitCode.INPUT_OUTPUT, file.toString(), "inspect", file);
    }
  }

  @Test
  void anUnsupportedNodeIsNamed() throws IOException {
    Path file = Models.unsupported(folder);
    assertRefused(ExitCode.UNSUPPORTED, "(Sqrt)", "run", file, "--env", "breakout");
    assertRefused(ExitCode.UNSUPPORTED, "(Sqrt)", "verify", file);
  }

  @Test
  void tracesOfTheWrongKindOrWidth() {
    Path narrow = Models.trace(folder, 4, 10);
    Path images = folder.resolve("images.npz");
    Trace.ofFrames(new byte[3 * 84 * 84], 84, 84, new boolean[3]).write(images);
    for (String command : List.of("run", "verify")) {
      assertRefused(ExitCode.USAGE, "of 4 numbers", command, controller, "--trace", narrow);
      assertRefused(ExitCode.USAGE, "of 84x84", command, controller, "--trace", images);
      assertRefused(ExitCode.USAGE, "of 12x12", command, viewer, "--trace", images);
      assertRefused(ExitCode.USAGE, "of 4 numbers", command, viewer, "--trace", narrow);
    }
  }

  @Test
  void tracesWithNumbersThatAreNone() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] values = Models.observations(Models.NUMBERS, 10);
      values[7 * Models.NUMBERS + 2] = bad;
      Path file = Models.write(folder, "bad.npz", Models.NUMBERS, values);
      String place = bad + " at step 7, element 2";
      assertRefused(ExitCode.INPUT_OUTPUT, place, "run", controller, "--trace", file);
      assertRefused(ExitCode.INPUT_OUTPUT, place, "verify", controller, "--trace", file);
      assertRefused(ExitCode.INPUT_OUTPUT, place, "verify", controller, "--soak", "--trace", file);
    }
  }

  @Test
  void aValueBeyondItsLimitIsNamedWithItsStep() {
    Path ranged = Models.write(folder, Models.ranged());
    float[] values = Models.observations(Models.NUMBERS, 10);
    values[9 * Models.NUMBERS] = 5000; // the range is -2..2, the limit 2048
    Path file = Models.write(folder, "far.npz", Models.NUMBERS, values);
    String place = "5000.0 at step 9, element 0";
    assertRefused(ExitCode.USAGE, place, "run", ranged, "--trace", file);
    assertRefused(ExitCode.USAGE, place, "verify", ranged, "--trace", file);
  }

  @Test
  void gamesThatDoNotFit() {
    assertRefused(ExitCode.USAGE, "6 numbers", "run", controller, "--env", "breakout");
    assertRefused(ExitCode.USAGE, "6 numbers", "verify", controller, "--env", "breakout");
    assertRefused(ExitCode.USAGE, "12x12", "run", viewer, "--env", "breakout");
    assertRefused(ExitCode.USAGE, "pong", "verify", viewer, "--env", "pong");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "''            | --thresholds=",
        "''            | --thresholds=0.1/,0",
        "3 thresholds  | --thresholds=1/2/3,0",
        "4 thresholds  | --thresholds=1,2,3,4",
        "-1.0          | --thresholds=1/2/3/4/5/-1,0",
        "NaN           | --thresholds=0,NaN",
        "'paper'       | --thresholds=paper",
        "--history 0   | --history=0",
        "picture       | --input=picture",
        "--builtin     | --builtin=table4",
      })
  void flagsThatDoNotFit(String named, String flag) {
    assertRefused(ExitCode.USAGE, named.strip(), "run", controller, "--trace", trace, flag);
  }

  @Test
  void optionsThatDoNotFitTheModel() {
    assertRefused(
        ExitCode.INPUT_OUTPUT, "4 frames", "run", controller, "--trace", trace, "--history=4");
    assertRefused(
        ExitCode.INPUT_OUTPUT, "no output z", "run", controller, "--trace", trace, "--output=z");
  }

  /** What was asked for is done or refused, never left out in silence. */
  @Test
  void whatCannotBeDoneTogetherIsRefused() {
    assertRefused(ExitCode.USAGE, "exclude each other", "verify", "--generated", "--soak");
    assertRefused(
        ExitCode.USAGE, "exclude each other", "verify", controller, "--soak", "--literal");
    assertRefused(ExitCode.USAGE, "their own networks", "verify", controller, "--self-test");
    assertRefused(ExitCode.USAGE, "their own networks", "verify", controller, "--generated");
    assertRefused(ExitCode.USAGE, "--soak", "verify", controller, "--out=" + folder);
  }

  @Test
  void soaksThatCannotRun() {
    assertRefused(ExitCode.USAGE, "--steps 0", "verify", controller, "--soak", "--steps=0");
    assertRefused(ExitCode.USAGE, "names 2", "verify", "--builtin", "--soak");
    assertRefused(
        ExitCode.USAGE,
        "scalar,scalar",
        "verify",
        controller,
        "--soak",
        "--backends=scalar,scalar");
    assertRefused(
        ExitCode.INPUT_OUTPUT, "is not a folder", "verify", controller, "--soak", "--out=" + trace);
  }

  @Test
  void literalRulesAreForBuiltInNetworks() {
    assertRefused(ExitCode.USAGE, "--builtin", "verify", controller, "--literal");
  }
}
