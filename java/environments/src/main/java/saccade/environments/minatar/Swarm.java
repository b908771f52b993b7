package saccade.environments.minatar;

import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** Things of one kind in the order in which they came: place, direction and two timers each. */
final class Swarm {
  // In play there are at most some thirty. A snapshot may hold more, and at one per step another
  // sixty come before the first of them have left.
  private static final int CAPACITY = 256;
  private static final int MOST_LOADED = 64;

  final int[] x = new int[CAPACITY];
  final int[] y = new int[CAPACITY];

  /** 1 to the right, -1 to the left. */
  final int[] direction = new int[CAPACITY];

  final int[] moveTimer = new int[CAPACITY];
  final int[] shotTimer = new int[CAPACITY];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void add(int column, int row, int way, int untilMove, int untilShot) {
    x[size] = column;
    y[size] = row;
    direction[size] = way;
    moveTimer[size] = untilMove;
    shotTimer[size] = untilShot;
    size++;
  }

  void remove(int index) {
    size--;
    close(x, index);
    close(y, index);
    close(direction, index);
    close(moveTimer, index);
    close(shotTimer, index);
  }

  private void close(int[] values, int gap) {
    System.arraycopy(values, gap + 1, values, gap, size - gap);
  }

  /** Index of the first one in a cell, or -1. */
  int at(int column, int row) {
    for (int i = 0; i < size; i++) {
      if (x[i] == column && y[i] == row) {
        return i;
      }
    }
    return -1;
  }

  /** Whether one in this row goes the other way. */
  boolean opposes(int row, int way) {
    for (int i = 0; i < size; i++) {
      if (y[i] == row && direction[i] != way) {
        return true;
      }
    }
    return false;
  }

  void draw(byte[] frame, int channel) {
    for (int i = 0; i < size; i++) {
      Grid.mark(frame, channel, x[i], y[i]);
    }
  }

  void drawTrails(byte[] frame, int channel) {
    for (int i = 0; i < size; i++) {
      int behind = x[i] - direction[i];
      if (Grid.holds(behind)) {
        Grid.mark(frame, channel, behind, y[i]);
      }
    }
  }

  void save(StateWriter out) {
    out.putInt(size);
    for (int i = 0; i < size; i++) {
      out.putInt(x[i]);
      out.putInt(y[i]);
      out.putInt(direction[i]);
      out.putInt(moveTimer[i]);
      out.putInt(shotTimer[i]);
    }
  }

  void load(StateReader in, String what, int longestTimer) {
    clear();
    int count = in.getInt("number of " + what, 0, MOST_LOADED);
    for (int i = 0; i < count; i++) {
      add(
          in.getInt(what + " column", 0, Grid.LAST),
          in.getInt(what + " row", 0, Grid.LAST),
          in.getSign(what + " direction"),
          in.getInt(what + " move timer", 0, longestTimer),
          in.getInt(what + " shot timer", 0, longestTimer));
    }
  }
}
