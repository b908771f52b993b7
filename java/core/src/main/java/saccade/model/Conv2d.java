package saccade.model;

/**
 * A two-dimensional convolution with pruned weights.
 *
 * @param name name in reports
 * @param kernel kernel, stride, dilation and padding
 * @param groups number of groups that channels and filters are split into, at least 1; filters of
 *     group g see the channels of group g only
 * @param weights one row per filter, columns (c, ky, kx), c within the filter's group
 * @param bias one value per filter
 * @param activation f
 */
public record Conv2d(
    String name, Window kernel, int groups, CsrWeights weights, Bias bias, Activation activation)
    implements WeightedLayer {
  /** A convolution whose filters see all channels. */
  public Conv2d(String name, Window kernel, CsrWeights weights, Bias bias, Activation activation) {
    this(name, kernel, 1, weights, bias, activation);
  }

  public Conv2d {
    Dense.requireBias(name, weights, bias);
    if (groups < 1 || weights.pattern().rows() % groups != 0) {
      throw new IllegalArgumentException(
          "convolution "
              + name
              + " has "
              + groups
              + " groups for "
              + weights.pattern().rows()
              + " filters; give a number of groups that divides them");
    }
  }

  @Override
  public Window window(Shape input) {
    return kernel;
  }
}
