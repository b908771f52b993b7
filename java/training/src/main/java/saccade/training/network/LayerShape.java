package saccade.training.network;

/** Shape of one layer with weights. ReLU follows every layer but the last. */
public sealed interface LayerShape {
  /** Name in reports and files. */
  String name();

  /** Output channels of a convolution, neurons of a dense layer: rows of the weight matrix. */
  int outputs();

  /**
   * A square convolution without padding.
   *
   * @param name name in reports and files
   * @param outputs filters
   * @param kernel side of the kernel
   * @param stride step of the kernel
   */
  record Convolution(String name, int outputs, int kernel, int stride) implements LayerShape {}

  /**
   * A fully connected layer.
   *
   * @param name name in reports and files
   * @param outputs neurons
   */
  record FullyConnected(String name, int outputs) implements LayerShape {}
}
