package saccade.environments.emulation;

/**
 * How a game without options of its own is played.
 *
 * @param maxNoOps a reset plays 0 to this many emulated frames without action, 0..1,000
 * @param stickyProbability chance per emulated frame that the last action is repeated, 0..1
 */
public record EmulationOptions(int maxNoOps, double stickyProbability) {
  /** Up to 30 no-ops, no sticky actions. */
  public static final EmulationOptions DEFAULT = new EmulationOptions(30, 0);
}
