package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.engine.FrameStack;
import saccade.engine.PlanOptions;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.model.Fill;
import saccade.model.ImageStack;

/** How much of the network's input changes per step: as in the real game, where it is 0.993. */
class InputDeltaTest {
  private static final int STEPS = 5_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theFrameStackChangesLikeTheRealGames(long seed) {
    Play play = new Play(seed);
    int[] changes = new int[STEPS];
    for (int step = 0; step < STEPS; step++) {
      changes[step] = play.changesOfNextStep();
    }
    double sparsity =
        1 - Arrays.stream(changes).average().orElseThrow() / play.stack.observation().length;
    assertTrue(sparsity >= 0.985 && sparsity <= 0.996, "input delta sparsity " + sparsity);
    double staticShare = Arrays.stream(changes).filter(n -> n == 0).count() / (double) STEPS;
    assertTrue(staticShare <= 0.05, "static share " + staticShare);
    assertTrue(play.episodes >= 3, "the player loses too seldom: " + play.episodes + " episodes");
    double meanScore = play.scores / play.episodes;
    assertTrue(meanScore > 30, "the player plays badly: mean score " + meanScore);
  }

  /** A run under the scripted player; the first step after each reset is left out. */
  private static final class Play {
    final EmulatedEnvironment game;
    final ScriptedPlayer player;
    final FrameStack stack;
    private final byte[] frame;
    private byte[] before;
    private byte[] now;
    int episodes;
    double scores;

    Play(long seed) {
      game = Environments.breakout(seed, BreakoutOptions.DEFAULT);
      player = Environments.scriptedPlayer(game, seed).orElseThrow();
      stack =
          new FrameStack(
              new ImageStack(4, game.height(), game.width()),
              PlanOptions.DEFAULT.withFill(Fill.REPEAT));
      frame = new byte[game.frameLength()];
      before = new byte[stack.observation().length];
      now = new byte[stack.observation().length];
      begin();
    }

    private void begin() {
      game.reset();
      stack.reset();
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

    int changesOfNextStep() {
      if (game.done()) {
        episodes++;
        scores += game.score();
        begin();
      }
      game.step(player.act());
      observe();
      int changes = 0;
      for (int i = 0; i < now.length; i++) {
        changes += now[i] == before[i] ? 0 : 1;
      }
      return changes;
    }
  }
}
