package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Where the changes of one plane go: four output positions each, and the first weight that they
 * meet. Worked out once and used as long as the plane is in the stack, because a plane that grows
 * older only moves to other input channels. Scratch of one session.
 */
final class PixelMeetings {
  private static final int MASK = (1 << Short.SIZE) - 1;

  /** Output positions of a run of changes, 16 bits each. */
  private final long[] outputs;

  /** Where a run ends. */
  private final int[] end;

  private final int[] tap;
  private final float[] delta;

  /** Not 0 for each output position that is met, ghosts behind the others. */
  private final byte[] reached;

  /** What the changes cost as a plane whose input channels start at channel i, step by step. */
  private final long[] counted;

  private final int step;
  private final int ghost;
  private int runs;

  PixelMeetings(PixelReach reach, int elements, int planes, int frameChannels) {
    outputs = new long[reach.outputs.length];
    end = new int[reach.outputs.length];
    tap = new int[elements];
    delta = new float[elements];
    reached = new byte[reach.positions()];
    counted = new long[planes];
    step = frameChannels;
    ghost = reach.ghost;
  }

  long bytes() {
    return outputs.length * (Long.BYTES + (long) Integer.BYTES)
        + tap.length * (Integer.BYTES + (long) Float.BYTES)
        + reached.length
        + counted.length * (long) Long.BYTES;
  }

  boolean isEmpty() {
    return runs == 0;
  }

  void clear() {
    runs = 0;
    for (int i = 0; i < ghost; i += Lanes.BYTES.length()) {
      ByteVector.zero(Lanes.BYTES).intoArray(reached, i);
    }
    Arrays.fill(counted, 0);
  }

  /** Another run, of the changes up to {@code to}. */
  void addRun(long four, int to) {
    outputs[runs] = four;
    end[runs++] = to;
    reached[(int) four & MASK] = 1;
    reached[(int) (four >>> Short.SIZE) & MASK] = 1;
    reached[(int) (four >>> (2 * Short.SIZE)) & MASK] = 1;
    reached[(int) (four >>> (3 * Short.SIZE))] = 1;
  }

  void set(int at, int firstTap, float d) {
    tap[at] = firstTap;
    delta[at] = d;
  }

  /** Adds so often what a change costs as each of the planes: four at once where there are four. */
  void count(int[] costs, int neuron, long times) {
    if (counted.length == 4) {
      counted[0] += times * costs[neuron];
      counted[1] += times * costs[neuron + step];
      counted[2] += times * costs[neuron + 2 * step];
      counted[3] += times * costs[neuron + 3 * step];
    } else {
      for (int i = 0; i < counted.length; i++) {
        counted[i] += times * costs[neuron + i * step];
      }
    }
  }

  /** Adds what changes of all elements of a word cost. */
  void countWord(int[][] wordCost, int word) {
    for (int i = 0; i < counted.length; i++) {
      counted[i] += wordCost[i][word];
    }
  }

  /** What all changes cost as this plane of the observation (contract, law 10). */
  long counted(int plane) {
    return counted[plane];
  }

  /** Marks what the changes reach. */
  void mark(byte[] marks) {
    for (int i = 0; i < marks.length; i += Lanes.BYTES.length()) {
      ByteVector.fromArray(Lanes.BYTES, marks, i)
          .or(ByteVector.fromArray(Lanes.BYTES, reached, i))
          .intoArray(marks, i);
    }
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

  /**
   * Per change and output position: two loads that widen bytes, conversions and multiply-adds, 3
   * cycles (Zen 4, 512 bits; 22 measured for all four and what surrounds them). Per run: two loads
   * and two stores each, 8 cycles.
   */
  private void two(PackedLayer p, PixelReach reach, int first, int t, float[] o) {
    byte[] w = p.byteColumns;
    int rowStep = reach.rowStep;
    int columnStep = reach.columnStep;
    int e = 0;
    for (int r = 0; r < runs; r++) {
      int at0 = ((int) outputs[r] & MASK) * p.stride + t;
      int at1 = ((int) (outputs[r] >>> Short.SIZE) & MASK) * p.stride + t;
      int at2 = ((int) (outputs[r] >>> (2 * Short.SIZE)) & MASK) * p.stride + t;
      int at3 = (int) (outputs[r] >>> (3 * Short.SIZE)) * p.stride + t;
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, at0);
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, o, at0 + Lanes.N);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, at1);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, o, at1 + Lanes.N);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, o, at2);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, o, at2 + Lanes.N);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, o, at3);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, o, at3 + Lanes.N);
      for (; e < end[r]; e++) {
        FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
        int c = tap[e] + first;
        a0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a0);
        b0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, b0);
        c += columnStep;
        a1 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a1);
        b1 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, b1);
        c += rowStep;
        a3 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a3);
        b3 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, b3);
        c -= columnStep;
        a2 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a2);
        b2 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + Lanes.N)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, b2);
      }
      a0.intoArray(o, at0);
      b0.intoArray(o, at0 + Lanes.N);
      a1.intoArray(o, at1);
      b1.intoArray(o, at1 + Lanes.N);
      a2.intoArray(o, at2);
      b2.intoArray(o, at2 + Lanes.N);
      a3.intoArray(o, at3);
      b3.intoArray(o, at3 + Lanes.N);
    }
  }

  private void one(PackedLayer p, PixelReach reach, int first, int t, float[] o) {
    byte[] w = p.byteColumns;
    int rowStep = reach.rowStep;
    int columnStep = reach.columnStep;
    int e = 0;
    for (int r = 0; r < runs; r++) {
      int at0 = ((int) outputs[r] & MASK) * p.stride + t;
      int at1 = ((int) (outputs[r] >>> Short.SIZE) & MASK) * p.stride + t;
      int at2 = ((int) (outputs[r] >>> (2 * Short.SIZE)) & MASK) * p.stride + t;
      int at3 = (int) (outputs[r] >>> (3 * Short.SIZE)) * p.stride + t;
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, o, at0);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, o, at1);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, o, at2);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, o, at3);
      for (; e < end[r]; e++) {
        FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
        int c = tap[e] + first;
        a0 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a0);
        a1 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + columnStep)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a1);
        a2 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + rowStep)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a2);
        a3 =
            ((FloatVector)
                    ByteVector.fromArray(Lanes.QUARTER, w, c + rowStep + columnStep)
                        .convertShape(VectorOperators.B2F, Lanes.FLOATS, 0))
                .fma(d, a3);
      }
      a0.intoArray(o, at0);
      a1.intoArray(o, at1);
      a2.intoArray(o, at2);
      a3.intoArray(o, at3);
    }
  }
}
