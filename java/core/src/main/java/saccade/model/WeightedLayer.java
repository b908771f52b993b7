package saccade.model;

/** A layer that multiplies: o = W x + b (equation 2), then f(o) (equation 3). */
public sealed interface WeightedLayer extends Layer permits Conv2d, Dense {
  /** W: one row per output channel, columns in the model's order. */
  CsrWeights weights();

  /** b: one value per output channel. */
  Bias bias();

  /** f. */
  Activation activation();

  /** Number of groups that input channels and output channels are split into; 1 if dense. */
  default int groups() {
    return 1;
  }

  /** How the outputs lie on an input of this shape. */
  Window window(Shape input);
}
