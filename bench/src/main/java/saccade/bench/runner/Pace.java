package saccade.bench.runner;

import java.util.concurrent.locks.LockSupport;

/** What lies between two steps: a swept cache, and the wait for the next period. */
final class Pace {
  /** More than the share of a last-level cache that one core can fill. */
  private static final int SWEPT_BYTES = 64 << 20;

  private static final int LINE_LONGS = 8;

  /** Sleeping wakes up late by less than this, mostly. */
  private static final long SPIN_NANOS = 200_000;

  private final long period;
  private final long[] swept;
  private long next;

  Pace(Condition condition) {
    period = condition.pause().toNanos();
    swept = new long[condition.cold() ? SWEPT_BYTES / Long.BYTES : 0];
    next = System.nanoTime();
  }

  /** Returns when the step is due: at once without a period. */
  void await() {
    sweep();
    if (period == 0) {
      return;
    }
    next = Math.max(next + period, System.nanoTime());
    long left;
    while ((left = next - System.nanoTime()) > 0) {
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Reads and writes every line, so that nothing else stays. */
  private void sweep() {
    for (int i = 0; i < swept.length; i += LINE_LONGS) {
      swept[i]++;
    }
  }
}
