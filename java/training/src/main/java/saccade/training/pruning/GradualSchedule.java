package saccade.training.pruning;

/**
 * Gradual pruning (Zhu and Gupta 2017, equation 1, from sparsity 0): s(t) = final (1 - (1 - (t -
 * begin) / (end - begin))^3). Fast while much is superfluous, slow towards the end; one training
 * instead of one per round.
 *
 * @param finalSparsity share of the weights in scope that is pruned in the end, 0..1
 * @param begin update at which pruning starts, 0 or more
 * @param end update at which the final sparsity is reached, after {@code begin}
 * @param every updates between two prunings, at least 1
 */
public record GradualSchedule(double finalSparsity, long begin, long end, long every) {
  public GradualSchedule {
    if (!(finalSparsity >= 0 && finalSparsity <= 1)) {
      throw new IllegalArgumentException(
          "the final sparsity is " + finalSparsity + "; it must be from 0 to 1");
    }
    if (begin < 0 || end <= begin || every < 1) {
      throw new IllegalArgumentException(
          "updates %d to %d, every %d, are no schedule; begin at 0 or later, end later, step by 1 or more"
              .formatted(begin, end, every));
    }
  }

  /**
   * From 20 % to 80 % of a training (Graesser et al. 2022).
   *
   * @param updates length of the training, at least 1
   * @param finalSparsity 0..1
   * @param every updates between two prunings, at least 1
   */
  public static GradualSchedule over(long updates, double finalSparsity, long every) {
    return new GradualSchedule(finalSparsity, updates / 5, updates - updates / 5, every);
  }

  /** Sparsity due at an update, 0..1: 0 before the begin, final from the end on. */
  public double sparsity(long update) {
    if (update <= begin) {
      return 0;
    }
    if (update >= end) {
      return finalSparsity;
    }
    double left = 1 - (double) (update - begin) / (end - begin);
    return finalSparsity * (1 - left * left * left);
  }

  /** Whether the mask changes at this update: every so often from begin to end, and at the end. */
  public boolean due(long update) {
    return update == end || (update >= begin && update < end && (update - begin) % every == 0);
  }
}
