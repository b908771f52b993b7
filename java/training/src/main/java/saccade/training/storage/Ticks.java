package saccade.training.storage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers on an axis: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param low first tick, at most the least value
 * @param high last tick, at least the greatest value
 * @param step between two ticks
 */
record Ticks(double low, double high, double step) {
  /** Ticks around the values from {@code least} to {@code most}, about {@code wanted} of them. */
  static Ticks around(double least, double most, int wanted) {
    double span = most > least ? most - least : Math.max(1, Math.abs(most));
    double power = Math.pow(10, Math.floor(Math.log10(span / wanted)));
    double step = power * 10;
    for (double factor : new double[] {5, 2, 1}) {
      step = span / (power * factor) <= wanted ? power * factor : step;
    }
    double low = Math.floor(least / step) * step;
    double high = Math.ceil(most / step) * step;
    return new Ticks(low, high > low ? high : low + step, step);
  }

  List<Double> values() {
    List<Double> values = new ArrayList<>();
    long first = Math.round(low / step);
    long last = Math.round(high / step);
    for (long i = first; i <= last; i++) {
      values.add(i * step);
    }
    return values;
  }

  /** A number without rounding errors of its multiplication: 0.3, not 0.30000000000000004. */
  static String plain(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The same with k for thousands and M for millions. */
  static String counted(double value) {
    if (value >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    return value >= 1e4 ? plain(value / 1e3) + "k" : plain(value);
  }
}
