package saccade.model;

import java.util.List;

/**
 * A network on integer grids: what EXACT mode runs. All backends get the same bits and counts from
 * it (contract, law 6). Immutable.
 */
public final class QuantizedNetwork {
  private static final double OUTPUT_LIMIT = 0x1p126;

  private final Network source;
  private final ActivationGrid inputGrid;
  private final List<QuantizedLayer> layers;

  /**
   * Checks that the integers fit together.
   *
   * @param source the network that was quantised; gives names, shapes and activations
   * @param inputGrid grid of the observation
   * @param layers one per weighted layer; only the last has no grid
   * @throws IllegalArgumentException if shapes differ or an accumulator could reach 2^31
   */
  public QuantizedNetwork(Network source, ActivationGrid inputGrid, List<QuantizedLayer> layers) {
    this.source = source;
    this.inputGrid = inputGrid;
    this.layers = List.copyOf(layers);
    if (layers.size() != source.depth()) {
      throw new IllegalArgumentException(
          layers.size()
              + " quantised layers were given for the "
              + source.depth()
              + " weighted layers of "
              + source.name());
    }
    if (source.input() instanceof ImageStack
        && !inputGrid.equals(new ActivationGrid(1, 0, ImageStack.MAX_GRAY))) {
      throw new IllegalArgumentException(
          "the input grid is "
              + inputGrid
              + ", but image bytes stay gray levels; give scale 1 and 0.."
              + ImageStack.MAX_GRAY);
    }
    for (int k = 1; k <= source.depth(); k++) {
      requireLayer(k);
    }
  }

  private void requireLayer(int k) {
    QuantizedLayer layer = layers.get(k - 1);
    PlacedLayer placed = source.weighted().get(k - 1);
    SparseRows expected = placed.layer().weights().pattern();
    SparseRows pattern = layer.weights().pattern();
    if (pattern.rows() != expected.rows() || pattern.columns() != expected.columns()) {
      throw new IllegalArgumentException(
          "quantised layer " + placed.name() + " has another shape than the network's");
    }
    if ((layer.grid() == null) != (k == source.depth())) {
      throw new IllegalArgumentException(
          "layer " + placed.name() + " must have an output grid unless it is the last");
    }
    long bound = layer.accumulatorBound(grid(k - 1).range());
    if (bound > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an accumulator of layer "
              + placed.name()
              + " can reach "
              + bound
              + ", but must stay below 2^31; coarsen the row's scale");
    }
    if (k == source.depth() && !(bound * (double) layer.largestMultiplier() < OUTPUT_LIMIT)) {
      throw new IllegalArgumentException(
          "y of "
              + source.name()
              + " can reach "
              + bound * (double) layer.largestMultiplier()
              + ", but must stay below 2^126; scale the last layer down");
    }
  }

  /** The network that was quantised. */
  public Network source() {
    return source;
  }

  /** Integers of the weighted layer that computes neuron layer {@code layer}, 1..depth. */
  public QuantizedLayer layer(int layer) {
    return layers.get(layer - 1);
  }

  /**
   * Grid of a gated neuron layer.
   *
   * @param layer 0 for the input, up to depth - 1
   */
  public ActivationGrid grid(int layer) {
    ActivationGrid grid = layer == 0 ? inputGrid : layers.get(layer - 1).grid();
    if (grid == null) {
      throw new IllegalArgumentException(
          "neuron layer " + layer + " is the last one and has no grid");
    }
    return grid;
  }
}
