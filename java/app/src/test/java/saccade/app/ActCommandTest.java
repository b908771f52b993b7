package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.builtin.Builtin;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.model.FloatStack;
import saccade.model.Network;
import tools.jackson.databind.JsonNode;

/** Networks that act in games, and frames of several channels. */
class ActCommandTest {
  private static final String GAME = "minatar:breakout";
  private static final int CHANNELS = 4;
  private static final int ACTIONS = 6;

  @TempDir private static Path folder;
  private static Path agent;
  private static Path watcher;

  @BeforeAll
  static void writeModels() {
    agent = Models.write(folder, Models.channels("agent", CHANNELS, ACTIONS));
    watcher = Models.write(folder, Models.channels("watcher", CHANNELS, 2));
  }

  private static CommandRun of(String command, Path model, String... more) {
    List<String> args = new ArrayList<>(List.of(command, model.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static JsonNode json(String command, Path model, String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--json");
    CommandRun run = of(command, model, args.toArray(String[]::new));
    assertEquals(0, run.code(), run.err() + run.out());
    return run.json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLOAT32", "EXACT"})
  void aModelThatFitsTheGameActs(String mode) {
    JsonNode report = json("run", agent, "--env=" + GAME, "--steps=120", "--mode=" + mode);
    assertEquals("network", report.get("actor").stringValue());
    assertEquals(0.05, report.get("epsilon").doubleValue());
    assertEquals(GAME, report.get("env").stringValue());
    assertEquals(120, report.get("steps").intValue());
    assertTrue(report.get("verified").booleanValue());
    assertTrue(report.get("actionAgreement").isNumber());
    for (String key : List.of("mean", "min", "max")) {
      assertTrue(report.get("return").get(key).isNumber(), key);
    }
  }

  @Test
  void episodesAreCountedAndTheSameSeedPlaysThemAgain() {
    String[] flags = {"--env=" + GAME, "--episodes=5", "--seed=3", "--epsilon=0.3"};
    JsonNode first = json("run", agent, flags);
    assertEquals(5, first.get("episodes").intValue());
    assertEquals(0.3, first.get("epsilon").doubleValue());
    JsonNode again = json("run", agent, flags);
    for (String key : List.of("steps", "return", "multiplications", "layers")) {
      assertEquals(first.get(key), again.get(key), key);
    }
    flags[2] = "--seed=4";
    assertNotEquals(first.get("multiplications"), json("run", agent, flags).get("multiplications"));
  }

  @Test
  void anotherActorIsAskedForAndPeopleReadWhoActs() {
    JsonNode report = json("run", agent, "--env=" + GAME, "--steps=40", "--actor=random");
    assertEquals("random", report.get("actor").stringValue());
    assertTrue(report.get("epsilon").isNull());
    String text = of("run", agent, "--env=" + GAME, "--steps=40").out();
    String acts = "The network acts: its largest output, or any action in a share of 0.05 of";
    assertTrue(text.contains(acts), text);
    CommandRun watching = of("run", watcher, "--env=" + GAME, "--steps=40");
    assertEquals(0, watching.code(), watching.err());
    assertTrue(watching.out().contains("the network only watches"), watching.out());
    assertTrue(watching.out().contains("2 outputs and minatar:breakout has 6 actions"));
  }

  @Test
  void aBuiltInNetworkActsIfItIsAsked() {
    String[] asked = {"demo", "--actor=network", "--epsilon=0", "--steps=30", "--json"};
    JsonNode report = CommandRun.of(asked).json();
    assertEquals("network", report.get("actor").stringValue());
    assertEquals(0, report.get("epsilon").doubleValue());
    assertTrue(report.get("verified").booleanValue());
  }

  @Test
  void theGameSaysWhatAStrangersTensorHolds(@TempDir Path other) throws Exception {
    Network network = Models.channels("stranger", CHANNELS, ACTIONS);
    var floats = new FloatStack(1, network.input().shape(), null);
    Path numbers = Models.write(other, new Network("numbers", floats, null, network.layers()));
    JsonNode known = json("run", agent, "--env=" + GAME, "--steps=60");
    JsonNode report = json("run", numbers, "--env=" + GAME, "--steps=60");
    assertEquals("network", report.get("actor").stringValue());
    assertEquals(known.get("multiplications"), report.get("multiplications"));
    assertEquals(
        "Its input is read as 1 frame of 4 channels, as minatar:breakout shows them.",
        report.at("/notes/0").stringValue());
    JsonNode gray = json("run", agent, "--env=" + GAME, "--steps=60", "--history=4");
    assertEquals(known.get("multiplications"), gray.get("multiplications"));
    assertTrue(Files.size(agent) > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"space_invaders", "freeway", "asterix", "seaquest"})
  void everyGameOfChannelsCanBePlayedAndVerified(String name) {
    Environment game = Environments.create("minatar:" + name, 1);
    Network network = Models.channels(name, game.channels(), game.actions().size());
    Path file = Models.write(folder, network);
    JsonNode report = json("run", file, "--env=minatar:" + name, "--steps=60");
    assertEquals("network", report.get("actor").stringValue());
    assertTrue(report.get("verified").booleanValue());
  }

  @Test
  void verifyWatchesTheAgentPlayOrAnotherActor() {
    JsonNode acting = json("verify", agent, "--env=" + GAME, "--steps=30");
    assertEquals(
        "game minatar:breakout, played by the network (0.05 at random)",
        acting.get("frames").stringValue());
    assertEquals(6, acting.get("rows").size());
    for (JsonNode row : acting.get("rows")) {
      assertTrue(row.get("threshold").stringValue().startsWith("0.0,"), row.toString());
    }
    JsonNode random = json("verify", agent, "--env=" + GAME, "--steps=30", "--actor=random");
    String frames = "game minatar:breakout under random actions";
    assertEquals(frames, random.get("frames").stringValue());
    JsonNode watching = json("verify", watcher, "--env=" + GAME, "--steps=30");
    assertEquals(frames, watching.get("frames").stringValue());
  }

  @Test
  void withoutAGameVerifyPlaysBitmapsAndSaysSo() {
    CommandRun run = of("verify", agent, "--steps=30");
    assertEquals(0, run.code(), run.err() + run.out());
    assertTrue(run.out().contains("Frames: random bitmaps of 0 and 1, because no game"), run.out());
  }

  @Test
  void aSoakPlaysTheAgentsGame() {
    JsonNode report = json("verify", agent, "--soak", "--env=" + GAME, "--steps=300");
    assertEquals(GAME, report.get("env").stringValue());
    assertEquals(0, report.get("differingBits").intValue());
    assertTrue(report.get("ok").booleanValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "6x10x10, but network agent.onnx takes 4x10x10 | --env=minatar:space_invaders",
        "shows images of 84x84, but network agent.onnx takes 4x10x10 | --env=breakout",
        "no scripted player | --env=minatar:breakout --actor=scripted",
        "--actor 'nobody' | --env=minatar:breakout --actor=nobody",
        "--epsilon 2.0 | --env=minatar:breakout --epsilon=2",
        "--epsilon 0.1 | --env=minatar:breakout --actor=random --epsilon=0.1",
      })
  void whatCannotBePlayedIsOneSentence(String named, String flags) {
    for (String command : List.of("run", "verify")) {
      CommandRun run = of(command, agent, flags.split(" "));
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertEquals(1, run.errorLines().size(), run.err());
      assertTrue(run.err().contains(named), run.err());
    }
  }

  @Test
  void anActorNeedsAGame(@TempDir Path dir) {
    Path trace = PlayCommandsTest.trace(dir, 10);
    Path viewer = Models.write(dir, Builtin.TABLE4.network());
    for (CommandRun run :
        List.of(
            of("run", viewer, "--trace=" + trace, "--actor=network"),
            of("verify", viewer, "--trace=" + trace, "--epsilon=0.1"),
            of("verify", agent, "--actor=random"),
            CommandRun.of("verify", "--self-test", "--actor=random"),
            CommandRun.of("verify", "--literal", "--builtin=table4", "--actor=random"))) {
      assertEquals(ExitCode.USAGE, run.code(), run.err());
      assertTrue(run.err().contains("is for games, but"), run.err());
    }
    CommandRun gray = of("run", agent, "--trace=" + trace);
    assertEquals(ExitCode.USAGE, gray.code());
    assertTrue(gray.err().contains("takes images of 4x10x10; play a game by --env"), gray.err());
    CommandRun table4 = CommandRun.of("demo", "--env=" + GAME);
    assertEquals(ExitCode.USAGE, table4.code());
    assertTrue(table4.err().contains("shows images of 4x10x10, but network table4 takes 84x84"));
  }
}
