package saccade.training.evaluation;

/**
 * How episodes are played to judge an agent.
 *
 * @param episodes episodes that count, at least 1
 * @param epsilon share of random actions, 0..1
 * @param maxSteps steps after which an episode is cut, at least 1; its score so far counts
 * @param seed of the environment and the random actions
 */
public record EvaluationOptions(int episodes, double epsilon, int maxSteps, long seed) {
  /** Share of random actions in evaluation, as in Mnih 2015. */
  public static final double EPSILON = 0.05;

  /** Half an hour of an emulated game. */
  public static final int MAX_STEPS = 27_000;

  public EvaluationOptions {
    if (episodes < 1 || maxSteps < 1 || !(epsilon >= 0 && epsilon <= 1)) {
      throw new IllegalArgumentException(
          "%d episodes of at most %d steps with epsilon %s are not possible; give 1 or more, and 0..1"
              .formatted(episodes, maxSteps, epsilon));
    }
  }

  /** So many episodes with the usual share of random actions. */
  public static EvaluationOptions of(int episodes, long seed) {
    return new EvaluationOptions(episodes, EPSILON, MAX_STEPS, seed);
  }

  /** The same with other episodes. */
  public EvaluationOptions withSeed(long other) {
    return new EvaluationOptions(episodes, epsilon, maxSteps, other);
  }
}
