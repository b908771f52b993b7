package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/**
 * Where the changes of one plane go: four output positions each, and the first weight that they
 * meet. Worked out once and used as long as the plane is in the stack, because a plane that grows
 * older only moves to other input channels. Scratch of one session.
 */
final class PixelMeetings {
  private static final int MASK = (1 << Short.SIZE) - 1;

  /** Output positions, 16 bits each. */
  private final long[] outputs;

  private final int[] tap;
  private final float[] delta;

  /** Not 0 for each output position that is met, ghosts behind the others. */
  private final byte[] reached;

  /** What the changes cost as a plane whose input channels start at channel i, step by step. */
  private final long[] counted;

  private final int step;
  private int size;

  PixelMeetings(PixelReach reach, int elements, int planes, int frameChannels) {
    outputs = new long[elements];
    tap = new int[elements];
    delta = new float[elements];
    reached = new byte[reach.positions()];
    counted = new long[planes];
    step = frameChannels;
  }

  static long bytes(int elements) {
    return elements * (Long.BYTES + Integer.BYTES + (long) Float.BYTES);
  }

  void clear() {
    size = 0;
    Arrays.fill(reached, (byte) 0);
    Arrays.fill(counted, 0);
  }

  void add(long four, int firstTap, float d) {
    outputs[size] = four;
    tap[size] = firstTap;
    delta[size++] = d;
    reached[(int) four & MASK] = 1;
    reached[(int) (four >>> Short.SIZE) & MASK] = 1;
    reached[(int) (four >>> 2 * Short.SIZE) & MASK] = 1;
    reached[(int) (four >>> 3 * Short.SIZE)] = 1;
  }

  /** Adds what a change costs as each of the planes: four at once where there are as many. */
  void count(int[] costs, int neuron) {
    if (counted.length == 4) {
      counted[0] += costs[neuron];
      counted[1] += costs[neuron + step];
      counted[2] += costs[neuron + 2 * step];
      counted[3] += costs[neuron + 3 * step];
    } else {
      for (int i = 0; i < counted.length; i++) {
        counted[i] += costs[neuron + i * step];
      }
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

  /** Per change and output position: two vectors of weights, of accumulators, of sums stored. */
  private void two(PackedLayer p, PixelReach reach, int first, int t, float[] o) {
    float[] w = p.floatColumns;
    int rowStep = reach.rowStep;
    int columnStep = reach.columnStep;
    int stride = p.stride;
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      long four = outputs[e];
      int c = tap[e] + first;
      int at = ((int) four & MASK) * stride + t;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
      at = ((int) (four >>> Short.SIZE) & MASK) * stride + t;
      c += columnStep;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
      at = (int) (four >>> 3 * Short.SIZE) * stride + t;
      c += rowStep;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
      at = ((int) (four >>> 2 * Short.SIZE) & MASK) * stride + t;
      c -= columnStep;
      add(w, c, d, o, at);
      add(w, c + Lanes.N, d, o, at + Lanes.N);
    }
  }

  private void one(PackedLayer p, PixelReach reach, int first, int t, float[] o) {
    float[] w = p.floatColumns;
    for (int e = 0; e < size; e++) {
      FloatVector d = FloatVector.broadcast(Lanes.FLOATS, delta[e]);
      long four = outputs[e];
      int c = tap[e] + first;
      add(w, c, d, o, ((int) four & MASK) * p.stride + t);
      c += reach.columnStep;
      add(w, c, d, o, ((int) (four >>> Short.SIZE) & MASK) * p.stride + t);
      c += reach.rowStep;
      add(w, c, d, o, (int) (four >>> 3 * Short.SIZE) * p.stride + t);
      c -= reach.columnStep;
      add(w, c, d, o, ((int) (four >>> 2 * Short.SIZE) & MASK) * p.stride + t);
    }
  }

  private static void add(float[] w, int c, FloatVector d, float[] o, int at) {
    FloatVector.fromArray(Lanes.FLOATS, w, c)
        .fma(d, FloatVector.fromArray(Lanes.FLOATS, o, at))
        .intoArray(o, at);
  }
}
