package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.training.learner.Learners;
import tools.jackson.databind.JsonNode;

/** {@code train}, {@code prune} and {@code tickets} on libtorch, briefly. */
class TrainingCommandsTest {
  private static final String TRAIN =
      "train --env minatar:breakout --frames 4000 --episodes 5 --seed 2";

  @TempDir Path folder;

  @BeforeAll
  static void libtorchIsHere() {
    Libtorch.require();
  }

  private CommandRun run(String line, Path out) {
    List<String> args = new java.util.ArrayList<>(List.of(line.split(" ")));
    args.addAll(List.of("--out", out.toString()));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void trainWritesAVerifiedNetworkThatTheOtherCommandsTake() {
    CommandRun result = run(TRAIN + " --json", folder.resolve("run"));
    assertEquals(0, result.code(), result.err());
    JsonNode json = result.json();
    assertEquals("minatar:breakout", json.get("env").stringValue());
    assertEquals(2, json.get("seed").asInt());
    assertEquals(4_000, json.get("frames").asInt());
    assertEquals(250, json.get("updates").asInt());
    assertTrue(json.get("return").isNumber());
    assertTrue(json.get("randomReturn").isNumber());
    assertEquals(5, json.get("returns").get("episodes").asInt());
    assertTrue(json.get("verified").booleanValue());
    assertEquals(168_704, json.get("multiplications").get("dense").asInt());
    assertEquals("adam", json.get("hyperParameters").get("optimizer").get("name").stringValue());
    for (String file : List.of("onnx", "checkpoint", "curve")) {
      assertTrue(Files.isRegularFile(Path.of(json.get(file).stringValue())), file);
    }
    assertTrue(Files.isRegularFile(folder.resolve("run/curve.svg")));
    String model = json.get("onnx").stringValue();
    CommandRun verify =
        CommandRun.of(
            "verify", model, "--env", "minatar:breakout", "--steps", "60", "--backends", "scalar");
    assertEquals(0, verify.code(), verify.out() + verify.err());
    CommandRun played =
        CommandRun.of("run", model, "--env", "minatar:breakout", "--steps", "60", "--json");
    assertEquals(0, played.code(), played.err());
    assertEquals("network", played.json().get("actor").stringValue());
  }

  /** Fewer frames than the first update waits for: no more than that it starts, ends and plays. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"invaders", "scroll"})
  void thePixelGamesTrainTheTable1Network(String game) {
    String line = "train --net table1 --frames 64 --episodes 1 --seed 2 --json --env ";
    CommandRun result = run(line + game, folder.resolve("run"));
    assertEquals(0, result.code(), result.err());
    assertEquals(game, result.json().get("env").stringValue());
    assertEquals(64, result.json().get("frames").asInt());
    assertTrue(Files.isRegularFile(Path.of(result.json().get("onnx").stringValue())));
  }

  @Test
  void aRunGoesOnWithResumeAndOnlyWithTheSameSettings() throws IOException {
    Path out = folder.resolve("run");
    assertEquals(0, run(TRAIN, out).code());
    assertError(2, "add --resume", run(TRAIN, out));
    assertError(2, "other settings", run(TRAIN.replace("seed 2", "seed 3") + " --resume", out));
    CommandRun more = run(TRAIN.replace("4000", "6000") + " --resume --json", out);
    assertEquals(0, more.code(), more.err());
    assertEquals(6_000, more.json().get("frames").asInt());
    assertTrue(more.json().get("resumed").booleanValue());
    Path whole = folder.resolve("whole");
    assertEquals(0, run(TRAIN.replace("4000", "6000"), whole).code());
    assertEquals(
        -1, Files.mismatch(out.resolve("model.onnx"), whole.resolve("model.onnx")), "not the same");
  }

  @Test
  void aRunWithoutACheckpointStartsAnewAndOtherJobsStayOut() throws IOException {
    Path out = folder.resolve("run");
    assertEquals(0, run(TRAIN, out).code());
    assertError(2, "single training", run("tickets --env minatar:breakout --rounds 1", out));
    Files.delete(out.resolve("checkpoint.saccade"));
    assertError(2, "leave out --resume", run(TRAIN + " --resume", out));
    assertEquals(0, run(TRAIN, out).code());
  }

  @Test
  void aDamagedCheckpointIsAnErrorAndStays() throws IOException {
    Path out = folder.resolve("run");
    run(TRAIN, out);
    Path checkpoint = out.resolve("checkpoint.saccade");
    byte[] bytes = Files.readAllBytes(checkpoint);
    bytes[1_000] ^= 1;
    Files.write(checkpoint, bytes);
    assertError(4, "checkpoint.saccade", run(TRAIN + " --resume", out));
    org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, Files.readAllBytes(checkpoint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train --env pong | 2 | unknown environment 'pong'
          train --env minatar:breakout --net table1 | 2 | takes frames of 1x84x84
          train --env minatar:breakout --preset slow | 2 | give paper or fast
          train --env minatar:breakout --frames 0 | 2 | --frames 0
          train --env minatar:breakout --minutes 0 | 2 | --minutes 0
          tickets --env minatar:breakout --frames-per-round 0 | 2 | --frames-per-round 0
          tickets --env minatar:breakout --frames-per-round 3000 --rewind 3000 | 2 | rewind earlier
          train --env minatar:breakout --minutes x | 2 | --minutes
          train --env minatar:breakout --episodes 0 | 2 | --episodes 0
          train --env minatar:breakout --checkpoint-minutes -1 | 2 | --checkpoint-minutes
          train --env minatar:breakout --replay 10 | 2 | 10
          train --env minatar:breakout --resume | 2 | no checkpoint
          train --net minatar | 2 | --env
          prune --env minatar:breakout --sparsity 1.5 | 2 | 1.5
          prune --env minatar:breakout --frames 2100 | 2 | train longer
          prune --env minatar:breakout --pattern two-of-four | 2 | 2:4
          tickets --env minatar:breakout --rounds 0 | 2 | 0 rounds
          tickets --env minatar:breakout --rate 1 | 2 | rate 1.0
          tickets --env minatar:breakout --controls luck | 2 | random-mask or new-weights or dense
          tickets --env minatar:breakout --scope none | 2 | convolutions or all
          """)
  void badInputIsOneSentence(String line, int code, String reason) {
    assertError(code, reason, run(line, folder.resolve("run")));
  }

  @Test
  void aFolderThatHoldsSomethingElseIsNotTouched() throws IOException {
    Path out = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(out.resolve("thesis.txt"), "three years");
    assertError(4, "thesis.txt", run(TRAIN, out));
    assertEquals(1, out.toFile().list().length);
  }

  @Test
  void withoutLibtorchTheReasonIsSaid() {
    System.setProperty(Learners.MISSING, "libtorch is on holiday: wait.");
    try {
      assertError(4, "on holiday", run(TRAIN, folder.resolve("run")));
    } finally {
      System.clearProperty(Learners.MISSING);
    }
    assertFalse(Files.exists(folder.resolve("run")));
  }

  @Test
  void pruneEndsAtTheSparsityThatWasAsked() {
    CommandRun result =
        run(
            "prune --env minatar:space_invaders --frames 5000 --episodes 3 --sparsity 0.9 --json",
            folder.resolve("run"));
    assertEquals(0, result.code(), result.err());
    JsonNode json = result.json();
    assertEquals(16 * 54 + 131_072 + 768, json.get("total").asInt());
    assertEquals(Math.round(0.1 * json.get("total").asInt()), json.get("kept").asInt(), 1);
    assertTrue(json.get("train").get("verified").booleanValue());
    CommandRun inspected =
        CommandRun.of("inspect", json.get("train").get("onnx").stringValue(), "--json");
    assertTrue(
        inspected.json().get("layers").get(1).get("weightSparsity").asDouble() > 0.88,
        inspected.out());
  }

  @Test
  void ticketsPrintOneRoundAfterTheOther() {
    CommandRun result =
        run(
            "tickets --env minatar:freeway --rounds 1 --frames-per-round 2200 --episodes 1"
                + " --scope convolutions --allotment global --act-with saccade --json",
            folder.resolve("run"));
    assertEquals(0, result.code(), result.err());
    JsonNode rounds = result.json().get("rounds");
    assertEquals(2, rounds.size());
    assertEquals(16 * 63, rounds.get(0).get("kept").asInt());
    assertEquals(Math.round(0.8 * 16 * 63), rounds.get(1).get("kept").asInt());
    for (JsonNode round : rounds) {
      assertEquals(16 * 63, round.get("total").asInt());
      assertTrue(round.get("return").isNumber());
      assertTrue(Files.isRegularFile(Path.of(round.get("onnx").stringValue())));
    }
  }

  @Test
  void peopleReadWhatWasDone() {
    CommandRun result = run(TRAIN, folder.resolve("run"));
    assertTrue(result.out().contains("Double DQN on minatar:breakout, network minatar"));
    assertTrue(result.out().contains("VERIFIED"), result.out());
    assertTrue(result.out().contains("multiplications at T = 0"), result.out());
  }

  private static void assertError(int code, String reason, CommandRun result) {
    assertEquals(code, result.code(), result.out() + result.err());
    List<String> lines =
        result.errorLines().stream().filter(line -> !line.startsWith("Warning:")).toList();
    assertEquals(1, lines.size(), result.err());
    assertTrue(lines.get(0).startsWith("saccade: "), result.err());
    assertTrue(lines.get(0).contains(reason), result.err());
  }
}
