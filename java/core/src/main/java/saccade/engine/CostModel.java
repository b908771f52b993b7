package saccade.engine;

import java.util.List;

/**
 * When a layer is cheaper dense: the default crossovers (contract, law 12), fixed so that a FLOAT32
 * result does not depend on the machine that measures; a backend may have its own. Assumed, per
 * multiplication of a dense kernel: an event's costs 2, because accumulators are loaded and stored
 * for it; walking only non-zero weights costs 16 each, because they are gathered one by one; the
 * cheaper of the two is taken.
 */
final class CostModel {
  private static final double EVENT_COST = 2;
  private static final double GATHERED_COST = 16;

  private CostModel() {}

  static Crossovers crossovers(List<LayerCost> layers) {
    return Crossovers.of(layers.stream().mapToInt(CostModel::crossover).toArray());
  }

  private static int crossover(LayerCost layer) {
    double density = (double) layer.nonZeroWeights() / layer.weights();
    double cost = Math.min(EVENT_COST, GATHERED_COST * density);
    return cost <= 1 ? layer.inputs() : (int) (layer.inputs() / cost);
  }
}
