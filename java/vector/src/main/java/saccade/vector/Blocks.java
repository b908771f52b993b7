package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Equation 5 over the blocks of a column in which a weight survived pruning. Per block: its place,
 * a load of weights and accumulators, a multiply-add and a store, 4 cycles (Zen 4, 512 bits), and 6
 * where a column starts.
 */
final class Blocks {
  private Blocks() {}

  /** Takes all events; returns the multiplications performed, zeros within blocks too. */
  static long take(PackedLayer p, float[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    long blocks = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = r.rowTap[a] + r.columnTap[b];
          for (int e = in.start[g]; e < in.start[g + 1]; e++) {
            Marks.set(p, marks, at, in.channel[e]);
            blocks += column(p.blocks, tap + in.channel[e], o, at * p.stride, in.delta[e]);
          }
        }
      }
    }
    return blocks * Lanes.N;
  }

  /** The same with int32 accumulators. */
  static long take(PackedLayer p, int[] o, byte[] marks, EventList in) {
    Reach r = p.reach;
    long blocks = 0;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          int at = r.rowOut[a] + r.columnOut[b];
          int tap = r.rowTap[a] + r.columnTap[b];
          for (int e = in.start[g]; e < in.start[g + 1]; e++) {
            Marks.set(p, marks, at, in.channel[e]);
            blocks += column(p.blocks, tap + in.channel[e], o, at * p.stride, (int) in.delta[e]);
          }
        }
      }
    }
    return blocks * Lanes.N;
  }

  private static int column(BlockColumns columns, int c, float[] o, int at, float delta) {
    FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta);
    int[] channel = columns.channel;
    float[] w = columns.floats;
    int end = columns.start[c + 1];
    for (int k = columns.start[c]; k < end; k++) {
      int j = at + channel[k];
      FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, o, j);
      FloatVector.fromArray(Lanes.FLOATS, w, k * Lanes.N).fma(d, sum).intoArray(o, j);
    }
    return end - columns.start[c];
  }

  private static int column(BlockColumns columns, int c, int[] o, int at, int delta) {
    IntVector d = IntVector.broadcast(Lanes.INTS, delta);
    int[] channel = columns.channel;
    byte[] w = columns.bytes;
    int end = columns.start[c + 1];
    for (int k = columns.start[c]; k < end; k++) {
      int j = at + channel[k];
      IntVector sum = IntVector.fromArray(Lanes.INTS, o, j);
      ((IntVector)
              ByteVector.fromArray(Lanes.QUARTER, w, k * Lanes.N)
                  .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
          .mul(d)
          .add(sum)
          .intoArray(o, j);
    }
    return end - columns.start[c];
  }
}
