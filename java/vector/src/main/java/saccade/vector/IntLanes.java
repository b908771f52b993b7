package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Equation 5 over whole columns of weights, zeros included, with int accumulators: the events of an
 * input position meet an output position together, so that its accumulators are loaded and stored
 * once for all of them. One method per number of vectors that stay in registers, because a constant
 * is what keeps them there.
 *
 * <p>Per event and vector: a load that widens bytes, a multiplication and an addition, 1.3 cycles
 * (Zen 4, 512 bits: 1, 1 and a half, on pipes that overlap). Per job and vector: a load and a
 * store, 4 cycles.
 */
final class IntLanes {
  private IntLanes() {}

  /** Takes all events; returns the multiplications performed. */
  static long take(LayerState layer, int[] o, byte[] marks, EventList in) {
    PackedLayer p = layer.p;
    if (p.covers) {
      return in.size == 0 ? 0 : covering(p, o, marks, in);
    }
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

  private static void batch8(byte[] w, int[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      IntVector a0 = IntVector.fromArray(Lanes.INTS, o, at);
      IntVector a1 = IntVector.fromArray(Lanes.INTS, o, at + Lanes.N);
      IntVector a2 = IntVector.fromArray(Lanes.INTS, o, at + 2 * Lanes.N);
      IntVector a3 = IntVector.fromArray(Lanes.INTS, o, at + 3 * Lanes.N);
      IntVector a4 = IntVector.fromArray(Lanes.INTS, o, at + 4 * Lanes.N);
      IntVector a5 = IntVector.fromArray(Lanes.INTS, o, at + 5 * Lanes.N);
      IntVector a6 = IntVector.fromArray(Lanes.INTS, o, at + 6 * Lanes.N);
      IntVector a7 = IntVector.fromArray(Lanes.INTS, o, at + 7 * Lanes.N);
      for (int e = jobs.from[i]; e < to; e++) {
        IntVector d = IntVector.broadcast(Lanes.INTS, (int) delta[e]);
        int c = tap + place[e];
        a0 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a0);
        a1 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a1);
        a2 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 2 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a2);
        a3 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 3 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a3);
        a4 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 4 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a4);
        a5 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 5 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a5);
        a6 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 6 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a6);
        a7 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 7 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a7);
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

  private static void batch4(byte[] w, int[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      IntVector a0 = IntVector.fromArray(Lanes.INTS, o, at);
      IntVector a1 = IntVector.fromArray(Lanes.INTS, o, at + Lanes.N);
      IntVector a2 = IntVector.fromArray(Lanes.INTS, o, at + 2 * Lanes.N);
      IntVector a3 = IntVector.fromArray(Lanes.INTS, o, at + 3 * Lanes.N);
      for (int e = jobs.from[i]; e < to; e++) {
        IntVector d = IntVector.broadcast(Lanes.INTS, (int) delta[e]);
        int c = tap + place[e];
        a0 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a0);
        a1 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a1);
        a2 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 2 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a2);
        a3 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + 3 * Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a3);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
      a2.intoArray(o, at + 2 * Lanes.N);
      a3.intoArray(o, at + 3 * Lanes.N);
    }
  }

  private static void batch2(byte[] w, int[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      IntVector a0 = IntVector.fromArray(Lanes.INTS, o, at);
      IntVector a1 = IntVector.fromArray(Lanes.INTS, o, at + Lanes.N);
      for (int e = jobs.from[i]; e < to; e++) {
        IntVector d = IntVector.broadcast(Lanes.INTS, (int) delta[e]);
        int c = tap + place[e];
        a0 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a0);
        a1 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a1);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
    }
  }

  private static void batch1(byte[] w, int[] o, int t, Jobs jobs, EventList in) {
    int[] place = in.column;
    float[] delta = in.delta;
    for (int i = 0; i < jobs.size; i++) {
      int at = jobs.out[i] + t;
      int tap = jobs.tap[i] + t;
      int to = jobs.to[i];
      IntVector a0 = IntVector.fromArray(Lanes.INTS, o, at);
      for (int e = jobs.from[i]; e < to; e++) {
        IntVector d = IntVector.broadcast(Lanes.INTS, (int) delta[e]);
        int c = tap + place[e];
        a0 =
            ((IntVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
                .mul(d)
                .add(a0);
      }
      a0.intoArray(o, at);
    }
  }

  /** One output position: a tile of it stays in registers over all events. */
  private static long covering(PackedLayer p, int[] o, byte[] marks, EventList in) {
    marks[0] = 1;
    Columns.ofPositions(in, p.inputChannels, p.stride);
    Columns.toInts(in);
    int t = 0;
    for (; t + 8 * Lanes.N <= p.stride; t += 8 * Lanes.N) {
      tile8(p.byteColumns, o, t, in);
    }
    for (; t + 2 * Lanes.N <= p.stride; t += 2 * Lanes.N) {
      tile2(p.byteColumns, o, t, in);
    }
    for (; t < p.stride; t += Lanes.N) {
      tile1(p.byteColumns, o, t, in);
    }
    return (long) in.size * p.stride;
  }

  private static void tile8(byte[] w, int[] o, int t, EventList in) {
    int[] column = in.column;
    int[] delta = in.integer;
    int size = in.size;
    IntVector a0 = IntVector.fromArray(Lanes.INTS, o, t);
    IntVector a1 = IntVector.fromArray(Lanes.INTS, o, t + Lanes.N);
    IntVector a2 = IntVector.fromArray(Lanes.INTS, o, t + 2 * Lanes.N);
    IntVector a3 = IntVector.fromArray(Lanes.INTS, o, t + 3 * Lanes.N);
    IntVector a4 = IntVector.fromArray(Lanes.INTS, o, t + 4 * Lanes.N);
    IntVector a5 = IntVector.fromArray(Lanes.INTS, o, t + 5 * Lanes.N);
    IntVector a6 = IntVector.fromArray(Lanes.INTS, o, t + 6 * Lanes.N);
    IntVector a7 = IntVector.fromArray(Lanes.INTS, o, t + 7 * Lanes.N);
    for (int e = 0; e < size; e++) {
      IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
      int c = column[e] + t;
      a0 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a0);
      a1 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a1);
      a2 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + 2 * Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a2);
      a3 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + 3 * Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a3);
      a4 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + 4 * Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a4);
      a5 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + 5 * Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a5);
      a6 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + 6 * Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a6);
      a7 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + 7 * Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a7);
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

  private static void tile2(byte[] w, int[] o, int t, EventList in) {
    int[] column = in.column;
    int[] delta = in.integer;
    int size = in.size;
    IntVector a0 = IntVector.fromArray(Lanes.INTS, o, t);
    IntVector a1 = IntVector.fromArray(Lanes.INTS, o, t + Lanes.N);
    for (int e = 0; e < size; e++) {
      IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
      int c = column[e] + t;
      a0 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a0);
      a1 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a1);
    }
    a0.intoArray(o, t);
    a1.intoArray(o, t + Lanes.N);
  }

  private static void tile1(byte[] w, int[] o, int t, EventList in) {
    int[] column = in.column;
    int[] delta = in.integer;
    int size = in.size;
    IntVector a0 = IntVector.fromArray(Lanes.INTS, o, t);
    for (int e = 0; e < size; e++) {
      IntVector d = IntVector.broadcast(Lanes.INTS, delta[e]);
      int c = column[e] + t;
      a0 =
          ((IntVector)
                  ByteVector.fromArray(Lanes.QUARTER, w, c)
                      .convertShape(VectorOperators.B2I, Lanes.INTS, 0))
              .mul(d)
              .add(a0);
    }
    a0.intoArray(o, t);
  }
}
