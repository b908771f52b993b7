package saccade.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.OverflowLimit;
import saccade.model.ActivationGrid;
import saccade.model.GridWeights;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.SparseRows;
import saccade.model.WeightedLayer;

/**
 * Puts a network on integer grids (contract, law 6): int8 weights with a scale per output channel,
 * 8 bits per activation with a scale per layer, int32 accumulators that cannot overflow.
 */
public final class Quantizer {
  private static final int WEIGHT_MAX = 127;

  /** Weights and biases below this count as 0: a scale for them would not be a normal number. */
  private static final double TINY = 0x1p-100;

  private Quantizer() {}

  /**
   * Quantises.
   *
   * @param network the network; its weights are not changed
   * @param calibration ranges of its hidden layers
   * @throws IllegalArgumentException if values could overflow, or a channel's multiplier is not a
   *     normal number
   */
  public static QuantizedNetwork quantize(Network network, Calibration calibration) {
    OverflowLimit.require(network);
    if (calibration.maximum().size() != network.depth() - 1) {
      throw new IllegalArgumentException(
          "the calibration has ranges of "
              + calibration.maximum().size()
              + " hidden layers, but network "
              + network.name()
              + " has "
              + (network.depth() - 1)
              + "; watch this network");
    }
    List<QuantizedLayer> layers = new ArrayList<>();
    ActivationGrid input = InputGrids.BYTES.grid(0);
    for (int k = 1; k <= network.depth(); k++) {
      PlacedLayer placed = network.weighted().get(k - 1);
      ActivationGrid output =
          k < network.depth() ? calibration.grid(k, placed.layer().activation()) : null;
      layers.add(layer(placed.layer(), input, output));
      input = output == null ? input : output;
    }
    return new QuantizedNetwork(network, InputGrids.BYTES, layers);
  }

  private static QuantizedLayer layer(
      WeightedLayer layer, ActivationGrid input, @Nullable ActivationGrid output) {
    SparseRows pattern = layer.weights().pattern();
    byte[] points = new byte[pattern.entries()];
    int[] bias = new int[pattern.rows()];
    float[] multiplier = new float[pattern.rows()];
    float[] scale = new float[pattern.rows()];
    for (int r = 0; r < pattern.rows(); r++) {
      scale[r] = rowScale(layer, r, input);
      double accumulatorStep = (double) scale[r] * input.scale();
      bias[r] = (int) Math.rint(layer.bias().at(r) / accumulatorStep);
      multiplier[r] = (float) (output == null ? accumulatorStep : accumulatorStep / output.scale());
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        points[k] = (byte) Math.rint(layer.weights().value(k) / (double) scale[r]);
      }
    }
    return new QuantizedLayer(withoutZeros(pattern, points), bias, multiplier, scale, output);
  }

  /** The finest scale at which the weights fit int8 and |b| + sum|w| * R stays below 2^31. */
  private static float rowScale(WeightedLayer layer, int row, ActivationGrid input) {
    SparseRows pattern = layer.weights().pattern();
    double largest = 0;
    for (int k = pattern.start(row); k < pattern.start(row + 1); k++) {
      largest = Math.max(largest, Math.abs(layer.weights().value(k)));
    }
    double bias = Math.abs((double) layer.bias().at(row));
    if (largest < TINY) { // a row without weights takes its scale from its bias
      return bias < TINY ? 1 : (float) (bias / input.scale() / WEIGHT_MAX);
    }
    float scale = (float) (largest / WEIGHT_MAX);
    while (largest / scale > WEIGHT_MAX + 0.5 || !fits(layer, row, input, scale)) {
      scale *= 1.5f;
    }
    return scale;
  }

  private static boolean fits(WeightedLayer layer, int row, ActivationGrid input, float scale) {
    SparseRows pattern = layer.weights().pattern();
    double sum = Math.rint(Math.abs(layer.bias().at(row)) / ((double) scale * input.scale()));
    for (int k = pattern.start(row); k < pattern.start(row + 1); k++) {
      sum += Math.rint(Math.abs(layer.weights().value(k)) / (double) scale) * input.range();
    }
    return sum < Integer.MAX_VALUE;
  }

  private static GridWeights withoutZeros(SparseRows pattern, byte[] points) {
    int[] start = new int[pattern.rows() + 1];
    int[] column = new int[points.length];
    byte[] kept = new byte[points.length];
    int n = 0;
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        if (points[k] != 0) {
          column[n] = pattern.column(k);
          kept[n++] = points[k];
        }
      }
      start[r + 1] = n;
    }
    SparseRows grid =
        n == points.length
            ? pattern
            : SparseRows.of(pattern.columns(), start, Arrays.copyOf(column, n));
    return new GridWeights(grid, Arrays.copyOf(kept, n));
  }
}
