package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.breakout.ScriptedPlayer;

@Tag("slow")
class SpeedTest {
  private static final int FRAMES_PER_ROUND = 80_000;
  private static final int ROUNDS = 6;

  /**
   * Training must wait for the network, not for the game; the best round, as CI machines are busy.
   */
  @Test
  void breakoutEmulatesTwentyThousandFramesPerSecond() {
    EmulatedEnvironment breakout = Environments.breakout(1, BreakoutOptions.DEFAULT);
    ScriptedPlayer player = Environments.scriptedPlayer(breakout, 1).orElseThrow();
    byte[] frame = new byte[breakout.frameLength()];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < FRAMES_PER_ROUND / EmulatedEnvironment.ACTION_REPEAT; i++) {
        if (breakout.done()) {
          breakout.reset();
        }
        breakout.step(player.act());
        breakout.frame(frame);
      }
      best = Math.max(best, FRAMES_PER_ROUND * 1e9 / (System.nanoTime() - start));
    }
    System.out.printf("breakout: %.0f emulated frames per second%n", best);
    assertTrue(best >= 20_000, "only " + best + " emulated frames per second");
  }
}
