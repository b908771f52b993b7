package saccade.environments.scroll;

/** Where things are on the 210x160 screen, in pixels; rules and art both read it. */
final class Air {
  /** First row below the score: nothing flies higher. */
  static final int CEILING = 28;

  /** Column of the craft, which the camera keeps in place. */
  static final int CRAFT_LEFT = 30;

  static final int CRAFT_WIDTH = 16;
  static final int CRAFT_HEIGHT = 8;

  /** Row at which an episode and every further life begin. */
  static final int CRAFT_START = 70;

  /** Row of the highest peak and of the deepest valley of the ground. */
  static final int PEAK = 132;

  static final int VALLEY = 194;

  static final int SHOT_WIDTH = 6;
  static final int SHOT_HEIGHT = 2;
  static final int FLAK_SIDE = 3;

  private Air() {}

  /** Whether two stretches, given by their starts and lengths, share a pixel. */
  static boolean overlap(int start, int length, int otherStart, int otherLength) {
    return start < otherStart + otherLength && otherStart < start + length;
  }
}
