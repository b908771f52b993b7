package saccade.model;

import org.jspecify.annotations.Nullable;

/**
 * The stored integers of one weighted layer in EXACT mode (contract, law 6b). No backend derives
 * any of them. Immutable.
 */
public final class QuantizedLayer {
  private final GridWeights weights;
  private final int[] bias;
  private final float[] multiplier;
  private final float[] weightScale;
  private final @Nullable ActivationGrid grid;

  /**
   * Copies its arrays.
   *
   * @param weights int8 grid points
   * @param bias b per output channel
   * @param multiplier m per output channel: accumulator to output grid, or to y in the last layer
   * @param weightScale scale of each row's weights, for files and reports
   * @param grid output grid; null for the last layer, which is not requantised
   */
  public QuantizedLayer(
      GridWeights weights,
      int[] bias,
      float[] multiplier,
      float[] weightScale,
      @Nullable ActivationGrid grid) {
    int rows = weights.pattern().rows();
    if (bias.length != rows || multiplier.length != rows || weightScale.length != rows) {
      throw new IllegalArgumentException(
          "a quantised layer of " + rows + " rows needs as many biases, multipliers and scales");
    }
    requireNormal("multiplier", multiplier);
    requireNormal("weight scale", weightScale);
    this.weights = weights;
    this.bias = bias.clone();
    this.multiplier = multiplier.clone();
    this.weightScale = weightScale.clone();
    this.grid = grid;
  }

  private static void requireNormal(String what, float[] values) {
    for (float v : values) {
      if (!(v >= Float.MIN_NORMAL) || Float.isInfinite(v)) {
        throw new IllegalArgumentException(
            what + " " + v + " is not a positive normal number; quantise again");
      }
    }
  }

  /** Weights. */
  public GridWeights weights() {
    return weights;
  }

  /** b of an output channel, in accumulator units. */
  public int bias(int channel) {
    return bias[channel];
  }

  /** m of an output channel. */
  public float multiplier(int channel) {
    return multiplier[channel];
  }

  float largestMultiplier() {
    float largest = 0;
    for (float m : multiplier) {
      largest = Math.max(largest, m);
    }
    return largest;
  }

  /** Scale of the weights of an output channel. */
  public float weightScale(int channel) {
    return weightScale[channel];
  }

  /** Output grid, or null in the last layer. */
  public @Nullable ActivationGrid grid() {
    return grid;
  }

  /** Largest |b| + sum|w| * R of any row, where R is the range of the layer's input. */
  public long accumulatorBound(int inputRange) {
    long bound = 0;
    SparseRows pattern = weights.pattern();
    for (int r = 0; r < pattern.rows(); r++) {
      long sum = 0;
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        sum += Math.abs(weights.value(k));
      }
      bound = Math.max(bound, Math.abs((long) bias[r]) + sum * inputRange);
    }
    return bound;
  }
}
