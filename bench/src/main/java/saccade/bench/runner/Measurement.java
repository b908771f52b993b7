package saccade.bench.runner;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.Mode;
import saccade.engine.StepCounts;

/** What was measured of one contestant, block after block. */
final class Measurement {
  private final Contestant contestant;
  private final Mode mode;
  private final Map<Mode, Latencies> moving = new EnumMap<>(Mode.class);
  private final @Nullable StepCounts counts;
  private final long[] nanos;
  private final boolean[] moved;
  private final boolean everyStep;
  private long steps;
  private long stepsThatMoved;

  /**
   * For a contestant.
   *
   * @param mode whose moving steps are its own
   * @param counts adds up the counts of its moving steps; null for the rival
   * @param everyStep true if steps that do not move are measured too
   * @param longest steps of the longest block
   */
  Measurement(
      Contestant contestant,
      Mode mode,
      @Nullable StepCounts counts,
      boolean everyStep,
      int longest) {
    this.everyStep = everyStep;
    this.contestant = contestant;
    this.mode = mode;
    this.counts = counts;
    nanos = new long[longest];
    moved = new boolean[longest];
    for (Mode each : Mode.values()) {
      moving.put(each, new Latencies());
    }
  }

  /**
   * Plays a block from a position and keeps its times until {@link #settle}.
   *
   * @param measured which of its steps count
   */
  void play(int from, boolean[] measured, Pace pace) {
    for (int i = 0; i < measured.length; i++) {
      contestant.prepare(from + i);
      pace.await();
      long start = System.nanoTime();
      contestant.run();
      nanos[i] = System.nanoTime() - start;
      Boolean known = contestant.moved();
      moved[i] = known != null && known;
      if (counts != null && measured[i] && (moved[i] || everyStep)) {
        contestant.addCounts(counts);
      }
    }
  }

  /**
   * Takes over the times of the last block.
   *
   * @param measured which of its steps count
   * @param movingSteps which of them move, for each arithmetic that is there
   */
  void settle(boolean[] measured, Map<Mode, boolean[]> movingSteps) {
    for (int i = 0; i < measured.length; i++) {
      steps += measured[i] ? 1 : 0;
      for (Map.Entry<Mode, boolean[]> entry : movingSteps.entrySet()) {
        boolean moves = entry.getValue()[i];
        if (measured[i] && (moves || everyStep)) {
          latencies(entry.getKey()).record(nanos[i]);
        }
        if (measured[i] && moves && entry.getKey() == mode) {
          stepsThatMoved++;
        }
      }
    }
  }

  /** Which steps of the last block moved; meaningful of a delta arm only. */
  boolean[] moved() {
    return moved;
  }

  Contestant contestant() {
    return contestant;
  }

  @Nullable StepCounts counts() {
    return counts;
  }

  long steps() {
    return steps;
  }

  /** Measured steps that moved. */
  long movingSteps() {
    return stepsThatMoved;
  }

  /** Of its own moving steps, or of all where they count. */
  Latencies own() {
    return latencies(mode);
  }

  private Latencies latencies(Mode of) {
    return Objects.requireNonNull(moving.get(of));
  }

  /** Means by the name of the arithmetic. */
  Map<String, Double> means() {
    Map<String, Double> means = new HashMap<>();
    moving.forEach(
        (each, latencies) -> {
          Double mean = latencies.meanMicros();
          if (mean != null) {
            means.put(each.name(), mean);
          }
        });
    return means;
  }
}
