package saccade.engine;

/**
 * What a {@link Session} may implement besides: where the time of its steps goes. Off until asked,
 * and free of cost while it is off; while it is on, steps are slower by the clock that they read,
 * so a step is never timed as a whole and in parts at once.
 */
public interface StepProfile {
  /** A part of what a step does for one layer. */
  enum Phase {
    /** Comparing what the layer receives with what was sent: the observation, for layer 1. */
    DIFF,
    /** Multiplying events, or everything where the layer runs dense, and adding it up. */
    ACCUMULATE,
    /** Testing the layer's marked neurons and sending their events, or writing y. */
    EMIT
  }

  /** Starts measuring with all times at 0, or stops and keeps them. */
  void profile(boolean on);

  /**
   * Time since {@link #profile} was switched on, summed over steps.
   *
   * @param layer weighted layer, 1..depth
   * @return nanoseconds; 0 where the layer has no such phase
   */
  long nanos(int layer, Phase phase);
}
