package saccade.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Equation 5 over whole columns of weights, zeros included, with float accumulators: the events of
 * an input position meet an output position together, so that its accumulators are loaded and
 * stored once for all of them. One method per number of vectors that stay in registers, because a
 * constant is what keeps them there.
 *
 * <p>Per event and vector: a load and a fused multiply-add, 1.7 cycles (Zen 4, 512 bits), which are
 * the load's, as most touch two cache lines. Per job and vector: a load and a store, 4 cycles.
 */
final class FloatLanes {
  private FloatLanes() {}

  /** Takes all events; returns the multiplications performed. */
  static long take(LayerState layer, float[] o, byte[] marks, EventList in) {
    PackedLayer p = layer.p;
    if (p.covers) {
      return in.size == 0 ? 0 : covering(p, o, marks, in);
    }
    Jobs jobs = layer.jobs;
    jobs.start(in);
    while (jobs.fill(in, marks)) {
      for (int t = 0; t < p.stride; t += p.tile * Lanes.N) {
        switch (p.tile) {
          case 8 -> batch8(p.floatColumns, o, t, jobs, in);
          case 4 -> batch4(p.floatColumns, o, t, jobs, in);
          case 2 -> batch2(p.floatColumns, o, t, jobs, in);
          default -> batch1(p.floatColumns, o, t, jobs, in);
        }
      }
    }
    return jobs.performed;
  }

  private static void batch8(float[] w, float[] o, int t, Jobs jobs, EventList in) {
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
        a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
        a1 = FloatVector.fromArray(Lanes.FLOATS, w, c + Lanes.N).fma(d, a1);
        a2 = FloatVector.fromArray(Lanes.FLOATS, w, c + 2 * Lanes.N).fma(d, a2);
        a3 = FloatVector.fromArray(Lanes.FLOATS, w, c + 3 * Lanes.N).fma(d, a3);
        a4 = FloatVector.fromArray(Lanes.FLOATS, w, c + 4 * Lanes.N).fma(d, a4);
        a5 = FloatVector.fromArray(Lanes.FLOATS, w, c + 5 * Lanes.N).fma(d, a5);
        a6 = FloatVector.fromArray(Lanes.FLOATS, w, c + 6 * Lanes.N).fma(d, a6);
        a7 = FloatVector.fromArray(Lanes.FLOATS, w, c + 7 * Lanes.N).fma(d, a7);
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

  private static void batch4(float[] w, float[] o, int t, Jobs jobs, EventList in) {
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
        a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
        a1 = FloatVector.fromArray(Lanes.FLOATS, w, c + Lanes.N).fma(d, a1);
        a2 = FloatVector.fromArray(Lanes.FLOATS, w, c + 2 * Lanes.N).fma(d, a2);
        a3 = FloatVector.fromArray(Lanes.FLOATS, w, c + 3 * Lanes.N).fma(d, a3);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
      a2.intoArray(o, at + 2 * Lanes.N);
      a3.intoArray(o, at + 3 * Lanes.N);
    }
  }

  private static void batch2(float[] w, float[] o, int t, Jobs jobs, EventList in) {
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
        a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
        a1 = FloatVector.fromArray(Lanes.FLOATS, w, c + Lanes.N).fma(d, a1);
      }
      a0.intoArray(o, at);
      a1.intoArray(o, at + Lanes.N);
    }
  }

  private static void batch1(float[] w, float[] o, int t, Jobs jobs, EventList in) {
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
        a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
      }
      a0.intoArray(o, at);
    }
  }

  /** One output position: a tile of it stays in registers over all events. */
  private static long covering(PackedLayer p, float[] o, byte[] marks, EventList in) {
    marks[0] = 1;
    Columns.ofPositions(in, p.inputChannels, p.stride);
    int t = 0;
    for (; t + 8 * Lanes.N <= p.stride; t += 8 * Lanes.N) {
      tile8(p.floatColumns, o, t, in);
    }
    for (; t + 2 * Lanes.N <= p.stride; t += 2 * Lanes.N) {
      tile2(p.floatColumns, o, t, in);
    }
    for (; t < p.stride; t += Lanes.N) {
      tile1(p.floatColumns, o, t, in);
    }
    return (long) in.size * p.stride;
  }

  private static void tile8(float[] w, float[] o, int t, EventList in) {
    int[] column = in.column;
    float[] delta = in.delta;
    int size = in.size;
    FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, t);
    FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, t + Lanes.N);
    FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, o, t + 2 * Lanes.N);
    FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, o, t + 3 * Lanes.N);
    FloatVector a4 = FloatVector.fromArray(Lanes.FLOATS, o, t + 4 * Lanes.N);
    FloatVector a5 = FloatVector.fromArray(Lanes.FLOATS, o, t + 5 * Lanes.N);
    FloatVector a6 = FloatVector.fromArray(Lanes.FLOATS, o, t + 6 * Lanes.N);
    FloatVector a7 = FloatVector.fromArray(Lanes.FLOATS, o, t + 7 * Lanes.N);
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      int c = column[e] + t;
      a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, w, c + Lanes.N).fma(d, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, w, c + 2 * Lanes.N).fma(d, a2);
      a3 = FloatVector.fromArray(Lanes.FLOATS, w, c + 3 * Lanes.N).fma(d, a3);
      a4 = FloatVector.fromArray(Lanes.FLOATS, w, c + 4 * Lanes.N).fma(d, a4);
      a5 = FloatVector.fromArray(Lanes.FLOATS, w, c + 5 * Lanes.N).fma(d, a5);
      a6 = FloatVector.fromArray(Lanes.FLOATS, w, c + 6 * Lanes.N).fma(d, a6);
      a7 = FloatVector.fromArray(Lanes.FLOATS, w, c + 7 * Lanes.N).fma(d, a7);
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

  private static void tile2(float[] w, float[] o, int t, EventList in) {
    int[] column = in.column;
    float[] delta = in.delta;
    int size = in.size;
    FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, t);
    FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, t + Lanes.N);
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      int c = column[e] + t;
      a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, w, c + Lanes.N).fma(d, a1);
    }
    a0.intoArray(o, t);
    a1.intoArray(o, t + Lanes.N);
  }

  private static void tile1(float[] w, float[] o, int t, EventList in) {
    int[] column = in.column;
    float[] delta = in.delta;
    int size = in.size;
    FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, t);
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      int c = column[e] + t;
      a0 = FloatVector.fromArray(Lanes.FLOATS, w, c).fma(d, a0);
    }
    a0.intoArray(o, t);
  }
}
