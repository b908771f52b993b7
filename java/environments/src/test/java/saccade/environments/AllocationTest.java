package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.emulation.EmulationOptions;
import saccade.environments.emulation.ScriptedPlayer;

class AllocationTest {
  private static final int STEPS = 3_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final byte[] frame = new byte[84 * 84];

  static List<Environment> games() {
    EmulationOptions sticky = new EmulationOptions(30, 0.25);
    return List.of(
        Environments.breakout(1, new BreakoutOptions(true, 30, 0.25)),
        Environments.invaders(1, sticky),
        Environments.scroll(1, sticky));
  }

  @ParameterizedTest
  @MethodSource("games")
  void stepsFramesAndResetsAllocateNothing(Environment game) {
    ScriptedPlayer player = Environments.scriptedPlayer(game, 1).orElseThrow();
    play(game, player);
    long before = threads.getCurrentThreadAllocatedBytes();
    play(game, player);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    // Less than a byte per step: room for the counter's own slip, not for one object per step.
    assertTrue(allocated < STEPS, allocated + " bytes in " + STEPS + " steps");
  }

  @Test
  void theCounterSeesOneSmallArrayPerStep() {
    long before = threads.getCurrentThreadAllocatedBytes();
    int length = 0;
    for (int i = 0; i < STEPS; i++) {
      length += frame.clone().length;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated >= length, "the allocation counter stands still");
  }

  private void play(Environment game, ScriptedPlayer player) {
    for (int i = 0; i < STEPS; i++) {
      if (game.done()) {
        game.reset();
      }
      game.step(player.act());
      game.frame(frame);
    }
  }
}
