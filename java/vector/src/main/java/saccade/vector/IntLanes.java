package saccade.vector;

import jdk.incubator.vector.IntVector;

/**
 * Equation 5 over whole columns of weights, zeros included, with int accumulators: the events of an
 * input position meet an output position together, so that its accumulators are loaded and stored
 * once for all of them. One method per number of vectors that stay in registers, because a constant
 * is what keeps them there.
 *
 * <p>Per event, output position and vector: a load that widens bytes, a multiplication and an addition.
 */
final class IntLanes {
  private IntLanes() {}

  /** Takes all events; returns the multiplications performed. */
  static long take(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Columns.toInts(in);
    if (p.covers) {
      return covering(p, o, marks, in);
    }
    Columns.ofChannels(in, p.stride);
    return switch (p.tile) {
      case 8 -> take8(p, o, marks, in);
      case 4 -> take4(p, o, marks, in);
      case 2 -> take2(p, o, marks, in);
      default -> take1(p, o, marks, in);
    };
  }

  private static long take8(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    byte[] w = p.byteColumns;
    int stride = p.stride;
    int[] column = in.column;
    int[] delta = in.integer;
    long performed = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      int from = in.start[g];
      int to = in.start[g + 1];
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = (r.rowTap[a] + r.columnTap[b]) * stride;
          marks[at] = 1;
          performed += (long) (to - from) * stride;
          for (int t = 0; t < stride; t += 8 * Lanes.N) {
            int j = at * stride + t;
            IntVector a0 = IntVector.fromArray(Lanes.INTS, o, j);
            IntVector a1 = IntVector.fromArray(Lanes.INTS, o, j + Lanes.N);
            IntVector a2 = IntVector.fromArray(Lanes.INTS, o, j + 2 * Lanes.N);
            IntVector a3 = IntVector.fromArray(Lanes.INTS, o, j + 3 * Lanes.N);
            IntVector a4 = IntVector.fromArray(Lanes.INTS, o, j + 4 * Lanes.N);
            IntVector a5 = IntVector.fromArray(Lanes.INTS, o, j + 5 * Lanes.N);
            IntVector a6 = IntVector.fromArray(Lanes.INTS, o, j + 6 * Lanes.N);
            IntVector a7 = IntVector.fromArray(Lanes.INTS, o, j + 7 * Lanes.N);
            for (int e = from; e < to; e++) {
              IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
              int c = tap + t + column[e];
              a0 = Lanes.widened(w, c).mul(d).add(a0);
              a1 = Lanes.widened(w, c + Lanes.N).mul(d).add(a1);
              a2 = Lanes.widened(w, c + 2 * Lanes.N).mul(d).add(a2);
              a3 = Lanes.widened(w, c + 3 * Lanes.N).mul(d).add(a3);
              a4 = Lanes.widened(w, c + 4 * Lanes.N).mul(d).add(a4);
              a5 = Lanes.widened(w, c + 5 * Lanes.N).mul(d).add(a5);
              a6 = Lanes.widened(w, c + 6 * Lanes.N).mul(d).add(a6);
              a7 = Lanes.widened(w, c + 7 * Lanes.N).mul(d).add(a7);
            }
            a0.intoArray(o, j);
            a1.intoArray(o, j + Lanes.N);
            a2.intoArray(o, j + 2 * Lanes.N);
            a3.intoArray(o, j + 3 * Lanes.N);
            a4.intoArray(o, j + 4 * Lanes.N);
            a5.intoArray(o, j + 5 * Lanes.N);
            a6.intoArray(o, j + 6 * Lanes.N);
            a7.intoArray(o, j + 7 * Lanes.N);
          }
        }
      }
    }
    return performed;
  }

  private static long take4(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    byte[] w = p.byteColumns;
    int stride = p.stride;
    int[] column = in.column;
    int[] delta = in.integer;
    long performed = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      int from = in.start[g];
      int to = in.start[g + 1];
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = (r.rowTap[a] + r.columnTap[b]) * stride;
          marks[at] = 1;
          performed += (long) (to - from) * stride;
          for (int t = 0; t < stride; t += 4 * Lanes.N) {
            int j = at * stride + t;
            IntVector a0 = IntVector.fromArray(Lanes.INTS, o, j);
            IntVector a1 = IntVector.fromArray(Lanes.INTS, o, j + Lanes.N);
            IntVector a2 = IntVector.fromArray(Lanes.INTS, o, j + 2 * Lanes.N);
            IntVector a3 = IntVector.fromArray(Lanes.INTS, o, j + 3 * Lanes.N);
            for (int e = from; e < to; e++) {
              IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
              int c = tap + t + column[e];
              a0 = Lanes.widened(w, c).mul(d).add(a0);
              a1 = Lanes.widened(w, c + Lanes.N).mul(d).add(a1);
              a2 = Lanes.widened(w, c + 2 * Lanes.N).mul(d).add(a2);
              a3 = Lanes.widened(w, c + 3 * Lanes.N).mul(d).add(a3);
            }
            a0.intoArray(o, j);
            a1.intoArray(o, j + Lanes.N);
            a2.intoArray(o, j + 2 * Lanes.N);
            a3.intoArray(o, j + 3 * Lanes.N);
          }
        }
      }
    }
    return performed;
  }

  private static long take2(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    byte[] w = p.byteColumns;
    int stride = p.stride;
    int[] column = in.column;
    int[] delta = in.integer;
    long performed = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      int from = in.start[g];
      int to = in.start[g + 1];
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = (r.rowTap[a] + r.columnTap[b]) * stride;
          marks[at] = 1;
          performed += (long) (to - from) * stride;
          for (int t = 0; t < stride; t += 2 * Lanes.N) {
            int j = at * stride + t;
            IntVector a0 = IntVector.fromArray(Lanes.INTS, o, j);
            IntVector a1 = IntVector.fromArray(Lanes.INTS, o, j + Lanes.N);
            for (int e = from; e < to; e++) {
              IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
              int c = tap + t + column[e];
              a0 = Lanes.widened(w, c).mul(d).add(a0);
              a1 = Lanes.widened(w, c + Lanes.N).mul(d).add(a1);
            }
            a0.intoArray(o, j);
            a1.intoArray(o, j + Lanes.N);
          }
        }
      }
    }
    return performed;
  }

  private static long take1(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    byte[] w = p.byteColumns;
    int stride = p.stride;
    int[] column = in.column;
    int[] delta = in.integer;
    long performed = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      int from = in.start[g];
      int to = in.start[g + 1];
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = (r.rowTap[a] + r.columnTap[b]) * stride;
          marks[at] = 1;
          performed += (long) (to - from) * stride;
          for (int t = 0; t < stride; t += Lanes.N) {
            int j = at * stride + t;
            IntVector a0 = IntVector.fromArray(Lanes.INTS, o, j);
            for (int e = from; e < to; e++) {
              IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
              int c = tap + t + column[e];
              a0 = Lanes.widened(w, c).mul(d).add(a0);
            }
            a0.intoArray(o, j);
          }
        }
      }
    }
    return performed;
  }

  /** One output position: a tile of it stays in registers over all events. */
  private static long covering(PackedLayer p, int[] o, byte[] marks, EventList in) {
    if (in.size == 0) {
      return 0;
    }
    marks[0] = 1;
    Columns.ofPositions(in, p);
    int t = 0;
    for (; t + 8 * Lanes.N <= p.stride; t += 8 * Lanes.N) {
      tile8(p, o, t, in);
    }
    for (; t + 2 * Lanes.N <= p.stride; t += 2 * Lanes.N) {
      tile2(p, o, t, in);
    }
    for (; t < p.stride; t += Lanes.N) {
      tile1(p, o, t, in);
    }
    return (long) in.size * p.stride;
  }

  private static void tile8(PackedLayer p, int[] o, int t, EventList in) {
    byte[] w = p.byteColumns;
    int[] column = in.column;
    int[] delta = in.integer;
    IntVector a0 = IntVector.fromArray(Lanes.INTS, o, t);
    IntVector a1 = IntVector.fromArray(Lanes.INTS, o, t + Lanes.N);
    IntVector a2 = IntVector.fromArray(Lanes.INTS, o, t + 2 * Lanes.N);
    IntVector a3 = IntVector.fromArray(Lanes.INTS, o, t + 3 * Lanes.N);
    IntVector a4 = IntVector.fromArray(Lanes.INTS, o, t + 4 * Lanes.N);
    IntVector a5 = IntVector.fromArray(Lanes.INTS, o, t + 5 * Lanes.N);
    IntVector a6 = IntVector.fromArray(Lanes.INTS, o, t + 6 * Lanes.N);
    IntVector a7 = IntVector.fromArray(Lanes.INTS, o, t + 7 * Lanes.N);
    for (int e = 0; e < in.size; e++) {
      IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
      int c = column[e] + t;
      a0 = Lanes.widened(w, c).mul(d).add(a0);
      a1 = Lanes.widened(w, c + Lanes.N).mul(d).add(a1);
      a2 = Lanes.widened(w, c + 2 * Lanes.N).mul(d).add(a2);
      a3 = Lanes.widened(w, c + 3 * Lanes.N).mul(d).add(a3);
      a4 = Lanes.widened(w, c + 4 * Lanes.N).mul(d).add(a4);
      a5 = Lanes.widened(w, c + 5 * Lanes.N).mul(d).add(a5);
      a6 = Lanes.widened(w, c + 6 * Lanes.N).mul(d).add(a6);
      a7 = Lanes.widened(w, c + 7 * Lanes.N).mul(d).add(a7);
    }
    a0.intoArray(o, t);
    a1.intoArray(o, t + Lanes.N);
    a2.intoArray(o, t + 2 * Lanes.N);
    a3.intoArray(o, t + 3 * Lanes.N);
    a4.intoArray(o, t + 4 * Lanes.N);
    a5.intoArray(o, t + 5 * Lanes.N);
    a6.intoArray(o, t + 6 * Lanes.N);
    a7.intoArray(o, t + 7 * Lanes.N);
  }

  private static void tile2(PackedLayer p, int[] o, int t, EventList in) {
    byte[] w = p.byteColumns;
    int[] column = in.column;
    int[] delta = in.integer;
    IntVector a0 = IntVector.fromArray(Lanes.INTS, o, t);
    IntVector a1 = IntVector.fromArray(Lanes.INTS, o, t + Lanes.N);
    for (int e = 0; e < in.size; e++) {
      IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
      int c = column[e] + t;
      a0 = Lanes.widened(w, c).mul(d).add(a0);
      a1 = Lanes.widened(w, c + Lanes.N).mul(d).add(a1);
    }
    a0.intoArray(o, t);
    a1.intoArray(o, t + Lanes.N);
  }

  private static void tile1(PackedLayer p, int[] o, int t, EventList in) {
    byte[] w = p.byteColumns;
    int[] column = in.column;
    int[] delta = in.integer;
    IntVector a0 = IntVector.fromArray(Lanes.INTS, o, t);
    for (int e = 0; e < in.size; e++) {
      IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
      int c = column[e] + t;
      a0 = Lanes.widened(w, c).mul(d).add(a0);
    }
    a0.intoArray(o, t);
  }

}
