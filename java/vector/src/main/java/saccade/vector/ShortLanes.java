package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Equation 5 of EXACT where one output position sees everything, in sums of 16 bits: twice as many
 * lanes as ints have. A run of events ends before a sum could overflow; then the sums are added to
 * the accumulators. Columns are interleaved, so that the halves of an int are the channels of two
 * vectors of accumulators, and adding them needs shifts only.
 *
 * <p>Per event and vector of shorts: a load that widens bytes, a multiplication and an addition;
 * per run and vector: three shifts, two additions to accumulators.
 */
final class ShortLanes {
  /** Weights of a vector of shorts. */
  static final int WIDTH = 2 * Lanes.N;

  /** Magnitudes of a run's deltas add up to no more: times -128 they fit 16 bits. */
  static final int LIMIT = Short.MAX_VALUE / -Byte.MIN_VALUE;

  private ShortLanes() {}

  /** Vectors of a column that one pass over the events takes. */
  static int tile(int stride) {
    int vectors = stride / WIDTH;
    return vectors % 8 == 0 ? 8 : vectors % 4 == 0 ? 4 : 1;
  }

  /** Columns of {@code stride} bytes as {@link #take} reads them: tile after tile, interleaved. */
  static byte[] packed(byte[] columns, int stride) {
    int width = tile(stride) * WIDTH;
    int count = columns.length / stride;
    byte[] all = new byte[columns.length];
    for (int c = 0; c < count; c++) {
      for (int channel = 0; channel < stride; channel++) {
        int within = channel % WIDTH;
        int lane = within < Lanes.N ? 2 * within : 2 * (within - Lanes.N) + 1;
        int to = (channel / width * count + c) * width + channel % width - within + lane;
        all[to] = columns[c * stride + channel];
      }
    }
    return all;
  }

  /** Where runs start, and the sums of one: scratch of one layer of one session. */
  static final class Runs {
    private final int[] start;
    private final short[] sums = new short[8 * WIDTH];

    /** Of the tile that is being taken. */
    private int firstOutput;

    private int firstWeight;

    /** For so many events at most. */
    Runs(int events) {
      start = new int[events + 2];
    }
  }

  /** Takes all events; returns the multiplications performed. */
  static long take(PackedLayer p, int[] o, byte[] marks, Runs runs, EventList in) {
    if (in.size == 0) {
      return 0;
    }
    marks[0] = 1;
    int width = tile(p.stride) * WIDTH;
    Columns.ofPositions(in, p.inputChannels, width);
    Columns.toInts(in);
    split(in, runs.start);
    int inputs = p.inputPositions * p.inputChannels;
    for (int t = 0; t < p.stride; t += width) {
      runs.firstOutput = t;
      runs.firstWeight = t * inputs;
      switch (tile(p.stride)) {
        case 8 -> tile8(p.byteColumns, o, runs, in);
        case 4 -> tile4(p.byteColumns, o, runs, in);
        default -> tile1(p.byteColumns, o, runs, in);
      }
    }
    return (long) in.size * p.stride;
  }

  /** Run r has the events {@code runs[r]} up to {@code runs[r + 1]}; the last one ends the list. */
  private static void split(EventList in, int[] runs) {
    int n = 0;
    int sum = 0;
    runs[0] = 0;
    for (int e = 0; e < in.size; e++) {
      int magnitude = Math.abs(in.integer[e]);
      sum += magnitude;
      if (sum > LIMIT) {
        runs[++n] = e;
        sum = magnitude;
      }
    }
    runs[n + 1] = in.size;
  }

  private static void tile8(byte[] w, int[] o, Runs runs, EventList in) {
    int first = runs.firstWeight;
    int[] column = in.column;
    int[] delta = in.integer;
    int[] start = runs.start;
    short[] sums = runs.sums;
    for (int r = 0; start[r] < in.size; r++) {
      ShortVector s0 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s1 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s2 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s3 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s4 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s5 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s6 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s7 = ShortVector.zero(Lanes.SHORTS);
      for (int e = start[r]; e < start[r + 1]; e++) {
        ShortVector d = ShortVector.broadcast(Lanes.SHORTS, (short) delta[e]);
        int c = column[e] + first;
        s0 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s0);
        s1 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s1);
        s2 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 2 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s2);
        s3 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 3 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s3);
        s4 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 4 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s4);
        s5 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 5 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s5);
        s6 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 6 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s6);
        s7 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 7 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s7);
      }
      s0.intoArray(sums, 0);
      s1.intoArray(sums, WIDTH);
      s2.intoArray(sums, 2 * WIDTH);
      s3.intoArray(sums, 3 * WIDTH);
      s4.intoArray(sums, 4 * WIDTH);
      s5.intoArray(sums, 5 * WIDTH);
      s6.intoArray(sums, 6 * WIDTH);
      s7.intoArray(sums, 7 * WIDTH);
      add(sums, 8 * WIDTH, o, runs.firstOutput);
    }
  }

  private static void tile4(byte[] w, int[] o, Runs runs, EventList in) {
    int first = runs.firstWeight;
    int[] column = in.column;
    int[] delta = in.integer;
    int[] start = runs.start;
    short[] sums = runs.sums;
    for (int r = 0; start[r] < in.size; r++) {
      ShortVector s0 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s1 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s2 = ShortVector.zero(Lanes.SHORTS);
      ShortVector s3 = ShortVector.zero(Lanes.SHORTS);
      for (int e = start[r]; e < start[r + 1]; e++) {
        ShortVector d = ShortVector.broadcast(Lanes.SHORTS, (short) delta[e]);
        int c = column[e] + first;
        s0 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s0);
        s1 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s1);
        s2 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 2 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s2);
        s3 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c + 3 * WIDTH)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s3);
      }
      s0.intoArray(sums, 0);
      s1.intoArray(sums, WIDTH);
      s2.intoArray(sums, 2 * WIDTH);
      s3.intoArray(sums, 3 * WIDTH);
      add(sums, 4 * WIDTH, o, runs.firstOutput);
    }
  }

  private static void tile1(byte[] w, int[] o, Runs runs, EventList in) {
    int first = runs.firstWeight;
    int[] column = in.column;
    int[] delta = in.integer;
    int[] start = runs.start;
    short[] sums = runs.sums;
    for (int r = 0; start[r] < in.size; r++) {
      ShortVector s0 = ShortVector.zero(Lanes.SHORTS);
      for (int e = start[r]; e < start[r + 1]; e++) {
        ShortVector d = ShortVector.broadcast(Lanes.SHORTS, (short) delta[e]);
        int c = column[e] + first;
        s0 =
            ((ShortVector)
                    ByteVector.fromArray(Lanes.HALF, w, c)
                        .convertShape(VectorOperators.B2S, Lanes.SHORTS, 0))
                .mul(d)
                .add(s0);
      }
      s0.intoArray(sums, 0);
      add(sums, WIDTH, o, runs.firstOutput);
    }
  }

  /**
   * Channels t to t + N stand in the even lanes, the next N in the odd ones. A loop over memory,
   * because the compiler does not take so many additions into one method.
   */
  private static void add(short[] sums, int size, int[] o, int t) {
    for (int i = 0; i < size; i += WIDTH) {
      IntVector both = ShortVector.fromArray(Lanes.SHORTS, sums, i).reinterpretAsInts();
      IntVector odd = both.lanewise(VectorOperators.ASHR, Short.SIZE);
      both.lanewise(VectorOperators.LSHL, Short.SIZE)
          .lanewise(VectorOperators.ASHR, Short.SIZE)
          .add(IntVector.fromArray(Lanes.INTS, o, t + i))
          .intoArray(o, t + i);
      odd.add(IntVector.fromArray(Lanes.INTS, o, t + i + Lanes.N)).intoArray(o, t + i + Lanes.N);
    }
  }
}
