package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Equation 5 of EXACT where one output position sees everything, in sums of 16 bits: twice as many
 * lanes as ints have. A run of events ends before a sum could overflow; then two sums of ints take
 * them over, one whole ints, one upper halves: what the first has beside the second are the lower
 * halves, if no sum has a sign, so each starts in the middle. Columns are interleaved, so that the
 * halves of an int are the channels of two vectors of accumulators.
 *
 * <p>Per event and vector of shorts: a load that widens bytes, a multiplication and an addition,
 * 1.3 cycles (Zen 4, 512 bits), 3 where weights come from the third cache level. Per run and
 * vector: a shift and two additions, 1 cycle.
 */
final class ShortLanes {
  /** Weights of a vector of shorts. */
  static final int WIDTH = 2 * Lanes.N;

  /** Magnitudes of a run's deltas add up to no more: times -128 they fit 16 bits. */
  static final int LIMIT = Short.MAX_VALUE / -Byte.MIN_VALUE;

  /** Added to each sum, which makes it a number of 16 bits without a sign. */
  private static final short MIDDLE = Short.MIN_VALUE;

  private ShortLanes() {}

  /** Vectors of a column that one pass over the events takes. */
  static int tile(int stride) {
    int vectors = stride / WIDTH;
    return vectors % 8 == 0 && Lanes.N == 16 ? 8 : vectors % 4 == 0 ? 4 : 1;
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
    private final int[] sums = new int[8 * WIDTH];
    private int count;

    /** Of the tile that is being taken. */
    private int firstOutput;

    private int firstWeight;

    long bytes() {
      return (start.length + (long) sums.length) * Integer.BYTES;
    }

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
    runs.count = split(in, runs.start);
    int inputs = p.inputPositions * p.inputChannels;
    for (int t = 0; t < p.stride; t += width) {
      runs.firstOutput = t;
      runs.firstWeight = t * inputs;
      switch (tile(p.stride)) {
        case 8 -> tile8(p.byteColumns, runs, in);
        case 4 -> tile4(p.byteColumns, runs, in);
        default -> tile1(p.byteColumns, runs, in);
      }
      add(runs, width, o);
    }
    return (long) in.size * p.stride;
  }

  /** Run r has the events {@code runs[r]} up to {@code runs[r + 1]}; the last one ends the list. */
  private static int split(EventList in, int[] runs) {
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
    return n + 1;
  }

  private static void tile8(byte[] w, Runs runs, EventList in) {
    int first = runs.firstWeight;
    int[] column = in.column;
    int[] delta = in.integer;
    int[] start = runs.start;
    IntVector all0 = IntVector.zero(Lanes.INTS);
    IntVector odd0 = IntVector.zero(Lanes.INTS);
    IntVector all1 = IntVector.zero(Lanes.INTS);
    IntVector odd1 = IntVector.zero(Lanes.INTS);
    IntVector all2 = IntVector.zero(Lanes.INTS);
    IntVector odd2 = IntVector.zero(Lanes.INTS);
    IntVector all3 = IntVector.zero(Lanes.INTS);
    IntVector odd3 = IntVector.zero(Lanes.INTS);
    IntVector all4 = IntVector.zero(Lanes.INTS);
    IntVector odd4 = IntVector.zero(Lanes.INTS);
    IntVector all5 = IntVector.zero(Lanes.INTS);
    IntVector odd5 = IntVector.zero(Lanes.INTS);
    IntVector all6 = IntVector.zero(Lanes.INTS);
    IntVector odd6 = IntVector.zero(Lanes.INTS);
    IntVector all7 = IntVector.zero(Lanes.INTS);
    IntVector odd7 = IntVector.zero(Lanes.INTS);
    for (int r = 0; r < runs.count; r++) {
      ShortVector s0 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s1 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s2 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s3 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s4 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s5 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s6 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s7 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
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
      IntVector v0 = s0.reinterpretAsInts();
      all0 = all0.add(v0);
      odd0 = odd0.add(v0.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v1 = s1.reinterpretAsInts();
      all1 = all1.add(v1);
      odd1 = odd1.add(v1.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v2 = s2.reinterpretAsInts();
      all2 = all2.add(v2);
      odd2 = odd2.add(v2.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v3 = s3.reinterpretAsInts();
      all3 = all3.add(v3);
      odd3 = odd3.add(v3.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v4 = s4.reinterpretAsInts();
      all4 = all4.add(v4);
      odd4 = odd4.add(v4.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v5 = s5.reinterpretAsInts();
      all5 = all5.add(v5);
      odd5 = odd5.add(v5.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v6 = s6.reinterpretAsInts();
      all6 = all6.add(v6);
      odd6 = odd6.add(v6.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v7 = s7.reinterpretAsInts();
      all7 = all7.add(v7);
      odd7 = odd7.add(v7.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
    int[] sums = runs.sums;
    all0.intoArray(sums, 0);
    odd0.intoArray(sums, Lanes.N);
    all1.intoArray(sums, 2 * Lanes.N);
    odd1.intoArray(sums, 3 * Lanes.N);
    all2.intoArray(sums, 4 * Lanes.N);
    odd2.intoArray(sums, 5 * Lanes.N);
    all3.intoArray(sums, 6 * Lanes.N);
    odd3.intoArray(sums, 7 * Lanes.N);
    all4.intoArray(sums, 8 * Lanes.N);
    odd4.intoArray(sums, 9 * Lanes.N);
    all5.intoArray(sums, 10 * Lanes.N);
    odd5.intoArray(sums, 11 * Lanes.N);
    all6.intoArray(sums, 12 * Lanes.N);
    odd6.intoArray(sums, 13 * Lanes.N);
    all7.intoArray(sums, 14 * Lanes.N);
    odd7.intoArray(sums, 15 * Lanes.N);
  }

  private static void tile4(byte[] w, Runs runs, EventList in) {
    int first = runs.firstWeight;
    int[] column = in.column;
    int[] delta = in.integer;
    int[] start = runs.start;
    IntVector all0 = IntVector.zero(Lanes.INTS);
    IntVector odd0 = IntVector.zero(Lanes.INTS);
    IntVector all1 = IntVector.zero(Lanes.INTS);
    IntVector odd1 = IntVector.zero(Lanes.INTS);
    IntVector all2 = IntVector.zero(Lanes.INTS);
    IntVector odd2 = IntVector.zero(Lanes.INTS);
    IntVector all3 = IntVector.zero(Lanes.INTS);
    IntVector odd3 = IntVector.zero(Lanes.INTS);
    for (int r = 0; r < runs.count; r++) {
      ShortVector s0 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s1 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s2 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
      ShortVector s3 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
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
      IntVector v0 = s0.reinterpretAsInts();
      all0 = all0.add(v0);
      odd0 = odd0.add(v0.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v1 = s1.reinterpretAsInts();
      all1 = all1.add(v1);
      odd1 = odd1.add(v1.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v2 = s2.reinterpretAsInts();
      all2 = all2.add(v2);
      odd2 = odd2.add(v2.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector v3 = s3.reinterpretAsInts();
      all3 = all3.add(v3);
      odd3 = odd3.add(v3.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
    int[] sums = runs.sums;
    all0.intoArray(sums, 0);
    odd0.intoArray(sums, Lanes.N);
    all1.intoArray(sums, 2 * Lanes.N);
    odd1.intoArray(sums, 3 * Lanes.N);
    all2.intoArray(sums, 4 * Lanes.N);
    odd2.intoArray(sums, 5 * Lanes.N);
    all3.intoArray(sums, 6 * Lanes.N);
    odd3.intoArray(sums, 7 * Lanes.N);
  }

  private static void tile1(byte[] w, Runs runs, EventList in) {
    int first = runs.firstWeight;
    int[] column = in.column;
    int[] delta = in.integer;
    int[] start = runs.start;
    IntVector all0 = IntVector.zero(Lanes.INTS);
    IntVector odd0 = IntVector.zero(Lanes.INTS);
    for (int r = 0; r < runs.count; r++) {
      ShortVector s0 = ShortVector.broadcast(Lanes.SHORTS, MIDDLE);
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
      IntVector v0 = s0.reinterpretAsInts();
      all0 = all0.add(v0);
      odd0 = odd0.add(v0.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
    int[] sums = runs.sums;
    all0.intoArray(sums, 0);
    odd0.intoArray(sums, Lanes.N);
  }

  /**
   * Takes the sums of a tile apart. Channels t to t + N stood in the even lanes, the next N in the
   * odd ones.
   */
  private static void add(Runs runs, int size, int[] o) {
    int[] sums = runs.sums;
    int middles = runs.count * (1 << (Short.SIZE - 1));
    int t = runs.firstOutput;
    for (int i = 0; i < size; i += WIDTH) {
      IntVector odd = IntVector.fromArray(Lanes.INTS, sums, i + Lanes.N);
      IntVector even =
          IntVector.fromArray(Lanes.INTS, sums, i)
              .sub(odd.lanewise(VectorOperators.LSHL, Short.SIZE));
      even.sub(middles).add(IntVector.fromArray(Lanes.INTS, o, t + i)).intoArray(o, t + i);
      odd.sub(middles)
          .add(IntVector.fromArray(Lanes.INTS, o, t + i + Lanes.N))
          .intoArray(o, t + i + Lanes.N);
    }
  }
}
