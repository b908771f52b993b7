package saccade.training.learner;

/**
 * What a learner is opened with.
 *
 * @param optimizer how gradients become steps
 * @param batchSize transitions per update, at least 1
 * @param threads threads of one operation, at least 1
 */
public record LearnerSettings(Optimizer optimizer, int batchSize, int threads) {
  public LearnerSettings {
    if (batchSize < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "a batch of %d and %d threads were asked for; give at least 1 each"
              .formatted(batchSize, threads));
    }
  }
}
