package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.minatar.MinAtarGames;

@Tag("slow")
class LockStepSpeedTest {
  private static final int COUNT = 32;
  private static final int STEPS_PER_ROUND = 20_000;
  private static final int ROUNDS = 5;

  static List<String> games() {
    return MinAtarGames.names();
  }

  /** Random actions, observations written; the best round, as CI machines are busy. */
  @ParameterizedTest
  @MethodSource("games")
  void oneCorePlaysAHundredThousandStepsPerSecond(String game) {
    LockStep games = new LockStep("minatar:" + game, COUNT, 1);
    SeededRandom random = new SeededRandom(2, 0);
    int[] actions = new int[COUNT];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int step = 0; step < STEPS_PER_ROUND; step++) {
        for (int i = 0; i < COUNT; i++) {
          actions[i] = random.nextInt(6);
        }
        games.step(actions);
      }
      best = Math.max(best, 1e9 * COUNT * STEPS_PER_ROUND / (System.nanoTime() - start));
    }
    System.out.printf("minatar:%s: %.0f steps per second%n", game, best);
    assertTrue(best >= 100_000, "only " + best + " steps per second");
  }
}
