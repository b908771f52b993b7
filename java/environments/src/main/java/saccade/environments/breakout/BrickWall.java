package saccade.environments.breakout;

import java.util.Arrays;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** Which bricks stand; row 0 is the top one. */
final class BrickWall {
  static final int NONE = -1;

  // Where a ball feels for bricks: the middles of its edges, then its corners. It spans at most two
  // rows and two columns, so the corners miss none.
  private static final int END_X = Court.BALL_WIDTH - 1;
  private static final int END_Y = Court.BALL_HEIGHT - 1;
  private static final int[] PROBE_X = {END_X / 2, END_X / 2, 0, END_X, 0, END_X, 0, END_X};
  private static final int[] PROBE_Y = {0, END_Y, END_Y / 2, END_Y / 2, 0, 0, END_Y, END_Y};

  private final boolean[] standing = new boolean[Court.BRICK_ROWS * Court.BRICK_COLUMNS];
  private int left;

  void refill() {
    Arrays.fill(standing, true);
    left = standing.length;
  }

  boolean isEmpty() {
    return left == 0;
  }

  int size() {
    return standing.length;
  }

  boolean stands(int brick) {
    return standing[brick];
  }

  void save(StateWriter out) {
    out.putFlags(standing);
  }

  void load(StateReader in) {
    in.getFlags("brick", standing);
    left = 0;
    for (boolean stands : standing) {
      left += stands ? 1 : 0;
    }
  }

  /**
   * Takes a standing brick away and returns its points: 1 in the bottom row to 6 in the top one.
   */
  int remove(int brick) {
    standing[brick] = false;
    left--;
    return Court.BRICK_ROWS - brick / Court.BRICK_COLUMNS;
  }

  /** The brick that a ball at this place overlaps, or NONE; of several, one it meets squarely. */
  int touchedBy(int ballLeft, int ballTop) {
    int brick = NONE;
    for (int probe = 0; probe < PROBE_X.length && brick == NONE; probe++) {
      brick = at(ballLeft + PROBE_X[probe], ballTop + PROBE_Y[probe]);
    }
    return brick;
  }

  private int at(int x, int y) {
    int row = Math.floorDiv(y - Court.BRICKS_TOP, Court.BRICK_HEIGHT);
    int column = Math.floorDiv(x - Court.LEFT, Court.BRICK_WIDTH);
    if (row < 0 || row >= Court.BRICK_ROWS || column < 0 || column >= Court.BRICK_COLUMNS) {
      return NONE;
    }
    int brick = row * Court.BRICK_COLUMNS + column;
    return standing[brick] ? brick : NONE;
  }
}
