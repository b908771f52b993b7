package saccade.engine;

/**
 * Which savings are on. A backend runs {@link #BOTH} unless it is asked for another by {@link
 * Backend#withArm}; the others exist to show which part of a saving comes from where.
 */
public enum Arm {
  /** None: every weight, pruned ones as zeros, times every input, each step. */
  DENSE,
  /** Pruned weights are left out; every input is multiplied each step. */
  PRUNED,
  /** Only what changed is multiplied, by every weight, pruned ones as zeros. */
  DELTA,
  /** Pruned weights are left out and only what changed is multiplied: what Saccade is for. */
  BOTH,
  /**
   * No memory: each step multiplies non-zero weights by non-zero activations (the paper's own
   * significant operations without delta).
   */
  ZERO_SKIP;

  /** True if steps build on the one before, so that thresholds have a meaning. */
  public boolean isDelta() {
    return this == DELTA || this == BOTH;
  }
}
