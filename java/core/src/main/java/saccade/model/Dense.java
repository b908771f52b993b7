package saccade.model;

/**
 * A fully connected layer with pruned weights.
 *
 * @param name name in reports
 * @param weights one row per neuron, one column per input in the model's order
 * @param bias one value per neuron
 * @param activation f
 */
public record Dense(String name, CsrWeights weights, Bias bias, Activation activation)
    implements WeightedLayer {
  public Dense {
    requireBias(name, weights, bias);
  }

  @Override
  public Window window(Shape input) {
    return Window.covering(input);
  }

  static void requireBias(String name, CsrWeights weights, Bias bias) {
    if (bias.size() != weights.pattern().rows()) {
      throw new IllegalArgumentException(
          "layer "
              + name
              + " has "
              + bias.size()
              + " biases for "
              + weights.pattern().rows()
              + " output channels; give one each");
    }
  }
}
