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
    int seen = input.channels() * window.kernelHeight() * window.kernelWidth();
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

  /** Multiplications of the unoptimised layer (equations 7 and 8). */
  public long denseMultiplications() {
    return (long) output.size() * layer.weights().pattern().columns();
  }
}
