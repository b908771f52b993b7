package saccade.environments.invaders;

import java.util.Arrays;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * The marching invaders; row 0 is the top one. All move at once, sideways until one stands at the
 * edge of the field, then down and back. The fewer are left, the more often they move.
 */
final class InvaderBlock {
  static final int NONE = -1;
  static final int ROWS = 5;
  static final int COLUMNS = 8;
  static final int WIDTH = 10;
  static final int HEIGHT = 8;
  static final int PITCH_X = 14;
  static final int PITCH_Y = 13;

  /** Pixels of a move sideways and of one down. */
  static final int STRIDE = 2;

  static final int DESCENT = 6;

  /** Emulated frames between two moves, beside one for each living invader. */
  static final int QUICKEST = 10;

  private static final int[] POINTS = {30, 20, 20, 10, 10};

  private final boolean[] alive = new boolean[ROWS * COLUMNS];
  private int living;
  private int left;
  private int top;
  private int direction;
  private int pose;
  private int waited;

  /** Puts all invaders in their places; waves from 0. */
  void assemble(int wave) {
    Arrays.fill(alive, true);
    living = alive.length;
    left = Field.LEFT + WIDTH;
    top = Field.BLOCK_TOP + Math.min(wave, Field.DEEPER_WAVES) * Field.WAVE_DESCENT;
    direction = 1;
    pose = 0;
    waited = 0;
  }

  /** One emulated frame; true if the block moved. */
  boolean tick() {
    waited++;
    if (waited < period() || living == 0) {
      return false;
    }
    waited = 0;
    pose ^= 1;
    if (standsAtEdge()) {
      top += DESCENT;
      direction = -direction;
    } else {
      left += direction * STRIDE;
    }
    return true;
  }

  /** Emulated frames from one move to the next. */
  int period() {
    return living + QUICKEST;
  }

  private boolean standsAtEdge() {
    return direction < 0
        ? columnLeft(firstColumn()) - STRIDE < Field.LEFT
        : columnLeft(lastColumn()) + WIDTH + STRIDE > Field.RIGHT;
  }

  private int firstColumn() {
    int first = 0;
    while (first < COLUMNS - 1 && lowestIn(first) == NONE) {
      first++;
    }
    return first;
  }

  private int lastColumn() {
    int last = COLUMNS - 1;
    while (last > 0 && lowestIn(last) == NONE) {
      last--;
    }
    return last;
  }

  /** The living invader that covers a pixel, or NONE. */
  int at(int x, int y) {
    int row = Math.floorDiv(y - top, PITCH_Y);
    int column = Math.floorDiv(x - left, PITCH_X);
    boolean between =
        Math.floorMod(y - top, PITCH_Y) >= HEIGHT || Math.floorMod(x - left, PITCH_X) >= WIDTH;
    if (between || row < 0 || row >= ROWS || column < 0 || column >= COLUMNS) {
      return NONE;
    }
    int invader = row * COLUMNS + column;
    return alive[invader] ? invader : NONE;
  }

  /** Takes a living invader away and returns its points. */
  int remove(int invader) {
    alive[invader] = false;
    living--;
    return POINTS[invader / COLUMNS];
  }

  /** The lowest living invader of a column, or NONE. */
  int lowestIn(int column) {
    for (int row = ROWS - 1; row >= 0; row--) {
      if (alive[row * COLUMNS + column]) {
        return row * COLUMNS + column;
      }
    }
    return NONE;
  }

  /** The column with a living invader whose centre is nearest to a column of the screen. */
  int columnNearest(int x) {
    int nearest = NONE;
    for (int column = 0; column < COLUMNS; column++) {
      boolean nearer =
          nearest == NONE || Math.abs(centre(column) - x) < Math.abs(centre(nearest) - x);
      nearest = nearer && lowestIn(column) != NONE ? column : nearest;
    }
    return Math.max(0, nearest);
  }

  /** Screen column of the centre of a column. */
  int centre(int column) {
    return columnLeft(column) + WIDTH / 2;
  }

  /** First row below the lowest living invader of a column that has one. */
  int floorOf(int column) {
    return invaderTop(lowestIn(column)) + HEIGHT;
  }

  /** Mean motion to the right, in 1/256 pixel per emulated frame. */
  int drift() {
    return direction * STRIDE * 256 / period();
  }

  /** First row below the lowest living invader; 0 if there is none. */
  int bottom() {
    for (int invader = alive.length - 1; invader >= 0; invader--) {
      if (alive[invader]) {
        return invaderTop(invader) + HEIGHT;
      }
    }
    return 0;
  }

  boolean isAlive(int invader) {
    return alive[invader];
  }

  int living() {
    return living;
  }

  /** Which of two pictures each invader shows. */
  int pose() {
    return pose;
  }

  int columnLeft(int column) {
    return left + column * PITCH_X;
  }

  int invaderLeft(int invader) {
    return columnLeft(invader % COLUMNS);
  }

  int invaderTop(int invader) {
    return top + invader / COLUMNS * PITCH_Y;
  }

  /** Puts the block anywhere, for tests. */
  void place(int newLeft, int newTop, int newDirection) {
    left = newLeft;
    top = newTop;
    direction = newDirection;
  }

  void save(StateWriter out) {
    out.putFlags(alive);
    out.putInt(left);
    out.putInt(top);
    out.putInt(direction);
    out.putInt(pose);
    out.putInt(waited);
  }

  void load(StateReader in) {
    in.getFlags("invader", alive);
    living = 0;
    for (boolean lives : alive) {
      living += lives ? 1 : 0;
    }
    int leftmost = Field.LEFT - firstColumn() * PITCH_X;
    int rightmost = Field.RIGHT - WIDTH - lastColumn() * PITCH_X;
    left = in.getInt("block column", leftmost, rightmost);
    top = in.getInt("block row", 0, Field.GROUND);
    direction = in.getSign("block direction");
    pose = in.getInt("pose", 0, 1);
    waited = in.getInt("frames since the last move", 0, alive.length + QUICKEST);
  }
}
