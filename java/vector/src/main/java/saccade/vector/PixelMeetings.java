package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Where the changes of one plane go: four output positions each, and the first weight that they
 * meet. Worked out once and used as long as the plane is in the stack, because a plane that grows
 * older only moves to other input channels. Scratch of one session.
 */
final class PixelMeetings {
  final int[] out0;
  final int[] out1;
  final int[] out2;
  final int[] out3;
  final int[] tap;
  final float[] delta;

  /** A bit for each output position, ghosts behind the others. */
  final long[] reached;

  int size;

  PixelMeetings(PixelReach reach, int elements) {
    out0 = new int[elements];
    out1 = new int[elements];
    out2 = new int[elements];
    out3 = new int[elements];
    tap = new int[elements];
    delta = new float[elements];
    reached = new long[reach.positions() / Long.SIZE + 1];
  }

  static long bytes(int elements) {
    return elements * (5L * Integer.BYTES + Float.BYTES);
  }

  void clear() {
    size = 0;
    Arrays.fill(reached, 0);
  }

  void mark(int i) {
    reached[out0[i] >> 6] |= 1L << out0[i];
    reached[out1[i] >> 6] |= 1L << out1[i];
    reached[out2[i] >> 6] |= 1L << out2[i];
    reached[out3[i] >> 6] |= 1L << out3[i];
  }

  /**
   * O := O + W * d for all changes, whose input channels start at {@code channel}. Sums are taken
   * plane by plane, so this is for EXACT, where order does not count.
   */
  void take(PackedLayer p, PixelReach reach, int channel, float[] o) {
    int t = 0;
    for (; t + 2 * Lanes.N <= p.stride; t += 2 * Lanes.N) {
      two(p, reach, channel * p.stride + t, t, o);
    }
    for (; t < p.stride; t += Lanes.N) {
      one(p, reach, channel * p.stride + t, t, o);
    }
  }

  /** Per change and output position: two vectors of weights, of accumulators, of sums stored. */
  private void two(PackedLayer p, PixelReach reach, int first, int t, float[] o) {
    float[] w = p.floatColumns;
    int rowStep = reach.rowStep;
    int columnStep = reach.columnStep;
    int stride = p.stride;
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      int c = tap[e] + first;
      int at = out0[e] * stride + t;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
      at = out1[e] * stride + t;
      c += columnStep;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
      at = out3[e] * stride + t;
      c += rowStep;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
      at = out2[e] * stride + t;
      c -= columnStep;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
    }
  }

  private void one(PackedLayer p, PixelReach reach, int first, int t, float[] o) {
    float[] w = p.floatColumns;
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      int c = tap[e] + first;
      add(w, c, d, o, out0[e] * p.stride + t);
      add(w, c + reach.columnStep, d, o, out1[e] * p.stride + t);
      add(w, c + reach.rowStep, d, o, out2[e] * p.stride + t);
      add(w, c + reach.rowStep + reach.columnStep, d, o, out3[e] * p.stride + t);
    }
  }

  private static void add(float[] w, int c, FloatVector d, float[] o, int at) {
    FloatVector.fromArray(Lanes.FLOATS, w, c)
        .fma(d, FloatVector.fromArray(Lanes.FLOATS, o, at))
        .intoArray(o, at);
  }
}
