package saccade.model;

import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stored integers of one weighted layer in EXACT mode (contract, law 6b). No backend derives
 * any of them. Immutable.
 */
public final class QuantizedLayer {
  private final GridWeights weights;
  private final int[] bias;
  private final Requantiser requantiser;
  private final float[] weightScale;
  private final @Nullable ActivationGrid grid;

  /**
   * A layer whose f is in lo and hi alone: NONE, RELU, CLIP around 0.
   *
   * @param multiplier m per output channel: accumulator to output grid, or to y in the last layer
   */
  public QuantizedLayer(
      GridWeights weights,
      int[] bias,
      float[] multiplier,
      float[] weightScale,
      @Nullable ActivationGrid grid) {
    this(weights, bias, Requantiser.of(multiplier), weightScale, grid);
  }

  /**
   * Copies its arrays.
   *
   * @param weights int8 grid points
   * @param bias b per output channel
   * @param requantiser m per output channel, and the table if f needs one
   * @param weightScale scale of each row's weights, for files and reports
   * @param grid output grid; null for the last layer, which is not requantised
   */
  public QuantizedLayer(
      GridWeights weights,
      int[] bias,
      Requantiser requantiser,
      float[] weightScale,
      @Nullable ActivationGrid grid) {
    int rows = weights.pattern().rows();
    if (bias.length != rows || requantiser.channels() != rows || weightScale.length != rows) {
      throw new IllegalArgumentException(
          "a quantised layer of " + rows + " rows needs as many biases, multipliers and scales");
    }
    requireNormal("weight scale", weightScale);
    requireTable(requantiser.table(), grid);
    this.weights = weights;
    this.bias = bias.clone();
    this.requantiser = requantiser;
    this.weightScale = weightScale.clone();
    this.grid = grid;
  }

  private static void requireTable(@Nullable ActivationTable table, @Nullable ActivationGrid grid) {
    if (table == null) {
      return;
    }
    if (table.holdsResults() != (grid == null)) {
      throw new IllegalArgumentException(
          "a hidden layer's table holds grid points and the last layer's results; exchange them");
    }
    for (int at = ActivationTable.LO; grid != null && at <= ActivationTable.HI; at++) {
      if (table.point(at) < grid.lo() || table.point(at) > grid.hi()) {
        throw new IllegalArgumentException(
            "a table holds "
                + table.point(at)
                + ", outside its grid "
                + grid.lo()
                + ".."
                + grid.hi());
      }
    }
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
    return requantiser.multiplier(channel);
  }

  /** From accumulators to what the layer sends. */
  public Requantiser requantiser() {
    return requantiser;
  }

  /** Scale of the weights of an output channel. */
  public float weightScale(int channel) {
    return weightScale[channel];
  }

  /** Output grid, or null in the last layer. */
  public @Nullable ActivationGrid grid() {
    return grid;
  }

  /**
   * Largest |b| + sum|w| * R of any row.
   *
   * @param range R of the input that a row sees through a column
   */
  public long accumulatorBound(IntBinaryOperator range) {
    long bound = 0;
    SparseRows pattern = weights.pattern();
    for (int r = 0; r < pattern.rows(); r++) {
      long sum = Math.abs((long) bias[r]);
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        sum += (long) Math.abs(weights.value(k)) * range.applyAsInt(r, pattern.column(k));
      }
      bound = Math.max(bound, sum);
    }
    return bound;
  }
}
