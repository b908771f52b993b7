package saccade.environments.invaders;

import java.util.Arrays;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** What the invaders let fall: at most {@link #MOST} at a time. */
final class Bombs {
  static final int MOST = 3;

  /** Pixels per emulated frame. */
  static final int SPEED = 2;

  private static final int NONE = -1;

  private final int[] lefts = new int[MOST];
  private final int[] tops = new int[MOST];

  void clear() {
    Arrays.fill(lefts, 0);
    Arrays.fill(tops, NONE);
  }

  boolean falls(int bomb) {
    return tops[bomb] != NONE;
  }

  int left(int bomb) {
    return lefts[bomb];
  }

  int top(int bomb) {
    return tops[bomb];
  }

  /** Lets one fall if fewer than {@link #MOST} do. */
  void drop(int left, int top) {
    for (int bomb = 0; bomb < MOST; bomb++) {
      if (!falls(bomb)) {
        lefts[bomb] = left;
        tops[bomb] = top;
        return;
      }
    }
  }

  void move(int bomb) {
    tops[bomb] += SPEED;
  }

  void remove(int bomb) {
    lefts[bomb] = 0;
    tops[bomb] = NONE;
  }

  /** A falling bomb that shares a pixel with a rectangle, or -1. */
  int meeting(int left, int top, int width, int height) {
    for (int bomb = 0; bomb < MOST; bomb++) {
      if (falls(bomb)
          && Field.overlap(lefts[bomb], Field.BOMB_WIDTH, left, width)
          && Field.overlap(tops[bomb], Field.BOMB_HEIGHT, top, height)) {
        return bomb;
      }
    }
    return NONE;
  }

  void save(StateWriter out) {
    out.putInts(lefts);
    out.putInts(tops);
  }

  void load(StateReader in) {
    in.getInts("bomb column", lefts, 0, Field.RIGHT);
    in.getInts("bomb row", tops, NONE, Field.GROUND);
  }
}
