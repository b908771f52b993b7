package saccade.app.play;

import saccade.engine.FrameSequence;
import saccade.engine.InputLimits;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.model.Input;

/**
 * Looks through a trace before it is played: a value that a session refuses is named with its step.
 */
public final class Limits {
  private Limits() {}

  /**
   * Checks every value of a drive that ends; those that do not end are made within limits.
   *
   * @throws IllegalArgumentException naming the first value beyond its limit (contract, law 11)
   */
  public static void requireWithin(Plan plan, Drive drive) {
    if (drive instanceof TraceDrive trace) {
      requireWithin(plan, trace.frames(), drive.name());
    }
  }

  private static void requireWithin(Plan plan, FrameSequence frames, String name) {
    InputLimits limits = plan.info().inputLimits();
    if (limits.isNone()) {
      return;
    }
    Input input = plan.network().input();
    byte[] frame = new byte[input.frameBytes()];
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      float[] values = Observations.values(input, frame);
      for (int i = 0; i < values.length; i++) {
        if (Math.abs(values[i]) > limits.limit(i)) {
          throw new IllegalArgumentException(
              "trace %s holds %s at step %d, element %d, beyond the limit %s of %s; %s"
                  .formatted(
                      name,
                      values[i],
                      step,
                      i,
                      limits.limit(i),
                      plan.mode(),
                      "record it anew, or declare the element's range in the model"));
        }
      }
    }
  }
}
