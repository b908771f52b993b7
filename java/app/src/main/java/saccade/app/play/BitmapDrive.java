package saccade.app.play;

import saccade.model.ImageStack;

/** Random bitmaps; they need no flag. */
record BitmapDrive(ImageStack input) implements EndlessDrive {
  @Override
  public String name() {
    return BitmapSource.NAME;
  }

  @Override
  public String flag() {
    return "";
  }

  @Override
  public String description() {
    return "random bitmaps of 0 and 1, because no game that shows such channels was named";
  }

  @Override
  public FrameSource played(long seed) {
    return new BitmapSource(input.frameSize(), seed);
  }
}
