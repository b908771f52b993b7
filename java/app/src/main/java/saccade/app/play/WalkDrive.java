package saccade.app.play;

import saccade.engine.FrameSequence;
import saccade.model.FloatStack;

/** A random walk; needs no flag. */
record WalkDrive(FloatStack stack) implements Drive {
  private static final long OTHER_SEED = 1_000_003;

  @Override
  public String name() {
    return WalkSource.NAME;
  }

  @Override
  public String flag() {
    return "";
  }

  @Override
  public long steps() {
    return Long.MAX_VALUE;
  }

  @Override
  public FrameSource played(long seed) {
    return new WalkSource(stack, seed);
  }

  @Override
  public FrameSource endless(long seed) {
    return played(seed);
  }

  @Override
  public FrameSequence watched(long seed) {
    return verified(seed + OTHER_SEED, Watching.steps(stack));
  }

  @Override
  public FrameSequence heldOut(long seed) {
    return verified(seed + 2 * OTHER_SEED, Watching.steps(stack));
  }

  @Override
  public FrameSequence verified(long seed, int steps) {
    return RecordedFrames.of(played(seed), stack.frameBytes(), steps);
  }
}
