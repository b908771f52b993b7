package saccade.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the raw observation and the first layer: z = x - mean per element, and then,
 * where the network has one, a clamp to low..high (contract, law 3). The division by the standard
 * deviation is not here: it is folded into the first layer's weights, so z has raw units.
 * Immutable.
 */
public final class Normaliser {
  private final float[] mean;
  private final float[] deviation;
  private final float @Nullable [] low;
  private final float @Nullable [] high;

  /**
   * Copies its arrays, which have one value per element of the whole observation, in the model's
   * order.
   *
   * @param mean finite
   * @param deviation what z was divided by before the scale was folded, finite and above 0
   * @param low smallest z, or null without a clamp; at most 0
   * @param high largest z, or null without a clamp; at least 0 and above {@code low}
   */
  public Normaliser(
      float[] mean, float[] deviation, float @Nullable [] low, float @Nullable [] high) {
    if (mean.length != deviation.length
        || (low == null) != (high == null)
        || (low != null
            && high != null
            && (low.length != mean.length || high.length != mean.length))) {
      throw new IllegalArgumentException(
          "a normaliser of " + mean.length + " means needs as many deviations and bounds");
    }
    for (int i = 0; i < mean.length; i++) {
      requireFinite(mean[i], deviation[i], i);
      if (low != null && high != null && !(low[i] <= 0 && high[i] >= 0 && low[i] < high[i])) {
        throw new IllegalArgumentException(
            "bounds " + low[i] + ".." + high[i] + " of element " + i + " must contain 0");
      }
    }
    this.mean = withoutNegativeZero(mean);
    this.deviation = deviation.clone();
    this.low = low == null ? null : withoutNegativeZero(low);
    this.high = high == null ? null : withoutNegativeZero(high);
  }

  /** A copy in which -0 became 0, so that equal normalisers are equal bits. */
  private static float[] withoutNegativeZero(float[] values) {
    float[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] += 0f;
    }
    return copy;
  }

  private static void requireFinite(float mean, float deviation, int i) {
    if (!Float.isFinite(mean) || !(deviation > 0) || Float.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "mean "
              + mean
              + " and deviation "
              + deviation
              + " of element "
              + i
              + " must be finite and the deviation above 0");
    }
  }

  /** Number of elements of the whole observation. */
  public int size() {
    return mean.length;
  }

  /** What is subtracted from an element. */
  public float mean(int element) {
    return mean[element];
  }

  /** What z of an element was divided by before the scale went into the weights. */
  public float deviation(int element) {
    return deviation[element];
  }

  /** True if z is clamped. */
  public boolean clamps() {
    return low != null;
  }

  /** Smallest z of an element; minus infinity without a clamp. */
  public float low(int element) {
    return low == null ? Float.NEGATIVE_INFINITY : low[element];
  }

  /** Largest z of an element; infinity without a clamp. */
  public float high(int element) {
    return high == null ? Float.POSITIVE_INFINITY : high[element];
  }

  /** True if z = x everywhere. */
  public boolean isIdentity() {
    for (float m : mean) {
      if (m != 0) {
        return false;
      }
    }
    return !clamps();
  }

  /** The same with other means, for what was folded into biases. */
  public Normaliser withMean(float[] newMean) {
    return new Normaliser(newMean, deviation, low, high);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Normaliser that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(deviation, that.deviation)
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean) * 31 + Arrays.hashCode(deviation);
  }
}
