package saccade.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * A dense convolution of EXACT whose inputs are 0 to 255, in sums of 16 bits: twice as many lanes
 * as floats have ({@link ShortPairs}). Outputs of a row are followed by a few that lie beyond the
 * image and are thrown away.
 */
final class ShortConv implements DenseConv {
  private static final int WIDTH = 2 * Lanes.N;

  /** What all planes of a tile may take: most of a first-level cache. */
  private static final int CACHE_BYTES = 31 << 10;

  private final PackedLayer p;
  private final ConvPlanes planes;
  private final ShortPlanes input;
  private final int width;
  private final int tile;
  private final int lanes;
  private final ShortPairs pairs;

  ShortConv(PackedLayer p) {
    this.p = p;
    PlacedLayer placed = p.placed;
    planes = new ConvPlanes(placed);
    input = new ShortPlanes(planes);
    Shape out = placed.output();
    width = planes.width;
    int vectors = ceil((out.height() - 1) * width + out.width(), WIDTH);
    tile = bestTile(vectors, largestTile(placed.window()));
    lanes = ceil(vectors, tile) * tile * WIDTH;
    pairs = new ShortPairs(p, planes);
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Vectors whose inputs of all planes fit the cache, which all channels then find there. */
  private int largestTile(Window window) {
    int y = (window.kernelHeight() - 1) * window.dilation().y() / window.strideY();
    int x = (window.kernelWidth() - 1) * window.dilation().x() / window.strideX();
    return (CACHE_BYTES / Short.BYTES / planes.count - y * width - x) / WIDTH;
  }

  /** The tile that leaves the fewest vectors over; the largest of equals. */
  private static int bestTile(int vectors, int largest) {
    int best = ShortPairs.TILES[ShortPairs.TILES.length - 1];
    int fewest = Integer.MAX_VALUE;
    for (int t : ShortPairs.TILES) {
      if (t <= largest && ceil(vectors, t) * t < fewest) {
        best = t;
        fewest = ceil(vectors, t) * t;
      }
    }
    return best;
  }

  @Override
  public double cycles() {
    double values =
        (p.pixels == null ? 3 : planes.cyclesPerValue()) * p.placed.input().size()
            + 2.0 * p.positions * p.channels;
    return 2.6 * pairs.size() * lanes / WIDTH + values; // most loads touch two cache lines
  }

  @Override
  public int floats() {
    return 0;
  }

  @Override
  public int shorts() {
    return planes.size() + lanes;
  }

  @Override
  public int rows() {
    return p.channels * rowSize();
  }

  /** A tile of one channel, and a gap that keeps channels from falling on the same cache lines. */
  private int rowSize() {
    return tile * WIDTH + Lanes.N;
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
    for (int l = 0; l < lanes; l += tile * WIDTH) {
      for (int r = 0; r < p.channels; r++) {
        pairs.sum(tile, 2 * r, scratch.words, l, scratch.negative);
        pairs.sum(tile, 2 * r + 1, scratch.words, l, scratch.positive);
        collect(scratch, p.bias[r], r * rowSize());
      }
      scatter(scratch.rows, l, o);
    }
    return (long) pairs.size() * lanes;
  }

  /** The sums of even positions, then those of odd ones, for each vector of a channel's tile. */
  private void collect(DenseScratch scratch, float bias, int to) {
    for (int i = 0; i < tile * WIDTH; i += WIDTH) {
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

  /** Positions of a tile that are inside the image, to where the layer keeps them. */
  private void scatter(float[] rows, int first, float[] o) {
    Shape out = p.placed.output();
    int end = Math.min(first + tile * WIDTH, out.height() * width);
    for (int y = first / width; y * width < end; y++) {
      int to = Math.min(end, y * width + out.width());
      for (int i = Math.max(first, y * width); i < to; i++) {
        int at = (y * out.width() + i - y * width) * p.stride;
        int lane = (i - first) % WIDTH;
        int from = i - first - lane + lane % 2 * Lanes.N + lane / 2;
        gather(rows, from, rowSize(), o, at, p.channels);
      }
    }
  }

  /** So many values, {@code step} apart, side by side. */
  private static void gather(float[] from, int first, int step, float[] into, int at, int length) {
    int i = first;
    for (int k = 0; k < length; k++) {
      into[at + k] = from[i];
      i += step;
    }
  }
}
