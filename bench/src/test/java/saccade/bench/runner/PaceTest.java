package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waiting and sweeping take time; without them nothing does. */
class PaceTest {
  private static final int TIMES = 20;

  /** Nanoseconds of the fastest, so that no pause of the machine counts. */
  private static long least(Condition condition) {
    Pace pace = new Pace(condition);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      pace.await();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }

  @Test
  void withoutAConditionItReturnsAtOnce() {
    assertTrue(least(Condition.PLAIN) < Duration.ofMillis(1).toNanos());
  }

  /** A million lines cannot be written in less than a millisecond. */
  @Test
  void sweepingTouchesEveryLine() {
    assertTrue(least(Condition.PLAIN.asCold()) > Duration.ofMillis(1).toNanos());
  }

  @Test
  void aStepIsDueWhenThePeriodIsOver() {
    Pace pace = new Pace(Condition.PLAIN.withPeriod("5ms"));
    long start = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      pace.await();
    }
    assertTrue(System.nanoTime() - start >= 15_000_000);
  }
}
