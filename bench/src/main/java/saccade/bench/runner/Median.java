package saccade.bench.runner;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.bench.report.Spread;

/** The middle of a few values, and how far they lie apart; values that are null are left out. */
final class Median {
  private Median() {}

  /** The middle one, or the mean of the two in the middle; null without a value. */
  static @Nullable Double of(List<@Nullable Double> values) {
    double[] sorted = sorted(values);
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return null;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Null without a value. */
  static @Nullable Spread spread(List<@Nullable Double> values) {
    double[] sorted = sorted(values);
    return sorted.length == 0 ? null : new Spread(sorted[0], sorted[sorted.length - 1]);
  }

  private static double[] sorted(List<@Nullable Double> values) {
    return values.stream().filter(Objects::nonNull).mapToDouble(v -> v).sorted().toArray();
  }
}
