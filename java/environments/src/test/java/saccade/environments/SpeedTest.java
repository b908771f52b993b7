package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.environments.emulation.ScriptedPlayer;

@Tag("slow")
class SpeedTest {
  private static final int FRAMES_PER_ROUND = 80_000;
  private static final int ROUNDS = 6;

  /**
   * Training must wait for the network, not for the game; the best round, as CI machines are busy.
   */
  @ParameterizedTest
  @ValueSource(strings = {"breakout", "invaders", "scroll"})
  void pixelGamesEmulateTwentyThousandFramesPerSecond(String name) {
    Environment game = Environments.create(name, 1);
    ScriptedPlayer player = Environments.scriptedPlayer(game, 1).orElseThrow();
    byte[] frame = new byte[game.frameLength()];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < FRAMES_PER_ROUND / EmulatedEnvironment.ACTION_REPEAT; i++) {
        if (game.done()) {
          game.reset();
        }
        game.step(player.act());
        game.frame(frame);
      }
      best = Math.max(best, FRAMES_PER_ROUND * 1e9 / (System.nanoTime() - start));
    }
    System.out.printf("%s: %.0f emulated frames per second%n", name, best);
    assertTrue(best >= 20_000, "only " + best + " emulated frames per second");
  }
}
