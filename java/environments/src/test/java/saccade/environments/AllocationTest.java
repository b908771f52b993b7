package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.breakout.ScriptedPlayer;

class AllocationTest {
  private static final int STEPS = 3_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final EmulatedEnvironment breakout =
      Environments.breakout(1, new BreakoutOptions(true, 30, 0.25));
  private final ScriptedPlayer player = Environments.scriptedPlayer(breakout, 1).orElseThrow();
  private final byte[] frame = new byte[breakout.frameLength()];

  @Test
  void stepsFramesAndResetsAllocateNothing() {
    play();
    long before = threads.getCurrentThreadAllocatedBytes();
    play();
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

  private void play() {
    for (int i = 0; i < STEPS; i++) {
      if (breakout.done()) {
        breakout.reset();
      }
      breakout.step(player.act());
      breakout.frame(frame);
    }
  }
}
