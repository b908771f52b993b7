package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.environments.emulation.SeededRandom;

/** What a player earns who chooses each action by chance: the floor that learning starts from. */
class MinAtarRandomPlayTest {
  private static final int COUNT = 16;

  @ParameterizedTest
  @CsvSource({
    "breakout, 4000, 0.45, 0.6",
    "space_invaders, 4000, 2.5, 3.1",
    "freeway, 100, 0.05, 0.35",
    "asterix, 4000, 0.4, 0.58",
    "seaquest, 4000, 0.07, 0.14"
  })
  void theMeanReturnIsWhereItWas(String game, int episodes, double low, double high) {
    LockStep games = new LockStep("minatar:" + game, COUNT, 1);
    SeededRandom random = new SeededRandom(2, 0);
    int[] actions = new int[COUNT];
    double sum = 0;
    double squares = 0;
    long steps = 0;
    int ended = 0;
    while (ended < episodes) {
      for (int i = 0; i < COUNT; i++) {
        actions[i] = random.nextInt(6);
      }
      games.step(actions);
      steps += COUNT;
      for (int i = 0; i < COUNT; i++) {
        if (games.ended()[i]) {
          double score = games.finishedScores()[i];
          sum += score;
          squares += score * score;
          ended++;
        }
      }
    }
    double mean = sum / ended;
    double error = Math.sqrt((squares / ended - mean * mean) / ended);
    System.out.printf(
        "minatar:%s: random play earns %.3f +- %.3f per episode (%d episodes, %.0f steps each)%n",
        game, mean, error, ended, (double) steps / ended);
    assertTrue(mean >= low && mean <= high, "mean return " + mean);
  }
}
