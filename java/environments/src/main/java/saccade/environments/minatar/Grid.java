package saccade.environments.minatar;

/** Cells and actions that the games share. */
final class Grid {
  static final int SIZE = MinAtarGame.SIZE;
  static final int CELLS = MinAtarGame.CELLS;
  static final int LAST = SIZE - 1;

  static final int NONE = 0;
  static final int LEFT = 1;
  static final int UP = 2;
  static final int RIGHT = 3;
  static final int DOWN = 4;
  static final int FIRE = 5;

  private Grid() {}

  static int cell(int x, int y) {
    return y * SIZE + x;
  }

  static boolean holds(int x) {
    return x >= 0 && x < SIZE;
  }

  static int clamp(int value, int low, int high) {
    return Math.max(low, Math.min(high, value));
  }

  /** Steps to the right that an action asks for: -1, 0 or 1. */
  static int sideways(int action) {
    return action == RIGHT ? 1 : action == LEFT ? -1 : 0;
  }

  /** Steps down that an action asks for: -1, 0 or 1. */
  static int downwards(int action) {
    return action == DOWN ? 1 : action == UP ? -1 : 0;
  }

  static void mark(byte[] frame, int channel, int x, int y) {
    frame[channel * CELLS + cell(x, y)] = 1;
  }

  static void markAll(byte[] frame, int channel, boolean[] cells) {
    int start = channel * CELLS;
    for (int i = 0; i < CELLS; i++) {
      if (cells[i]) {
        frame[start + i] = 1;
      }
    }
  }
}
