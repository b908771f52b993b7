package saccade.environments.invaders;

import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** Three shields of cells that shots, bombs and invaders break away. */
final class Shields {
  static final int COUNT = 3;

  /** Rows and columns of one shield, in cells of {@link #CELL} pixels a side. */
  static final int ROWS = 7;

  static final int COLUMNS = 10;
  static final int CELL = 2;

  private static final int[] LEFTS = {24, 70, 116};
  private static final String[] SHAPE = {
    ".########.",
    "##########",
    "##########",
    "##########",
    "##########",
    "####..####",
    "###....###",
  };

  private final boolean[] standing = new boolean[COUNT * ROWS * COLUMNS];

  void rebuild() {
    for (int cell = 0; cell < standing.length; cell++) {
      int within = cell % (ROWS * COLUMNS);
      standing[cell] = SHAPE[within / COLUMNS].charAt(within % COLUMNS) == '#';
    }
  }

  int size() {
    return standing.length;
  }

  boolean stands(int cell) {
    return standing[cell];
  }

  static int cellLeft(int cell) {
    return LEFTS[cell / (ROWS * COLUMNS)] + cell % COLUMNS * CELL;
  }

  static int cellTop(int cell) {
    return Field.SHIELDS_TOP + cell / COLUMNS % ROWS * CELL;
  }

  /**
   * A missile at a pixel: a standing cell there goes, and of the eight around it each that stands
   * goes with probability 1/2.
   *
   * @return whether a cell stood there
   */
  boolean hit(int x, int y, SeededRandom random) {
    if (!covers(x, y)) {
      return false;
    }
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int cell = cellAt(x + dx * CELL, y + dy * CELL);
        boolean centre = dx == 0 && dy == 0;
        if (cell >= 0 && (centre || random.nextInt(2) == 0)) {
          standing[cell] = false;
        }
      }
    }
    return true;
  }

  /** Whether a standing cell covers a pixel. */
  boolean covers(int x, int y) {
    int cell = cellAt(x, y);
    return cell >= 0 && standing[cell];
  }

  private static int cellAt(int x, int y) {
    int row = Math.floorDiv(y - Field.SHIELDS_TOP, CELL);
    for (int shield = 0; shield < COUNT; shield++) {
      int column = Math.floorDiv(x - LEFTS[shield], CELL);
      if (row >= 0 && row < ROWS && column >= 0 && column < COLUMNS) {
        return (shield * ROWS + row) * COLUMNS + column;
      }
    }
    return -1;
  }

  /** Whether any cell stands in a column of pixels. */
  boolean shelter(int x) {
    for (int row = 0; row < ROWS; row++) {
      if (covers(x, Field.SHIELDS_TOP + row * CELL)) {
        return true;
      }
    }
    return false;
  }

  /** Breaks every cell that an invader of the block touches. */
  void trample(InvaderBlock block) {
    if (block.bottom() <= Field.SHIELDS_TOP) {
      return;
    }
    for (int cell = 0; cell < standing.length; cell++) {
      int right = cellLeft(cell) + CELL - 1;
      int bottom = cellTop(cell) + CELL - 1;
      standing[cell] &=
          block.at(cellLeft(cell), cellTop(cell)) == InvaderBlock.NONE
              && block.at(right, cellTop(cell)) == InvaderBlock.NONE
              && block.at(cellLeft(cell), bottom) == InvaderBlock.NONE
              && block.at(right, bottom) == InvaderBlock.NONE;
    }
  }

  void save(StateWriter out) {
    out.putFlags(standing);
  }

  void load(StateReader in) {
    in.getFlags("shield cell", standing);
  }
}
