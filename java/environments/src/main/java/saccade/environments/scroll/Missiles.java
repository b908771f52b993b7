package saccade.environments.scroll;

import java.util.Arrays;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** A few missiles of one sort; columns are those of the landscape, rows of the screen. */
final class Missiles {
  private static final int NONE = -1;
  private static final int FARTHEST = 1 << 24;

  private final int[] lefts;
  private final int[] tops;

  /** Makes room for so many at a time. */
  Missiles(int most) {
    lefts = new int[most];
    tops = new int[most];
    clear();
  }

  void clear() {
    Arrays.fill(lefts, 0);
    Arrays.fill(tops, NONE);
  }

  int most() {
    return tops.length;
  }

  boolean flies(int missile) {
    return tops[missile] != NONE;
  }

  int left(int missile) {
    return lefts[missile];
  }

  int top(int missile) {
    return tops[missile];
  }

  /** Starts one if there is room; tells whether there was. */
  boolean launch(int left, int top) {
    for (int missile = 0; missile < tops.length; missile++) {
      if (!flies(missile)) {
        lefts[missile] = left;
        tops[missile] = top;
        return true;
      }
    }
    return false;
  }

  /** Moves one; it is gone above the ceiling. */
  void move(int missile, int right, int up) {
    lefts[missile] += right;
    tops[missile] -= up;
    if (tops[missile] < Air.CEILING) {
      remove(missile);
    }
  }

  void remove(int missile) {
    lefts[missile] = 0;
    tops[missile] = NONE;
  }

  void save(StateWriter out) {
    out.putInts(lefts);
    out.putInts(tops);
  }

  void load(StateReader in) {
    in.getInts("column of a missile", lefts, 0, FARTHEST);
    in.getInts("row of a missile", tops, NONE, EmulatedGame.SCREEN_HEIGHT);
  }
}
