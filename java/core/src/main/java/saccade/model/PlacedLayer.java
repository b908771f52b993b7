package saccade.model;

/**
 * A weighted layer in its place: the shapes on both sides. A dense layer behind a Flatten keeps the
 * shape of the image in front of it, because the canonical order of sums is that of the image
 * (contract, law 7).
 *
 * @param layer the layer
 * @param input shape of what it receives
 * @param output shape of its neurons
 * @param window how outputs lie on the input
 */
public record PlacedLayer(WeightedLayer layer, Shape input, Shape output, Window window) {
  static PlacedLayer of(WeightedLayer layer, Shape input) {
    Window window = layer.window(input);
    SparseRows pattern = layer.weights().pattern();
    if (input.channels() % layer.groups() != 0) {
      throw new IllegalArgumentException(
          "layer "
              + layer.name()
              + " has "
              + layer.groups()
              + " groups for the "
              + input.channels()
              + " channels of its input; give a number of groups that divides them");
    }
    long seen = (long) input.channels() / layer.groups() * window.area();
    if (pattern.columns() != seen) {
      throw new IllegalArgumentException(
          "layer "
              + layer.name()
              + " has weights for "
              + pattern.columns()
              + " inputs per output, but its input "
              + input
              + " gives "
              + seen
              + "; match the layer to what precedes it");
    }
    Shape output =
        new Shape(
            pattern.rows(), window.outputHeight(input.height()), window.outputWidth(input.width()));
    return new PlacedLayer(layer, input, output, window);
  }

  /** Name of the layer. */
  public String name() {
    return layer.name();
  }

  /** True if the window stands on the whole input, once: every input has weights of its own. */
  public boolean covers() {
    return layer.groups() == 1 && window.equals(Window.covering(input));
  }

  /**
   * How many inputs that follow each other in the model's order share their weights: 1 if the
   * window covers the whole input, else the elements of a channel.
   */
  public int sharedInputs() {
    return covers() ? 1 : input.height() * input.width();
  }

  /** The first input, in the model's order, that row {@code row} sees through a column. */
  public int firstInput(int row, int column) {
    return covers() ? column : inputChannel(row, column) * sharedInputs();
  }

  /** Input channels that one output channel sees. */
  public int channelsPerGroup() {
    return input.channels() / layer.groups();
  }

  /** Input channel that column {@code column} of row {@code row} stands for. */
  public int inputChannel(int row, int column) {
    int group = row / (output.channels() / layer.groups());
    return group * channelsPerGroup() + column / window.area();
  }

  /** Multiplications of the unoptimised layer (equations 7 and 8). */
  public long denseMultiplications() {
    return (long) output.size() * layer.weights().pattern().columns();
  }
}
