package saccade.bench.workload;

import saccade.engine.FrameSequence;

/**
 * The steps of a workload, read in any order and by several threads at once; the same step is the
 * same bytes each time.
 */
public interface StepTrace extends FrameSequence {
  /** True if steps are gray frames, for {@code stepFrame(byte[], ...)}; else numbers. */
  default boolean isFrames() {
    return true;
  }

  /** True if steps without an input event are measured too, because the workload is about them. */
  default boolean everyStepCounts() {
    return false;
  }

  /**
   * Copies the newest frame of numbers of a step, for {@code stepFrame(float[], ...)}; of a network
   * without a history that is the whole observation, for {@code step(float[], ...)} too.
   *
   * @param step 0..steps - 1
   * @param target one frame in raw units, in the model's order
   * @throws IllegalStateException if steps are gray frames
   */
  default void observation(int step, float[] target) {
    throw new IllegalStateException("these steps are gray frames, not numbers; use frame()");
  }
}
