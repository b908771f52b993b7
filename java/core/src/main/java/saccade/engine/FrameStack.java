package saccade.engine;

import java.util.Arrays;
import saccade.model.Fill;
import saccade.model.Input;

/**
 * Builds whole observations from newest frames, as a dense runtime or {@link Session#step(byte[],
 * float[])} wants them: what {@code stepFrame} spares its callers (contract, law 9).
 */
public final class FrameStack {
  private final Input stack;
  private final PlanOptions options;
  private final byte[] observation;
  private boolean first = true;

  /** An empty stack with the fill and the plane order of {@code options}. */
  public FrameStack(Input stack, PlanOptions options) {
    this.stack = stack;
    this.options = options;
    observation = new byte[stack.observationBytes()];
  }

  /** New episode. */
  public void reset() {
    Arrays.fill(observation, (byte) 0);
    first = true;
  }

  /** True until the first frame of an episode. */
  public boolean isEmpty() {
    return first;
  }

  /**
   * Moves every plane by one and takes the newest frame.
   *
   * @param frame one frame in the model's order: channel, row, column
   */
  public void push(byte[] frame) {
    if (frame.length != stack.frameBytes()) {
      throw new IllegalArgumentException(
          "frame has "
              + frame.length
              + " values, but one plane has "
              + stack.frameBytes()
              + "; pass exactly one plane");
    }
    boolean repeat = first && options.fill() == Fill.REPEAT;
    for (int age = stack.planes() - 1; age > 0; age--) {
      byte[] from = repeat ? frame : observation;
      int offset = repeat ? 0 : offset(age - 1);
      System.arraycopy(from, offset, observation, offset(age), stack.frameBytes());
    }
    System.arraycopy(frame, 0, observation, offset(0), stack.frameBytes());
    first = false;
  }

  private int offset(int age) {
    return options.planeOrder().plane(age, stack.planes()) * stack.frameBytes();
  }

  /** The whole observation in the model's order; a live array that the next push changes. */
  public byte[] observation() {
    return observation;
  }
}
