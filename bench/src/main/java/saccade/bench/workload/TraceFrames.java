package saccade.bench.workload;

import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.environments.trace.Trace;
import saccade.model.ImageStack;
import saccade.model.Input;

/**
 * A trace file in the form of a session's buffer.
 *
 * @param trace what was recorded
 * @param input what the network observes
 */
record TraceFrames(Trace trace, Input input) implements FrameSequence {
  TraceFrames {
    boolean fits =
        input instanceof ImageStack stack
            ? trace.isImage()
                && stack.channels() == 1
                && trace.height() == stack.height()
                && trace.width() == stack.width()
            : !trace.isImage() && trace.frameLength() == input.frameSize();
    if (!fits) {
      throw new IllegalArgumentException(
          "the trace holds %s, but the network observes frames of %s; record what it observes"
              .formatted(recorded(trace), frame(input)));
    }
  }

  private static String recorded(Trace trace) {
    return trace.isImage()
        ? "images of " + trace.height() + "x" + trace.width()
        : "vectors of " + trace.frameLength() + " numbers";
  }

  private static String frame(Input input) {
    return input instanceof ImageStack stack
        ? stack.channels() + "x" + stack.height() + "x" + stack.width() + " bytes"
        : input.frameSize() + " numbers";
  }

  @Override
  public int steps() {
    return trace.steps();
  }

  @Override
  public boolean episodeStart(int step) {
    return trace.episodeStart(step);
  }

  @Override
  public void frame(int step, byte[] target) {
    if (trace.isImage()) {
      trace.frame(step, target);
      return;
    }
    float[] values = new float[trace.frameLength()];
    trace.observation(step, values);
    System.arraycopy(Observations.bytes(input, values), 0, target, 0, target.length);
  }
}
