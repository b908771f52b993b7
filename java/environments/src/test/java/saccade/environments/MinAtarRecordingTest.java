package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.minatar.MinAtarGame;
import saccade.environments.minatar.MinAtarGames;
import saccade.environments.minatar.MinAtarOptions;
import saccade.environments.minatar.RecordedChance;

/**
 * Every game against recordings of the published package ({@code ci/minatar-record} makes them):
 * the same random choices and actions must give the same frames, rewards and ends.
 */
class MinAtarRecordingTest {
  private static final String FOLDER = "SACCADE_MINATAR";
  private static final int FEWEST_STEPS = 5_000;

  private RecordedChance chance = new RecordedChance();
  private MinAtarEnvironment played = make("breakout", 0, true);

  static List<String> games() {
    return MinAtarGames.names();
  }

  @ParameterizedTest
  @MethodSource("games")
  void playsAsThePublishedPackageDid(String game) throws IOException {
    String folder = System.getenv(FOLDER);
    assumeTrue(folder != null, "set " + FOLDER + " to a folder that ci/minatar-record filled");
    int line = 0;
    int steps = 0;
    try (Stream<String> lines = Files.lines(Path.of(folder, game + ".txt"))) {
      for (String text : (Iterable<String>) lines::iterator) {
        line++;
        String[] fields = text.split(" ");
        replay(game, fields, game + ".txt line " + line);
        steps += fields[0].equals("act") ? 1 : 0;
      }
    }
    assertTrue(steps >= FEWEST_STEPS, "only " + steps + " steps recorded");
    System.out.printf("minatar:%s: %d recorded steps replayed%n", game, steps);
  }

  private void replay(String game, String[] fields, String where) {
    switch (fields[0]) {
      case "environment" ->
          played = make(game, Double.parseDouble(fields[1]), fields[2].equals("1"));
      case "reset" -> {
        chance.load(fields[1]);
        played.reset();
        compareFrames(fields[2], where);
      }
      default -> act(fields, where);
    }
    assertEquals(0, chance.left(), where + ": choices left over");
  }

  private void act(String[] fields, String where) {
    chance.load(fields[2]);
    try {
      played.step(Integer.parseInt(fields[1]));
    } catch (AssertionError e) {
      throw new AssertionError(where, e);
    }
    compareFrames(fields[5], where);
    assertEquals(Float.parseFloat(fields[3]), played.reward(), where + ": reward");
    assertEquals(fields[4].equals("1"), played.done(), where + ": end");
  }

  private MinAtarEnvironment make(String game, double sticky, boolean ramping) {
    chance = new RecordedChance();
    return new MinAtarEnvironment(
        "minatar:" + game,
        MinAtarGames.create(game, ramping),
        new MinAtarOptions(sticky, ramping, false),
        new SeededRandom(0, 0),
        chance);
  }

  private void compareFrames(String recorded, String where) {
    byte[] frame = new byte[played.frameLength()];
    played.frame(frame);
    BigInteger bits = new BigInteger(recorded, 16);
    int highest = 4 * recorded.length() - 1;
    for (int i = 0; i < frame.length; i++) {
      boolean expected = bits.testBit(highest - i);
      if (expected != (frame[i] == 1)) {
        throw new AssertionError(
            where + ": " + describe(i) + (expected ? " missing" : " too much"));
      }
    }
  }

  private String describe(int index) {
    int cell = index % MinAtarGame.CELLS;
    return "%s at row %d, column %d"
        .formatted(
            played.channelNames().get(index / MinAtarGame.CELLS),
            cell / MinAtarGame.SIZE,
            cell % MinAtarGame.SIZE);
  }
}
