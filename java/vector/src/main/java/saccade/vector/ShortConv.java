package saccade.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A dense convolution of EXACT whose inputs are 0 to 255, in sums of 16 bits: twice as many lanes
 * as floats have ({@link ShortPairs}).
 */
final class ShortConv implements DenseConv {
  private static final int WIDTH = 2 * Lanes.N;

  private final PackedLayer p;
  private final ConvPlanes planes;
  private final ShortPlanes input;
  private final ConvTiles tiles;
  private final ShortPairs pairs;

  ShortConv(PackedLayer p) {
    this.p = p;
    planes = new ConvPlanes(p.placed);
    input = new ShortPlanes(planes);
    tiles = new ConvTiles(p, planes, order(), ShortPairs.TILES);
    pairs = new ShortPairs(p, planes);
  }

  /** Of each vector even outputs come first: they are the lower halves of ints. */
  private static int[] order() {
    int[] order = new int[WIDTH];
    for (int lane = 0; lane < WIDTH; lane++) {
      order[lane] = lane % 2 * Lanes.N + lane / 2;
    }
    return order;
  }

  @Override
  public double cycles() {
    double values = planes.cycles(p) + 2.0 * p.positions * p.channels;
    return 2.6 * pairs.size() * tiles.lanes / WIDTH + values; // most loads touch two cache lines
  }

  @Override
  public int floats() {
    return 0;
  }

  @Override
  public int shorts() {
    return planes.size() + tiles.lanes;
  }

  @Override
  public int rows() {
    return p.channels * tiles.rowSize;
  }

  @Override
  public void clearPadding(DenseScratch scratch) {
    input.clearPadding(scratch.words);
  }

  @Override
  public void fill(byte[] source, int from, int c, DenseScratch scratch) {
    input.fill(source, from, c, scratch.words);
  }

  @Override
  public void fill(LayerState before, DenseScratch scratch) {
    input.fill(before, scratch.packed, scratch.words);
  }

  @Override
  public void fill(Values values, DenseScratch scratch) {
    input.fill(values, scratch.words);
  }

  @Override
  public long run(DenseScratch scratch, float[] o) {
    for (int l = 0; l < tiles.lanes; l += tiles.size) {
      for (int r = 0; r < p.channels; r++) {
        pairs.sum(tiles.vectors, 2 * r, scratch.words, l, scratch.negative);
        pairs.sum(tiles.vectors, 2 * r + 1, scratch.words, l, scratch.positive);
        collect(scratch, p.bias[r], r * tiles.rowSize);
      }
      tiles.scatter(scratch.rows, l, o);
    }
    return (long) pairs.size() * tiles.lanes;
  }

  /** The sums of even positions, then those of odd ones, for each vector of a channel's tile. */
  private void collect(DenseScratch scratch, float bias, int to) {
    for (int i = 0; i < tiles.size; i += WIDTH) {
      IntVector all =
          IntVector.fromArray(Lanes.INTS, scratch.positive, i)
              .sub(IntVector.fromArray(Lanes.INTS, scratch.negative, i));
      IntVector odd =
          IntVector.fromArray(Lanes.INTS, scratch.positive, i + Lanes.N)
              .sub(IntVector.fromArray(Lanes.INTS, scratch.negative, i + Lanes.N));
      IntVector even = all.sub(odd.lanewise(VectorOperators.LSHL, Short.SIZE));
      ((FloatVector) even.convert(VectorOperators.I2F, 0))
          .add(bias)
          .intoArray(scratch.rows, to + i);
      ((FloatVector) odd.convert(VectorOperators.I2F, 0))
          .add(bias)
          .intoArray(scratch.rows, to + i + Lanes.N);
    }
  }
}
