package saccade.app.play;

import java.util.OptionalDouble;
import saccade.engine.Observations;
import saccade.environments.walk.SmoothWalk;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;

/**
 * A {@link SmoothWalk} in the declared range of every element, else in -1..1: episodes of equal
 * length, without end.
 */
public final class WalkSource implements FrameSource {
  /** Its name in reports. */
  public static final String NAME = "random-walk";

  private static final int EPISODE = 500;

  private final FloatStack stack;
  private final SmoothWalk walk;
  private final float[] values;
  private long step = -1;

  /** Starts a walk for what a network observes. */
  public WalkSource(FloatStack stack, long seed) {
    this.stack = stack;
    int n = stack.frameSize();
    ElementRanges ranges =
        stack.ranges() == null ? ElementRanges.uniform(n, -1, 1) : stack.ranges();
    float[] low = new float[n];
    float[] high = new float[n];
    for (int i = 0; i < n; i++) {
      low[i] = ranges.low(i);
      high[i] = ranges.high(i);
    }
    walk = new SmoothWalk(low, high, seed);
    values = new float[n];
  }

  @Override
  public boolean advance() {
    step++;
    if (episodeStart()) {
      walk.restart();
    } else {
      walk.step();
    }
    return true;
  }

  @Override
  public boolean episodeStart() {
    return step % EPISODE == 0;
  }

  @Override
  public boolean ended() {
    return (step + 1) % EPISODE == 0;
  }

  @Override
  public void frame(byte[] target) {
    for (int i = 0; i < values.length; i++) {
      values[i] = walk.at(i);
    }
    byte[] bytes = Observations.bytes(stack, values);
    System.arraycopy(bytes, 0, target, 0, target.length);
  }

  @Override
  public OptionalDouble score() {
    return OptionalDouble.empty();
  }

  @Override
  public String actor() {
    return "random";
  }

  @Override
  public String environment() {
    return NAME;
  }
}
