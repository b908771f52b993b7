package saccade.vector;

/**
 * What a batch of events has to do, flat: job i adds the sorted events {@code from[i]} up to {@code
 * to[i]} to the accumulators at {@code out[i]}, through the weights of the tap at {@code tap[i]}.
 * Worked out before any vector is touched, because a loop that does both has more values than the
 * machine has registers.
 */
final class Jobs {
  private static final int BATCH = 1024;

  final int[] out;
  final int[] tap;
  final int[] from;
  final int[] to;
  int size;

  /** Multiplications of all jobs since {@link #start}, zeros of whole columns too. */
  long performed;

  private final PackedLayer p;
  private final Reach reach;
  private int next;

  Jobs(PackedLayer p) {
    this.p = p;
    reach = p.cells.reach;
    int most = p.covers ? 0 : BATCH + reach.largest();
    out = new int[most];
    tap = new int[most];
    from = new int[most];
    to = new int[most];
  }

  void start() {
    next = 0;
    performed = 0;
  }

  /** Fills the next batch and marks what it reaches; false if no cell is left. */
  boolean fill(CellSort in, byte[] marks) {
    int n = 0;
    int events = 0;
    int i = next;
    for (; i < in.size && n < BATCH; i++) {
      int y = p.cells.cellRow(in.cell[i]);
      int x = in.cell[i] - y * reach.width;
      int left = reach.columnStart[x];
      int right = reach.columnStart[x + 1];
      for (int a = reach.rowStart[y]; a < reach.rowStart[y + 1]; a++) {
        for (int b = left; b < right; b++) {
          int at = reach.rowOut[a] + reach.columnOut[b];
          marks[at] = 1;
          out[n] = at * p.stride;
          tap[n] = (reach.rowTap[a] + reach.columnTap[b]) * p.stride;
          from[n] = in.start[i];
          to[n++] = in.start[i + 1];
        }
        events += (in.start[i + 1] - in.start[i]) * (right - left);
      }
    }
    next = i;
    size = n;
    performed += (long) events * p.stride;
    return n > 0 || i < in.size;
  }

  static long bytes(PackedLayer p) {
    return p.covers ? 0 : 4L * Integer.BYTES * (BATCH + p.cells.reach.largest());
  }
}
