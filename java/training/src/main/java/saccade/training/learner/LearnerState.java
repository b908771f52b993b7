package saccade.training.learner;

import java.util.List;
import saccade.training.network.Parameters;

/**
 * Everything that a learner remembers between updates.
 *
 * @param updates updates made, from 0; Adam corrects its moments by it
 * @param online parameters that are learned
 * @param target parameters that judge the next observation
 * @param moments of the optimiser, in the shape of the parameters: Adam its first and second,
 *     centred RMSProp the mean of squares and the mean of gradients
 */
public record LearnerState(
    long updates, Parameters online, Parameters target, List<Parameters> moments) {
  public LearnerState {
    moments = List.copyOf(moments);
  }
}
