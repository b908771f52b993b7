package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The weights of {@link ShortConv}. Those of one sign go in pairs, as magnitudes: two products of
 * bytes, added up, fit 16 bits without a sign. Such a sum is half of an int, and two sums of ints
 * take halves apart again: one of whole ints, one of upper halves; what the first has beside the
 * second are the lower halves. One method per number of vectors that stay in registers, because a
 * constant is what keeps them there.
 *
 * <p>Per pair and vector: two loads, two multiplications, a shift and three additions, 3.4 cycles
 * (Zen 4, 512 bits), the loads', as most touch two cache lines; 4.5 to 4.9 were measured.
 */
final class ShortPairs {
  /** Vectors of a tile that there are methods for; long ones need 32 registers. */
  static final int[] TILES = Lanes.N == 16 ? new int[] {7, 5, 3, 2} : new int[] {5, 3, 2};

  /** Room for the sums of the longest tile. */
  static final int SUMS = TILES[0] * 2 * Lanes.N;

  private static final int BYTES = Short.BYTES * 2 * Lanes.N;

  /** List 2 * r has the negative weights of channel r, list 2 * r + 1 the others. */
  private final int[] start;

  /** In bytes. */
  private final int[] offset;

  /** The magnitude in both halves. */
  private final int[] weight;

  ShortPairs(PackedLayer p, ConvPlanes planes) {
    start = starts(p);
    offset = new int[start[2 * p.channels]];
    weight = new int[offset.length];
    transpose(p, planes);
  }

  /** Weights, with those of 0 that fill up pairs. */
  int size() {
    return weight.length;
  }

  /** Where the weights of each channel and sign start; an odd number is filled up to pairs. */
  private static int[] starts(PackedLayer p) {
    int[] start = new int[2 * p.channels + 1];
    for (int k = 0; k < p.row.length; k++) {
      start[list(p, k) + 1]++;
    }
    for (int i = 0; i < 2 * p.channels; i++) {
      start[i + 1] = start[i] + (start[i + 1] + 1) / 2 * 2;
    }
    return start;
  }

  private static int list(PackedLayer p, int k) {
    return 2 * p.row[k] + (p.weight[k] < 0 ? 0 : 1);
  }

  /** From columns to rows; what fills up a pair is a weight of 0. */
  private void transpose(PackedLayer p, ConvPlanes planes) {
    int[] next = start.clone();
    for (int c = 0; c < p.start.length - 1; c++) {
      for (int k = p.start[c]; k < p.start[c + 1]; k++) {
        int at = next[list(p, k)]++;
        offset[at] = Short.BYTES * planes.offset(c);
        weight[at] = Math.abs((int) p.weight[k]) * ((1 << Short.SIZE) + 1);
      }
    }
  }

  /**
   * What the weights of a list make of the positions of a tile, {@code first} and up: for each
   * vector the sums of whole ints, then those of upper halves.
   */
  void sum(int tile, int list, byte[] input, int first, int[] sums) {
    int from = start[list];
    int to = start[list + 1];
    int at = Short.BYTES * first;
    switch (tile) {
      case 7 -> pairs7(input, from, to, at, sums);
      case 5 -> pairs5(input, from, to, at, sums);
      case 3 -> pairs3(input, from, to, at, sums);
      default -> pairs2(input, from, to, at, sums);
    }
  }

  private void pairs7(byte[] input, int from, int to, int at, int[] sums) {
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
    for (int k = from; k < to; k += 2) {
      ShortVector v = IntVector.broadcast(Lanes.INTS, weight[k]).reinterpretAsShorts();
      ShortVector w = IntVector.broadcast(Lanes.INTS, weight[k + 1]).reinterpretAsShorts();
      int i = at + offset[k];
      int j = at + offset[k + 1];
      IntVector s0 =
          ByteVector.fromArray(Lanes.BYTES, input, i)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all0 = all0.add(s0);
      odd0 = odd0.add(s0.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s1 =
          ByteVector.fromArray(Lanes.BYTES, input, i + BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j + BYTES).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all1 = all1.add(s1);
      odd1 = odd1.add(s1.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s2 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 2 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 2 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all2 = all2.add(s2);
      odd2 = odd2.add(s2.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s3 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 3 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 3 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all3 = all3.add(s3);
      odd3 = odd3.add(s3.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s4 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 4 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 4 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all4 = all4.add(s4);
      odd4 = odd4.add(s4.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s5 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 5 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 5 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all5 = all5.add(s5);
      odd5 = odd5.add(s5.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s6 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 6 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 6 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all6 = all6.add(s6);
      odd6 = odd6.add(s6.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
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
  }

  private void pairs5(byte[] input, int from, int to, int at, int[] sums) {
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
    for (int k = from; k < to; k += 2) {
      ShortVector v = IntVector.broadcast(Lanes.INTS, weight[k]).reinterpretAsShorts();
      ShortVector w = IntVector.broadcast(Lanes.INTS, weight[k + 1]).reinterpretAsShorts();
      int i = at + offset[k];
      int j = at + offset[k + 1];
      IntVector s0 =
          ByteVector.fromArray(Lanes.BYTES, input, i)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all0 = all0.add(s0);
      odd0 = odd0.add(s0.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s1 =
          ByteVector.fromArray(Lanes.BYTES, input, i + BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j + BYTES).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all1 = all1.add(s1);
      odd1 = odd1.add(s1.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s2 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 2 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 2 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all2 = all2.add(s2);
      odd2 = odd2.add(s2.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s3 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 3 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 3 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all3 = all3.add(s3);
      odd3 = odd3.add(s3.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s4 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 4 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 4 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all4 = all4.add(s4);
      odd4 = odd4.add(s4.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
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
  }

  private void pairs3(byte[] input, int from, int to, int at, int[] sums) {
    IntVector all0 = IntVector.zero(Lanes.INTS);
    IntVector odd0 = IntVector.zero(Lanes.INTS);
    IntVector all1 = IntVector.zero(Lanes.INTS);
    IntVector odd1 = IntVector.zero(Lanes.INTS);
    IntVector all2 = IntVector.zero(Lanes.INTS);
    IntVector odd2 = IntVector.zero(Lanes.INTS);
    for (int k = from; k < to; k += 2) {
      ShortVector v = IntVector.broadcast(Lanes.INTS, weight[k]).reinterpretAsShorts();
      ShortVector w = IntVector.broadcast(Lanes.INTS, weight[k + 1]).reinterpretAsShorts();
      int i = at + offset[k];
      int j = at + offset[k + 1];
      IntVector s0 =
          ByteVector.fromArray(Lanes.BYTES, input, i)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all0 = all0.add(s0);
      odd0 = odd0.add(s0.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s1 =
          ByteVector.fromArray(Lanes.BYTES, input, i + BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j + BYTES).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all1 = all1.add(s1);
      odd1 = odd1.add(s1.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s2 =
          ByteVector.fromArray(Lanes.BYTES, input, i + 2 * BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(
                  ByteVector.fromArray(Lanes.BYTES, input, j + 2 * BYTES)
                      .reinterpretAsShorts()
                      .mul(w))
              .reinterpretAsInts();
      all2 = all2.add(s2);
      odd2 = odd2.add(s2.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
    all0.intoArray(sums, 0);
    odd0.intoArray(sums, Lanes.N);
    all1.intoArray(sums, 2 * Lanes.N);
    odd1.intoArray(sums, 3 * Lanes.N);
    all2.intoArray(sums, 4 * Lanes.N);
    odd2.intoArray(sums, 5 * Lanes.N);
  }

  private void pairs2(byte[] input, int from, int to, int at, int[] sums) {
    IntVector all0 = IntVector.zero(Lanes.INTS);
    IntVector odd0 = IntVector.zero(Lanes.INTS);
    IntVector all1 = IntVector.zero(Lanes.INTS);
    IntVector odd1 = IntVector.zero(Lanes.INTS);
    for (int k = from; k < to; k += 2) {
      ShortVector v = IntVector.broadcast(Lanes.INTS, weight[k]).reinterpretAsShorts();
      ShortVector w = IntVector.broadcast(Lanes.INTS, weight[k + 1]).reinterpretAsShorts();
      int i = at + offset[k];
      int j = at + offset[k + 1];
      IntVector s0 =
          ByteVector.fromArray(Lanes.BYTES, input, i)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all0 = all0.add(s0);
      odd0 = odd0.add(s0.lanewise(VectorOperators.LSHR, Short.SIZE));
      IntVector s1 =
          ByteVector.fromArray(Lanes.BYTES, input, i + BYTES)
              .reinterpretAsShorts()
              .mul(v)
              .add(ByteVector.fromArray(Lanes.BYTES, input, j + BYTES).reinterpretAsShorts().mul(w))
              .reinterpretAsInts();
      all1 = all1.add(s1);
      odd1 = odd1.add(s1.lanewise(VectorOperators.LSHR, Short.SIZE));
    }
    all0.intoArray(sums, 0);
    odd0.intoArray(sums, Lanes.N);
    all1.intoArray(sums, 2 * Lanes.N);
    odd1.intoArray(sums, 3 * Lanes.N);
  }
}
