package saccade.engine;

import saccade.model.PlacedLayer;
import saccade.model.SparseRows;

/**
 * What a weighted layer costs before any event.
 *
 * @param name name of the layer
 * @param inputs number of its inputs
 * @param denseMultiplications multiplications of the unoptimised layer (equations 7 and 8)
 * @param weights number of weights, pruned ones included
 * @param nonZeroWeights number of weights that are not 0 in the plan, after quantisation
 */
public record LayerCost(
    String name, int inputs, long denseMultiplications, long weights, long nonZeroWeights) {
  /**
   * Cost of one layer. For backends.
   *
   * @param nonZeroWeights weights of the layer that are not 0 in the plan
   */
  public static LayerCost of(PlacedLayer placed, int nonZeroWeights) {
    SparseRows pattern = placed.layer().weights().pattern();
    return new LayerCost(
        placed.name(),
        placed.input().size(),
        placed.denseMultiplications(),
        (long) pattern.rows() * pattern.columns(),
        nonZeroWeights);
  }

  /** Fraction of weights that are 0. */
  public double weightSparsity() {
    return 1 - (double) nonZeroWeights / weights;
  }

  /**
   * The paper's estimate (section 2.5.2): dense x (1 - weight sparsity) x (1 - delta sparsity of
   * the layer's input).
   *
   * @param events transmitted deltas of the layer's input
   */
  public double estimate(long events) {
    return (double) denseMultiplications * nonZeroWeights / weights * events / inputs;
  }
}
