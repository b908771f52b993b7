package saccade.exact;

import java.util.function.IntBinaryOperator;
import saccade.model.ActivationGrid;
import saccade.model.PlacedLayer;
import saccade.model.SparseRows;

/**
 * A layer as the quantiser sees it: its real weights for inputs that are integers, in units of 1.
 * What an input step stands for is in the weights (first layer) or in {@code inputStep}.
 *
 * @param pattern which weights survived
 * @param weight one per entry
 * @param bias one per row
 * @param mean per entry, what is subtracted from the input in input units; all 0 behind the first
 *     layer
 * @param inputStep what an input integer is multiplied by after its weight
 * @param range R of the input behind a row and a column
 */
record LayerRows(
    SparseRows pattern,
    double[] weight,
    double[] bias,
    double[] mean,
    double inputStep,
    IntBinaryOperator range) {
  /** A layer behind a hidden one. */
  static LayerRows behind(PlacedLayer placed, ActivationGrid input) {
    SparseRows pattern = placed.layer().weights().pattern();
    double[] weight = new double[pattern.entries()];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = placed.layer().weights().value(k);
    }
    return new LayerRows(
        pattern,
        weight,
        biases(placed),
        new double[weight.length],
        input.scale(),
        (row, column) -> input.range());
  }

  static double[] biases(PlacedLayer placed) {
    double[] bias = new double[placed.layer().bias().size()];
    for (int r = 0; r < bias.length; r++) {
      bias[r] = placed.layer().bias().at(r);
    }
    return bias;
  }
}
