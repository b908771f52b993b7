package saccade.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import saccade.training.learner.Optimizer;

/** Turns the flat gradient into a step of the flat parameters; its moments are flat too. */
sealed interface OptimizerStep permits AdamStep, CentredRmsPropStep {
  /** Two moments, in the order of {@code LearnerState}. */
  List<FlatTensor> moments();

  /**
   * One step.
   *
   * @param number of this step, from 1
   */
  void step(Tensor parameters, Tensor gradient, long number);

  /** All moments 0; lives in the caller's PointerScope. */
  static OptimizerStep of(Optimizer optimizer, FlatLayout layout) {
    return optimizer instanceof Optimizer.Adam adam
        ? new AdamStep(adam, layout)
        : new CentredRmsPropStep((Optimizer.CentredRmsProp) optimizer, layout);
  }
}
