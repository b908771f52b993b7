package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.engine.FrameStack;
import saccade.engine.PlanOptions;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.model.Fill;
import saccade.model.ImageStack;

/**
 * How much of the picture moves in {@code invaders} and {@code scroll}: as in the real games that
 * they stand for, where 98 (Space Invaders), 981 (Robotank) and 1,384 (Battle Zone) of 7,056 pixels
 * change per step.
 */
class MotionTest {
  private static final int STEPS = 6_000;
  private static final int LONG_STEPS = 24_000;

  @ParameterizedTest
  @CsvSource({
    "invaders, 1, 0.98, 0.99, 0.10, 300", "invaders, 2, 0.98, 0.99, 0.10, 300",
    "invaders, 3, 0.98, 0.99, 0.10, 300", "invaders, 4, 0.98, 0.99, 0.10, 300",
    "scroll, 1, 0.80, 0.87, 0, 250", "scroll, 2, 0.80, 0.87, 0, 250",
    "scroll, 3, 0.80, 0.87, 0, 250", "scroll, 4, 0.80, 0.87, 0, 250"
  })
  void movingStepsOfAnEpisodeChangeAsMuchAsInTheRealGames(
      String name, long seed, double low, double high, double staticShare, double score) {
    Play play = new Play(name, seed);
    for (int step = 0; step < STEPS; step++) {
      play.next();
    }
    double mean = play.sparsities.stream().mapToDouble(d -> d).average().orElseThrow();
    assertTrue(mean >= low && mean <= high, "input delta sparsity " + mean);
    assertTrue(play.still <= staticShare * STEPS, "static steps " + play.still);
    assertTrue(play.sparsities.size() >= 3, "episodes " + play.sparsities.size());
    double meanScore = play.scores / play.sparsities.size();
    assertTrue(meanScore >= score, "mean score " + meanScore);
  }

  /**
   * Of 24,000 steps of one seed. In invaders a step without motion repeats a frame and two in a row
   * repeat a pair of frames; in scroll no frame comes twice.
   */
  @ParameterizedTest
  @CsvSource({"invaders, 20000, 22000", "scroll, 24000, 24000"})
  void framesDoNotRepeatInTwentyThousandSteps(String name, int frames, int pairs) {
    Play play = new Play(name, 11);
    Set<Integer> seen = new HashSet<>();
    Set<Long> seenPairs = new HashSet<>();
    int before = 0;
    for (int step = 0; step < LONG_STEPS; step++) {
      play.next();
      int now = Arrays.hashCode(play.frame);
      seen.add(now);
      seenPairs.add((long) before << Integer.SIZE | now & 0xffffffffL);
      before = now;
    }
    assertTrue(seen.size() >= frames, "distinct frames " + seen.size());
    assertTrue(seenPairs.size() >= pairs, "distinct pairs of frames " + seenPairs.size());
  }

  @ParameterizedTest
  @CsvSource({"invaders", "scroll"})
  void thePlayerDoesMuchBetterThanChance(String name) {
    Play scripted = new Play(name, 5);
    Environment game = Environments.create(name, 5);
    SplittableRandom random = new SplittableRandom(5);
    int episodes = 0;
    double scores = 0;
    for (int step = 0; step < STEPS; step++) {
      scripted.next();
      if (game.done()) {
        episodes += step == 0 ? 0 : 1;
        scores += game.score();
        game.reset();
      }
      game.step(random.nextInt(game.actions().size()));
    }
    double chance = scores / episodes;
    double mean = scripted.scores / scripted.sparsities.size();
    assertTrue(mean > 2 * chance, mean + " points, and " + chance + " by chance");
  }

  /** A run under the scripted player; the first step after each reset is left out. */
  private static final class Play {
    final List<Double> sparsities = new ArrayList<>();
    final byte[] frame;
    double scores;
    int still;
    private final Environment game;
    private final ScriptedPlayer player;
    private final FrameStack stack;
    private byte[] before;
    private byte[] now;
    private long changed;
    private int moving;

    Play(String name, long seed) {
      game = Environments.create(name, seed);
      player = Environments.scriptedPlayer(game, seed).orElseThrow();
      ImageStack shape = new ImageStack(4, game.height(), game.width());
      stack = new FrameStack(shape, PlanOptions.DEFAULT.withFill(Fill.REPEAT));
      frame = new byte[game.frameLength()];
      before = new byte[stack.observation().length];
      now = new byte[before.length];
      begin();
    }

    private void begin() {
      game.reset();
      stack.reset();
      changed = 0;
      moving = 0;
      observe();
    }

    private void observe() {
      byte[] older = before;
      before = now;
      now = older;
      game.frame(frame);
      stack.push(frame);
      System.arraycopy(stack.observation(), 0, now, 0, now.length);
    }

    void next() {
      if (game.done()) {
        assertEquals(0, game.lives());
        sparsities.add(1 - changed / (double) moving / now.length);
        scores += game.score();
        begin();
      }
      game.step(player.act());
      observe();
      int changes = 0;
      for (int i = 0; i < now.length; i++) {
        changes += now[i] == before[i] ? 0 : 1;
      }
      changed += changes;
      moving += changes > 0 ? 1 : 0;
      still += changes > 0 ? 0 : 1;
    }
  }
}
