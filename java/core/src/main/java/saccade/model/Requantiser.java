package saccade.model;

import org.jspecify.annotations.Nullable;

/**
 * From accumulators to what a layer sends, as stored data (contract, law 6b-d): float32 multipliers
 * m per output channel, a second one for negative accumulators behind LeakyReLU, and a table where
 * f needs one. Immutable.
 */
public final class Requantiser {
  private final float[] multiplier;
  private final float[] negative;
  private final @Nullable ActivationTable table;

  private Requantiser(float[] multiplier, float[] negative, @Nullable ActivationTable table) {
    requireNormal(multiplier);
    requireNormal(negative);
    if (negative.length != multiplier.length) {
      throw new IllegalArgumentException(
          negative.length + " multipliers below 0 for " + multiplier.length + " channels");
    }
    this.multiplier = multiplier;
    this.negative = negative;
    this.table = table;
  }

  private static void requireNormal(float[] values) {
    for (float v : values) {
      if (!(v >= Float.MIN_NORMAL) || Float.isInfinite(v)) {
        throw new IllegalArgumentException(
            "multiplier " + v + " is not a positive normal number; quantise again");
      }
    }
  }

  /** One multiplier per output channel: to the output grid, or to y in the last layer. */
  public static Requantiser of(float... multiplier) {
    float[] copy = multiplier.clone();
    return new Requantiser(copy, copy, null);
  }

  /** A second multiplier per output channel for accumulators below 0: LeakyReLU. */
  public static Requantiser leaky(float[] multiplier, float[] negative) {
    return new Requantiser(multiplier.clone(), negative.clone(), null);
  }

  /** Multipliers to the 16-bit grid of a table. */
  public static Requantiser through(ActivationTable table, float... multiplier) {
    float[] copy = multiplier.clone();
    return new Requantiser(copy, copy, table);
  }

  /** Number of output channels. */
  public int channels() {
    return multiplier.length;
  }

  /** m of an output channel. */
  public float multiplier(int channel) {
    return multiplier[channel];
  }

  /** m of an output channel for accumulators below 0. */
  public float negative(int channel) {
    return negative[channel];
  }

  /** The table behind the multipliers; null if f needs none. */
  public @Nullable ActivationTable table() {
    return table;
  }

  float largest() {
    float largest = 0;
    for (int i = 0; i < multiplier.length; i++) {
      largest = Math.max(largest, Math.max(multiplier[i], negative[i]));
    }
    return largest;
  }
}
