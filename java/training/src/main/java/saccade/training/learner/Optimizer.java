package saccade.training.learner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How gradients become steps; names and defaults as in PyTorch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Optimizer.Adam.class, name = "adam"),
  @JsonSubTypes.Type(value = Optimizer.CentredRmsProp.class, name = "centred-rmsprop")
})
public sealed interface Optimizer {
  /** Step size, above 0. */
  double learningRate();

  /**
   * Adam (Kingma and Ba 2015).
   *
   * @param learningRate step size
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements Optimizer {}

  /**
   * RMSProp divided by the root of the gradient's variance plus {@code epsilon} (Graves 2013).
   *
   * @param learningRate step size
   * @param alpha decay of both moments
   * @param epsilon added to the root of the variance
   */
  record CentredRmsProp(double learningRate, double alpha, double epsilon) implements Optimizer {}
}
