package saccade.vector;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import saccade.engine.StepProfile.Phase;

/** Where the time of a session's steps goes, while it is on. */
final class StepClock {
  private final List<Map<Phase, long[]>> nanos = new ArrayList<>();
  private boolean on;
  private long last;

  StepClock(int depth) {
    for (int k = 0; k < depth; k++) {
      Map<Phase, long[]> layer = new EnumMap<>(Phase.class);
      for (Phase phase : Phase.values()) {
        layer.put(phase, new long[1]);
      }
      nanos.add(layer);
    }
  }

  void set(boolean measures) {
    on = measures;
    if (on) {
      nanos.forEach(layer -> layer.values().forEach(sum -> sum[0] = 0));
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
      sum(layer, phase)[0] += now - last;
      last = now;
    }
  }

  long nanos(int layer, Phase phase) {
    return sum(layer, phase)[0];
  }

  private long[] sum(int layer, Phase phase) {
    return Objects.requireNonNull(nanos.get(layer - 1).get(phase));
  }
}
