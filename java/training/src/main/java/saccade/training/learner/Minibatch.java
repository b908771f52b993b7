package saccade.training.learner;

import java.nio.ByteBuffer;

/**
 * Transitions to learn from: buffers that are filled anew for every update.
 *
 * <p>Element i says: in {@code observations} i the action {@code actions[i]} won {@code rewards[i]}
 * (discounted over its n steps) and led to {@code nextObservations} i, whose value counts {@code
 * discounts[i]}: gamma^n, or 0 if the episode ended there.
 */
public final class Minibatch {
  private final int size;
  private final ByteBuffer observations;
  private final ByteBuffer nextObservations;
  private final int[] actions;
  private final float[] rewards;
  private final float[] discounts;

  /**
   * Makes empty buffers.
   *
   * @param size transitions, at least 1
   * @param observationLength bytes of one observation
   */
  public Minibatch(int size, int observationLength) {
    if (size < 1) {
      throw new IllegalArgumentException("a batch of " + size + " is below 1; give at least 1");
    }
    this.size = size;
    observations = ByteBuffer.allocateDirect(Math.multiplyExact(size, observationLength));
    nextObservations = ByteBuffer.allocateDirect(size * observationLength);
    actions = new int[size];
    rewards = new float[size];
    discounts = new float[size];
  }

  /** Number of transitions. */
  public int size() {
    return size;
  }

  /** Direct; one observation after the other. Position 0, limit at its end. */
  public ByteBuffer observations() {
    return observations;
  }

  /** Direct; what was observed n steps later. */
  public ByteBuffer nextObservations() {
    return nextObservations;
  }

  /** Actions taken; shared, not copied. */
  public int[] actions() {
    return actions;
  }

  /** Discounted rewards of n steps; shared, not copied. */
  public float[] rewards() {
    return rewards;
  }

  /** What the next value counts; shared, not copied. */
  public float[] discounts() {
    return discounts;
  }
}
