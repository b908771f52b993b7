package saccade.vector;

/**
 * Sorts events by cell: cell {@code cell[i]} owns the events {@code start[i]} up to {@code start[i
 * + 1]}, each with the place of its weights within a tap. Scratch of one layer of one session.
 */
final class CellSort {
  final int[] cell;
  final int[] start;
  final int[] place;
  final float[] delta;
  int size;

  private final PackedLayer p;
  private final Cells cells;
  private final int[] count;
  private final int[] next;
  private final int[] groupCell;

  CellSort(PackedLayer p) {
    this.p = p;
    cells = p.cells;
    int events = p.covers ? 0 : p.placed.input().size();
    cell = new int[Math.max(cells.count, events)];
    start = new int[cell.length + 1];
    place = new int[events];
    delta = new float[events];
    count = new int[cells.count];
    next = new int[cells.count];
    groupCell = new int[events];
  }

  static long bytes(PackedLayer p) {
    long events = p.covers ? 0 : p.placed.input().size();
    long most = Math.max(p.cells.count, events);
    return Integer.BYTES * (2 * most + 2L * p.cells.count + 2 * events) + Float.BYTES * events;
  }

  /** Takes the events of a list; afterwards {@code in.column} is scratch that was used. */
  void sort(EventList in) {
    if (cells.arePositions()) {
      take(in);
    } else {
      countCells(in);
      place(in);
    }
  }

  /** Groups are cells already. */
  private void take(EventList in) {
    size = in.groups;
    System.arraycopy(in.position, 0, cell, 0, size);
    System.arraycopy(in.start, 0, start, 0, size + 1);
    System.arraycopy(in.delta, 0, delta, 0, in.size);
    for (int e = 0; e < in.size; e++) {
      place[e] = in.channel[e] * p.stride;
    }
  }

  private void countCells(EventList in) {
    int n = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = cells.row(in.position[g]);
      int x = in.position[g] - y * cells.width;
      int c = cells.rowCell[y] + cells.columnCell[x];
      groupCell[g] = c;
      in.column[g] = cells.rowPlace[y] + cells.columnPlace[x];
      if (count[c] == 0) {
        cell[n++] = c;
      }
      count[c] += in.start[g + 1] - in.start[g];
    }
    int sum = 0;
    for (int i = 0; i < n; i++) {
      start[i] = sum;
      next[cell[i]] = sum;
      sum += count[cell[i]];
      count[cell[i]] = 0;
    }
    start[n] = sum;
    size = n;
  }

  private void place(EventList in) {
    for (int g = 0; g < in.groups; g++) {
      int c = groupCell[g];
      int at = next[c];
      for (int e = in.start[g]; e < in.start[g + 1]; e++) {
        place[at] = (in.column[g] + in.channel[e]) * p.stride;
        delta[at++] = in.delta[e];
      }
      next[c] = at;
    }
  }
}
