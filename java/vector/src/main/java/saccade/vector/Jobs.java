package saccade.vector;

/**
 * What a batch of events has to do, flat: job i adds the events {@code from[i]} up to {@code to[i]}
 * of one input position to the accumulators at {@code out[i]}, through the weights of the tap at
 * {@code tap[i]}. Worked out before any vector is touched, because a loop that does both has more
 * values than the machine has registers. Accumulators take their events in the order of the list.
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

  private final Reach reach;
  private final int stride;
  private final double perWidth;
  private int next;

  Jobs(PackedLayer p) {
    reach = p.reach;
    stride = p.stride;
    perWidth = 1.0 / reach.width;
    int most = p.covers ? 0 : BATCH + reach.largest();
    out = new int[most];
    tap = new int[most];
    from = new int[most];
    to = new int[most];
  }

  /** Begins with the first event; says where in a tap the weights of every event lie. */
  void start(EventList in) {
    next = 0;
    performed = 0;
    Columns.ofChannels(in, stride);
  }

  /** Fills the next batch and marks what it reaches; false if nothing is left. */
  boolean fill(EventList in, byte[] marks) {
    int n = 0;
    long events = 0;
    int g = next;
    for (; g < in.groups && n < BATCH; g++) {
      int before = n;
      n = meet(in, g, marks, n);
      events += (long) (in.start[g + 1] - in.start[g]) * (n - before);
    }
    performed += events * stride;
    next = g;
    size = n;
    return n > 0 || g < in.groups;
  }

  /**
   * The jobs of one group. One loop over rows and columns together: a loop of two within a loop of
   * two would cost more than what it does. 30 cycles a job were measured (Table 1's second layer,
   * five events a group).
   */
  private int meet(EventList in, int g, byte[] marks, int first) {
    int position = in.position[g];
    int y = (int) ((position + 0.5) * perWidth); // the half keeps rounding off the boundary
    int x = position - y * reach.width;
    int a = reach.rowStart[y];
    int bottom = reach.rowStart[y + 1];
    int left = reach.columnStart[x];
    int right = reach.columnStart[x + 1];
    int n = first;
    int b = left;
    while (a < bottom && b < right) {
      int at = reach.rowOut[a] + reach.columnOut[b];
      marks[at] = 1;
      out[n] = at * stride;
      tap[n] = (reach.rowTap[a] + reach.columnTap[b]) * stride;
      from[n] = in.start[g];
      to[n++] = in.start[g + 1];
      if (++b == right) {
        b = left;
        a++;
      }
    }
    return n;
  }

  static long bytes(PackedLayer p) {
    return p.covers ? 0 : 4L * Integer.BYTES * (BATCH + p.reach.largest());
  }
}
