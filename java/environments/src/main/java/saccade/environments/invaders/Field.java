package saccade.environments.invaders;

/** Where things are on the 210x160 screen, in pixels; rules and art both read it. */
final class Field {
  /** First column of the field, and the first one right of it. */
  static final int LEFT = 8;

  static final int RIGHT = 152;

  /** Row of the wanderer; a shot that passes it is gone. */
  static final int WANDERER_TOP = 29;

  static final int WANDERER_WIDTH = 16;
  static final int WANDERER_HEIGHT = 6;

  /** Row of the block in the first wave, and how much lower each of the next waves begins. */
  static final int BLOCK_TOP = 42;

  static final int WAVE_DESCENT = 8;

  /** Waves that begin lower than the one before; later ones begin where the last of them did. */
  static final int DEEPER_WAVES = 4;

  static final int SHIELDS_TOP = 150;

  static final int SHIP_TOP = 180;
  static final int SHIP_WIDTH = 13;
  static final int SHIP_HEIGHT = 8;

  /** First row of the ground: bombs end there. */
  static final int GROUND = 192;

  static final int SHOT_WIDTH = 2;
  static final int SHOT_HEIGHT = 5;
  static final int BOMB_WIDTH = 2;
  static final int BOMB_HEIGHT = 6;

  private Field() {}

  /** Whether two stretches, given by their starts and lengths, share a pixel. */
  static boolean overlap(int start, int length, int otherStart, int otherLength) {
    return start < otherStart + otherLength && otherStart < start + length;
  }
}
