package saccade.model;

/**
 * A two-dimensional convolution with pruned weights.
 *
 * @param name name in reports
 * @param kernel kernel, stride and padding
 * @param weights one row per filter, columns (c, ky, kx)
 * @param bias one value per filter
 * @param activation f
 */
public record Conv2d(
    String name, Window kernel, CsrWeights weights, Bias bias, Activation activation)
    implements WeightedLayer {
  public Conv2d {
    Dense.requireBias(name, weights, bias);
  }

  @Override
  public Window window(Shape input) {
    return kernel;
  }
}
