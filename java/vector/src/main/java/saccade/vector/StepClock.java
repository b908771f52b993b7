package saccade.vector;

import java.util.Arrays;
import saccade.engine.StepProfile.Phase;

/** Where the time of a session's steps goes, while it is on. */
final class StepClock {
  private static final int PHASES = Phase.values().length;

  private final long[] nanos;
  private boolean on;
  private long last;

  StepClock(int depth) {
    nanos = new long[depth * PHASES];
  }

  void set(boolean measures) {
    on = measures;
    if (on) {
      Arrays.fill(nanos, 0);
    }
  }

  /** A step begins. */
  void start() {
    if (on) {
      last = System.nanoTime();
    }
  }

  /** What happened since the last call was this phase of this layer, 1..depth. */
  void lap(int layer, Phase phase) {
    if (on) {
      long now = System.nanoTime();
      nanos[(layer - 1) * PHASES + phase.ordinal()] += now - last;
      last = now;
    }
  }

  long nanos(int layer, Phase phase) {
    return nanos[(layer - 1) * PHASES + phase.ordinal()];
  }
}
