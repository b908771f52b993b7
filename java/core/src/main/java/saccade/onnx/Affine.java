package saccade.onnx;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise steps between two points of a graph, composed in double: x' = scale * x + offset, or,
 * once something was clipped, x' = scale * clamp(x - mean, low, high) + offset. Arrays have one
 * value for all elements or one for each. Immutable.
 *
 * @param scale finite; 0 where an element does not matter
 * @param offset finite
 * @param clamp null before anything was clipped
 */
record Affine(double[] scale, double[] offset, @Nullable Clamp clamp) {
  /** x' = x. */
  static final Affine NONE = new Affine(new double[] {1}, new double[] {0}, null);

  /**
   * The first part of a clipped chain.
   *
   * @param mean what is subtracted
   * @param low smallest difference, minus infinity without one
   * @param high largest difference, infinity without one
   */
  record Clamp(double[] mean, double[] low, double[] high) {}

  boolean isNone() {
    return clamp == null && all(scale, 1) && all(offset, 0);
  }

  private static boolean all(double[] values, double expected) {
    return Arrays.stream(values).allMatch(v -> v == expected);
  }

  /** Number of elements told apart; 1 if all are alike. */
  int size() {
    int size = Math.max(scale.length, offset.length);
    return clamp == null ? size : Math.max(size, clamp.mean.length);
  }

  /** a * x' + b. */
  Affine then(double[] a, double[] b) {
    return new Affine(
        map(a, scale, (p, q) -> p * q),
        map(map(a, offset, (p, q) -> p * q), b, Double::sum),
        clamp);
  }

  /** x' clipped to {@code low..high}, which may be infinite; one bound for all or one each. */
  Affine clip(double[] low, double[] high) {
    int n = Math.max(size(), Math.max(low.length, high.length));
    Clamp old = clamp;
    double[] mean = new double[n];
    double[] lo = new double[n];
    double[] hi = new double[n];
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      double s = at(scale, i);
      double t = at(offset, i);
      mean[i] = mean(i);
      rest[i] = s == 0 ? clamp(t, at(low, i), at(high, i)) : old == null ? 0 : t;
      double a = s == 0 ? Double.NEGATIVE_INFINITY : (at(low, i) - rest[i]) / s;
      double b = s == 0 ? Double.POSITIVE_INFINITY : (at(high, i) - rest[i]) / s;
      double before = old == null ? Double.NEGATIVE_INFINITY : at(old.low, i);
      double after = old == null ? Double.POSITIVE_INFINITY : at(old.high, i);
      lo[i] = clamp(before, Math.min(a, b), Math.max(a, b)) + 0.0;
      hi[i] = clamp(after, Math.min(a, b), Math.max(a, b)) + 0.0;
    }
    return new Affine(scale, rest, new Clamp(mean, lo, hi));
  }

  /** What is subtracted from an element before it is scaled; 0 where it does not matter. */
  double mean(int i) {
    if (clamp != null) {
      return at(clamp.mean, i);
    }
    double s = at(scale, i);
    return s == 0 ? 0 : -at(offset, i) / s + 0.0; // never -0
  }

  /** The elements {@code from..to - 1} of it. */
  Affine slice(int from, int to) {
    return new Affine(slice(scale, from, to), slice(offset, from, to), clamp);
  }

  private static double[] slice(double[] values, int from, int to) {
    return values.length == 1 ? values : Arrays.copyOfRange(values, from, to);
  }

  /** Element of an array that may have one value for all. */
  static double at(double[] values, int i) {
    return values[values.length == 1 ? 0 : i];
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  /** Combines two arrays, each of which may have one value for all. */
  static double[] map(double[] a, double[] b, DoubleBinaryOperator f) {
    double[] result = new double[Math.max(a.length, b.length)];
    for (int i = 0; i < result.length; i++) {
      result[i] = f.applyAsDouble(at(a, i), at(b, i));
    }
    return result;
  }
}
