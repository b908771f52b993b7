package saccade.training.dqn;

/**
 * What is remembered and how it is valued.
 *
 * @param capacity transitions that are kept
 * @param start frames that are played at random before the first update
 * @param steps n of the n-step returns, at least 1
 * @param discount gamma, 0..1
 * @param rewardClip rewards are clipped to minus and plus this before they are learned from; 0
 *     leaves them as they are
 */
public record ExperienceSettings(
    int capacity, int start, int steps, double discount, double rewardClip) {
  public ExperienceSettings {
    if (steps < 1 || start < 1 || capacity < start || !(discount >= 0 && discount <= 1)) {
      throw new IllegalArgumentException(
          "a replay of %d transitions, started at %d, with %d steps and discount %s is not possible;"
                  .formatted(capacity, start, steps, discount)
              + " start within the capacity, with a step or more and a discount of 0..1");
    }
    if (!(rewardClip >= 0 && rewardClip < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "rewards clipped to " + rewardClip + " make no sense; give a bound, or 0 for none");
    }
  }

  /** A reward as it is learned from. */
  public float clip(float reward) {
    float bound = (float) rewardClip;
    return bound == 0 ? reward : Math.max(-bound, Math.min(bound, reward));
  }

  /** The same with another capacity. */
  public ExperienceSettings withCapacity(int other) {
    return new ExperienceSettings(other, start, steps, discount, rewardClip);
  }
}
