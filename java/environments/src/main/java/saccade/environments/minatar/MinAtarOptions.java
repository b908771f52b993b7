package saccade.environments.minatar;

/**
 * How the MinAtar games are played.
 *
 * @param stickyProbability chance per step that the action carried out before is carried out again,
 *     0..1; the memory outlives a reset
 * @param ramping whether asterix, seaquest and space_invaders become harder as an episode goes on
 * @param minimalActions whether the agent has only the actions that do something in the game ("v1"
 *     of the published environments), else all six ("v0")
 */
public record MinAtarOptions(double stickyProbability, boolean ramping, boolean minimalActions) {
  /** What published results use: sticky actions at 0.1, ramping, all six actions. */
  public static final MinAtarOptions DEFAULT = new MinAtarOptions(0.1, true, false);

  /**
   * Checks the probability.
   *
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  public MinAtarOptions {
    if (!(stickyProbability >= 0 && stickyProbability <= 1)) {
      throw new IllegalArgumentException(
          "stickyProbability is " + stickyProbability + " and must be from 0 to 1");
    }
  }
}
