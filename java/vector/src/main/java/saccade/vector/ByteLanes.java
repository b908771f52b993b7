package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Equation 5 of EXACT over whole columns of weights of one byte, zeros included, with float
 * accumulators: {@link FloatLanes} for weights that take a quarter of the cache. At nine output
 * positions an event there reads more weights than the first level holds.
 *
 * <p>Per event and vector: a load that widens bytes, a conversion and a fused multiply-add, 1.5
 * cycles (Zen 4, 512 bits: a cycle each, on pipes that overlap). Per job and vector: a load and a
 * store, 4 cycles.
 */
final class ByteLanes {
  private ByteLanes() {}

  /** Takes all events; returns the multiplications performed. */
  static long take(LayerState layer, float[] o, byte[] marks, EventList in) {
    PackedLayer p = layer.p;
    Jobs jobs = layer.jobs;
    jobs.start(in);
    while (jobs.fill(in, marks)) {
      for (int t = 0; t < p.stride; t += p.tile * Lanes.N) {
        switch (p.tile) {
          case 8 -> batch8(p.byteColumns, o, t, jobs, in);
          case 4 -> batch4(p.byteColumns, o, t, jobs, in);
          case 2 -> batch2(p.byteColumns, o, t, jobs, in);
          default -> batch1(p.byteColumns, o, t, jobs, in);
        }
      }
    }
    return jobs.performed;
  }

  private static void batch8(byte[] w, float[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, at);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, at + Lanes.N);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, o, at + 2 * Lanes.N);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, o, at + 3 * Lanes.N);
      FloatVector a4 = FloatVector.fromArray(Lanes.FLOATS, o, at + 4 * Lanes.N);
      FloatVector a5 = FloatVector.fromArray(Lanes.FLOATS, o, at + 5 * Lanes.N);
      FloatVector a6 = FloatVector.fromArray(Lanes.FLOATS, o, at + 6 * Lanes.N);
      FloatVector a7 = FloatVector.fromArray(Lanes.FLOATS, o, at + 7 * Lanes.N);
      for (int e = jobs.from[i]; e < to; e++) {
        FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
        int c = tap + place[e];
        a0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a0);
        a1 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a1);
        a2 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 2 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a2);
        a3 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 3 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a3);
        a4 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 4 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a4);
        a5 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 5 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a5);
        a6 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 6 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a6);
        a7 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 7 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a7);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
      a2.intoArray(o, at + 2 * Lanes.N);
      a3.intoArray(o, at + 3 * Lanes.N);
      a4.intoArray(o, at + 4 * Lanes.N);
      a5.intoArray(o, at + 5 * Lanes.N);
      a6.intoArray(o, at + 6 * Lanes.N);
      a7.intoArray(o, at + 7 * Lanes.N);
    }
  }

  private static void batch4(byte[] w, float[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, at);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, at + Lanes.N);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, o, at + 2 * Lanes.N);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, o, at + 3 * Lanes.N);
      for (int e = jobs.from[i]; e < to; e++) {
        FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
        int c = tap + place[e];
        a0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a0);
        a1 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a1);
        a2 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 2 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a2);
        a3 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 3 * Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a3);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
      a2.intoArray(o, at + 2 * Lanes.N);
      a3.intoArray(o, at + 3 * Lanes.N);
    }
  }

  private static void batch2(byte[] w, float[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, at);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, at + Lanes.N);
      for (int e = jobs.from[i]; e < to; e++) {
        FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
        int c = tap + place[e];
        a0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a0);
        a1 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a1);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
    }
  }

  private static void batch1(byte[] w, float[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, at);
      for (int e = jobs.from[i]; e < to; e++) {
        FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
        int c = tap + place[e];
        a0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a0);
      }
      a0.intoArray(o, at);
    }
  }
}
