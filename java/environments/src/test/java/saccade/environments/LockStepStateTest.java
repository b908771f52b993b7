package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import saccade.environments.emulation.SeededRandom;

/** What a reset forgets and a refused snapshot leaves. */
class LockStepStateTest {
  private static final int COUNT = 8;

  private final LockStep environments = new LockStep("minatar:breakout", COUNT, 1);
  private final SeededRandom random = new SeededRandom(2, 0);

  private void step() {
    int[] actions = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      actions[i] = random.nextInt(6);
    }
    environments.step(actions);
  }

  private boolean anyEnded() {
    boolean any = false;
    for (boolean ended : environments.ended()) {
      any |= ended;
    }
    return any;
  }

  private boolean anyReward() {
    boolean any = false;
    for (float reward : environments.rewards()) {
      any |= reward != 0;
    }
    return any;
  }

  @Test
  void aResetForgetsEndsRewardsAndScores() {
    do {
      step();
    } while (!anyEnded() || !anyReward());
    environments.reset();
    assertFalse(anyEnded());
    assertFalse(anyReward());
    assertTrue(Arrays.stream(environments.finishedScores()).allMatch(Double::isNaN));
  }

  @Test
  void aSnapshotWhoseLastEnvironmentIsDamagedChangesNone() {
    for (int i = 0; i < 50; i++) {
      step();
    }
    byte[] damaged = environments.snapshot();
    for (int i = 0; i < 50; i++) {
      step();
    }
    byte[] before = environments.snapshot();
    int last = damaged.length - 600; // within the last environment's own sealed state
    damaged[last] ^= 1;
    seal(damaged);
    assertThrows(IllegalArgumentException.class, () -> environments.restore(damaged));
    assertArrayEquals(before, environments.snapshot());
  }

  private static void seal(byte[] snapshot) {
    CRC32 sum = new CRC32();
    sum.update(Arrays.copyOf(snapshot, snapshot.length - Long.BYTES));
    ByteBuffer.wrap(snapshot).putLong(snapshot.length - Long.BYTES, sum.getValue());
  }
}
