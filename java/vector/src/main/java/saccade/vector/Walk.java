package saccade.vector;

/**
 * Equation 5 over the weights that survived pruning, one after the other: compressed sparse
 * columns. Per weight: row and weight are read forwards, an accumulator is loaded and stored, 2
 * cycles (Zen 4), and 6 where a column starts, whose length the branch predictor does not know.
 */
final class Walk {
  private Walk() {}

  /** Takes all events; returns the multiplications performed. */
  static long take(PackedLayer p, float[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    long performed = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = r.rowTap[a] + r.columnTap[b];
          for (int e = in.start[g]; e < in.start[g + 1]; e++) {
            Marks.set(p, marks, at, in.channel[e]);
            performed += column(p, tap + in.channel[e], o, at * p.stride, in.delta[e]);
          }
        }
      }
    }
    return performed;
  }

  /** The same with int32 accumulators. */
  static long take(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    long performed = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = r.rowTap[a] + r.columnTap[b];
          for (int e = in.start[g]; e < in.start[g + 1]; e++) {
            Marks.set(p, marks, at, in.channel[e]);
            performed += column(p, tap + in.channel[e], o, at * p.stride, (int) in.delta[e]);
          }
        }
      }
    }
    return performed;
  }

  private static int column(PackedLayer p, int c, float[] o, int at, float d) {
    int end = p.start[c + 1];
    for (int k = p.start[c]; k < end; k++) {
      int j = at + p.row[k];
      o[j] = Math.fma(p.weight[k], d, o[j]);
    }
    return end - p.start[c];
  }

  private static int column(PackedLayer p, int c, int[] o, int at, int d) {
    int end = p.start[c + 1];
    for (int k = p.start[c]; k < end; k++) {
      o[at + p.row[k]] += p.byteWeight[k] * d;
    }
    return end - p.start[c];
  }
}
