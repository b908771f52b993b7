package saccade.model;

import java.util.List;

/**
 * A network on integer grids: what EXACT mode runs. All backends get the same bits and counts from
 * it (contract, law 6). Immutable.
 */
public final class QuantizedNetwork {
  private static final double OUTPUT_LIMIT = 0x1p126;

  private final Network source;
  private final InputGrids inputGrids;
  private final int[] inputRange;
  private final List<QuantizedLayer> layers;

  /**
   * Checks that the integers fit together.
   *
   * @param source the network that was quantised; gives names, shapes and activations
   * @param inputGrids grids of the observation
   * @param layers one per weighted layer; only the last has no grid
   * @throws IllegalArgumentException if shapes differ or an accumulator could reach 2^31
   */
  public QuantizedNetwork(Network source, InputGrids inputGrids, List<QuantizedLayer> layers) {
    this.source = source;
    this.inputGrids = inputGrids;
    this.layers = List.copyOf(layers);
    if (layers.size() != source.depth()) {
      throw new IllegalArgumentException(
          layers.size()
              + " quantised layers were given for the "
              + source.depth()
              + " weighted layers of "
              + source.name());
    }
    requireInput();
    inputRange = inputRanges();
    for (int k = 1; k <= source.depth(); k++) {
      requireLayer(k);
    }
  }

  private void requireInput() {
    boolean image = source.input() instanceof ImageStack;
    if (image && !inputGrids.grid(0).equals(InputGrids.BYTES.grid(0))) {
      throw new IllegalArgumentException(
          "the input grid is "
              + inputGrids.grid(0)
              + ", but image bytes stay gray levels; give scale 1 and 0.."
              + ImageStack.MAX_GRAY);
    }
    int frame = source.input().frameSize();
    if (inputGrids.size() != (image ? 1 : frame)) {
      throw new IllegalArgumentException(
          inputGrids.size() + " input grids were given for frames of " + frame + " elements");
    }
    if (inputGrids.tables()
        != (source.normaliser() != null && inputGrids.hasTables()
            ? source.input().shape().size()
            : 0)) {
      throw new IllegalArgumentException(
          inputGrids.tables()
              + " input tables were given; a network with a normaliser has none or one for each of "
              + source.input().shape().size()
              + " elements");
    }
    requireChannelGrids();
  }

  /** A window that moves needs one scale per channel, because scales are in the weights. */
  private void requireChannelGrids() {
    int shared = source.weighted().get(0).sharedInputs();
    for (int i = 0; i < inputGrids.size(); i++) {
      int first = i / shared * shared;
      if (inputGrids.grid(i).scale() != inputGrids.grid(first).scale()) {
        throw new IllegalArgumentException(
            "elements "
                + first
                + " and "
                + i
                + " of the input share weights but not their scale; give a channel one scale");
      }
    }
  }

  /** Per input, at the first of those that share weights: the largest R of them. */
  private int[] inputRanges() {
    int frame = source.input().frameSize();
    int shared = source.weighted().get(0).sharedInputs();
    int[] range = new int[source.input().shape().size()];
    for (int i = 0; i < range.length; i++) {
      int first = i / shared * shared;
      range[first] = Math.max(range[first], inputGrids.propagatedRange(i, i % frame));
    }
    return range;
  }

  /** R of what a row of layer {@code k} sees through a column. */
  private int range(int k, int row, int column) {
    return k > 1
        ? grid(k - 1).range()
        : inputRange[source.weighted().get(0).firstInput(row, column)];
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
    long bound = layer.accumulatorBound((row, column) -> range(k, row, column));
    if (bound > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an accumulator of layer "
              + placed.name()
              + " can reach "
              + bound
              + ", but must stay below 2^31; coarsen the row's scale");
    }
    requireFunction(placed, layer, k == source.depth());
    double largest = bound * (double) layer.requantiser().largest();
    if (k == source.depth() && layer.requantiser().table() == null && !(largest < OUTPUT_LIMIT)) {
      throw new IllegalArgumentException(
          "y of "
              + source.name()
              + " can reach "
              + largest
              + ", but must stay below 2^126; scale the last layer down");
    }
  }

  private static void requireFunction(PlacedLayer placed, QuantizedLayer layer, boolean last) {
    boolean table = placed.layer().activation().needsTable(last);
    if (table != (layer.requantiser().table() != null)) {
      throw new IllegalArgumentException(
          "layer "
              + placed.name()
              + " with activation "
              + placed.layer().activation()
              + (table ? " needs a table" : " takes no table")
              + "; quantise again");
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

  /** Grids of the observation. */
  public InputGrids inputGrids() {
    return inputGrids;
  }

  /**
   * Grid of a gated neuron layer.
   *
   * @param layer 1..depth - 1, or 0 for the input of an image stack
   */
  public ActivationGrid grid(int layer) {
    if (layer == 0) {
      if (inputGrids.size() > 1) {
        throw new IllegalArgumentException(
            "the input has a grid per element; ask inputGrids() for them");
      }
      return inputGrids.grid(0);
    }
    ActivationGrid grid = layers.get(layer - 1).grid();
    if (grid == null) {
      throw new IllegalArgumentException(
          "neuron layer " + layer + " is the last one and has no grid");
    }
    return grid;
  }
}
