package saccade.app.play;

import saccade.model.FloatStack;

/** A random walk; needs no flag. */
record WalkDrive(FloatStack input) implements EndlessDrive {
  @Override
  public String name() {
    return WalkSource.NAME;
  }

  @Override
  public String flag() {
    return "";
  }

  @Override
  public String description() {
    return "a smooth random walk in the declared ranges, else in -1..1";
  }

  @Override
  public FrameSource played(long seed) {
    return new WalkSource(input, seed);
  }
}
