package saccade.environments.breakout;

/**
 * How Breakout is played.
 *
 * @param automaticServe whether the ball is served by itself soon after a reset or a lost life;
 *     otherwise only by FIRE
 * @param maxNoOps a reset plays 0 to this many emulated frames without action, 0..1,000
 * @param stickyProbability chance per emulated frame that the last action is repeated, 0..1
 */
public record BreakoutOptions(boolean automaticServe, int maxNoOps, double stickyProbability) {
  /** Automatic serve, up to 30 no-ops, no sticky actions. */
  public static final BreakoutOptions DEFAULT = new BreakoutOptions(true, 30, 0);
}
