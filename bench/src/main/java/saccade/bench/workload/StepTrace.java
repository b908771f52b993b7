package saccade.bench.workload;

import java.util.function.IntPredicate;
import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.model.ImageStack;
import saccade.model.Input;

/**
 * The steps of a workload, read in any order and by several threads at once; the same step is the
 * same bytes each time.
 */
public interface StepTrace extends FrameSequence {
  /** True if steps are gray frames, for {@code stepFrame(byte[], ...)}; else numbers. */
  boolean isFrames();

  /**
   * Copies the newest frame of numbers of a step, for {@code stepFrame(float[], ...)}; of a network
   * without a history that is the whole observation.
   *
   * @param step 0..steps - 1
   * @param target one frame in raw units, in the model's order
   * @throws IllegalStateException if steps are gray frames
   */
  void observation(int step, float[] target);

  /** Recorded frames as steps of a network that observes {@code input}. */
  static StepTrace of(FrameSequence frames, Input input) {
    return new RecordedTrace(frames, input, frames::episodeStart);
  }

  /**
   * A sequence that was there before.
   *
   * @param frames in the form of a session's buffer
   * @param input what the network observes
   * @param starts where episodes start
   */
  record RecordedTrace(FrameSequence frames, Input input, IntPredicate starts)
      implements StepTrace {
    @Override
    public int steps() {
      return frames.steps();
    }

    @Override
    public boolean episodeStart(int step) {
      return step == 0 || starts.test(step);
    }

    @Override
    public boolean isFrames() {
      return input instanceof ImageStack;
    }

    @Override
    public void frame(int step, byte[] target) {
      frames.frame(step, target);
    }

    @Override
    public void observation(int step, float[] target) {
      if (isFrames()) {
        throw new IllegalStateException("these steps are gray frames; use frame()");
      }
      byte[] bytes = new byte[input.frameBytes()];
      frames.frame(step, bytes);
      System.arraycopy(Observations.values(input, bytes), 0, target, 0, target.length);
    }
  }
}
