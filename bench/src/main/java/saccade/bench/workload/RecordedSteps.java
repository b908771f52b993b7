package saccade.bench.workload;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import saccade.engine.FrameSequence;
import saccade.model.ImageStack;
import saccade.model.Input;

/**
 * Steps that a user recorded.
 *
 * @param frames in the form of a session's buffer
 * @param input what the network observes
 */
record RecordedSteps(FrameSequence frames, Input input) implements StepTrace {
  @Override
  public int steps() {
    return frames.steps();
  }

  @Override
  public boolean episodeStart(int step) {
    return step == 0 || frames.episodeStart(step);
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
      StepTrace.super.observation(step, target);
    }
    byte[] bytes = new byte[input.frameBytes()];
    frames.frame(step, bytes);
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer().get(target);
  }
}
