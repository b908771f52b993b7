package saccade.app.play;

import saccade.model.ImageStack;
import saccade.model.Input;

/** How many frames are watched at most to choose grids and thresholds. */
final class Watching {
  private static final int IMAGES = 400;
  private static final int VECTORS = 4_000;

  private Watching() {}

  /** Of an image stack fewer, since its steps cost more. */
  static int steps(Input input) {
    return input instanceof ImageStack ? IMAGES : VECTORS;
  }
}
