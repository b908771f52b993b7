package saccade.vector;

import jdk.incubator.vector.FloatVector;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * A dense convolution in floats. Outputs of a row are followed by a few that lie beyond the image
 * and are thrown away.
 *
 * <p>Per weight and vector: a load and a fused multiply-add, 1.7 cycles (Zen 4, 512 bits), the
 * load's, as most touch two cache lines; 2.2 were measured. A tile of vectors stays in registers
 * over all weights of a channel.
 */
final class FloatConv implements DenseConv {
  private static final int SMALLEST_TILE = 3;
  private static final int LARGEST_TILE = 8;

  /** What all planes of a tile may take: most of a first-level cache. */
  private static final int CACHE_BYTES = 31 << 10;

  private final ConvPlanes planes;
  private final FloatPlanes input;
  private final PackedLayer p;
  private final int width;
  private final int tile;
  private final int lanes;
  private final int[] start;
  private final int[] offset;
  private final float[] weight;

  FloatConv(PackedLayer p) {
    this.p = p;
    PlacedLayer placed = p.placed;
    planes = new ConvPlanes(placed);
    input = new FloatPlanes(planes);
    Shape out = placed.output();
    width = planes.width;
    int vectors = ceil((out.height() - 1) * width + out.width(), Lanes.N);
    tile = bestTile(vectors, largestTile(placed.window()));
    lanes = ceil(vectors, tile) * tile * Lanes.N;
    start = new int[p.channels + 1];
    offset = new int[p.row.length];
    weight = new float[p.row.length];
    transpose();
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Vectors whose inputs of all planes fit the cache, which all channels then find there. */
  private int largestTile(Window window) {
    int y = (window.kernelHeight() - 1) * window.dilation().y() / window.strideY();
    int x = (window.kernelWidth() - 1) * window.dilation().x() / window.strideX();
    int floats = CACHE_BYTES / Float.BYTES / planes.count - y * width - x;
    return Math.max(SMALLEST_TILE, Math.min(LARGEST_TILE, floats / Lanes.N));
  }

  /** The tile that leaves the fewest vectors over; the largest of equals. */
  private static int bestTile(int vectors, int largest) {
    int best = largest;
    for (int t = largest - 1; t >= SMALLEST_TILE; t--) {
      if (ceil(vectors, t) * t < ceil(vectors, best) * best) {
        best = t;
      }
    }
    return best;
  }

  /** From columns to rows: every output channel has its weights together. */
  private void transpose() {
    for (int r : p.row) {
      start[r + 1]++;
    }
    for (int r = 0; r < p.channels; r++) {
      start[r + 1] += start[r];
    }
    int[] next = start.clone();
    for (int c = 0; c < p.start.length - 1; c++) {
      for (int k = p.start[c]; k < p.start[c + 1]; k++) {
        int at = next[p.row[k]]++;
        offset[at] = planes.offset(c);
        weight[at] = p.weight[k];
      }
    }
  }

  @Override
  public double cycles() {
    double values =
        (p.pixels == null ? 3 : planes.cyclesPerValue()) * p.placed.input().size()
            + 1.5 * p.positions * p.channels;
    return 2.0 * weight.length * lanes / Lanes.N + values; // most loads touch two cache lines
  }

  @Override
  public int floats() {
    return planes.size() + lanes;
  }

  @Override
  public int shorts() {
    return 0;
  }

  @Override
  public int rows() {
    return p.channels * rowSize();
  }

  /** A tile of one channel, and a gap that keeps channels from falling on the same cache lines. */
  private int rowSize() {
    return (tile + 1) * Lanes.N;
  }

  @Override
  public void clearPadding(DenseScratch scratch) {
    input.clearPadding(scratch.floats);
  }

  @Override
  public void fill(byte[] source, int from, int c, DenseScratch scratch) {
    input.fill(source, from, c, scratch.floats);
  }

  @Override
  public void fill(LayerState before, DenseScratch scratch) {
    input.fill(before, scratch.floats);
  }

  @Override
  public void fill(Values values, DenseScratch scratch) {
    input.fill(values, scratch.floats);
  }

  @Override
  public long run(DenseScratch scratch, float[] o) {
    for (int l = 0; l < lanes; l += tile * Lanes.N) {
      for (int r = 0; r < p.channels; r++) {
        channel(scratch.floats, r, l, scratch.rows, r * rowSize());
      }
      scatter(scratch.rows, l, o);
    }
    return (long) weight.length * lanes;
  }

  /** Positions of a tile that are inside the image, to where the layer keeps them. */
  private void scatter(float[] rows, int first, float[] o) {
    Shape out = p.placed.output();
    int end = Math.min(first + tile * Lanes.N, out.height() * width);
    for (int y = first / width; y * width < end; y++) {
      int to = Math.min(end, y * width + out.width());
      for (int i = Math.max(first, y * width); i < to; i++) {
        int at = (y * out.width() + i - y * width) * p.stride;
        gather(rows, i - first, rowSize(), o, at, p.channels);
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

  private void channel(float[] input, int r, int at, float[] rows, int to) {
    switch (tile) {
      case 8 -> tile8(input, r, at, rows, to);
      case 7 -> tile7(input, r, at, rows, to);
      case 6 -> tile6(input, r, at, rows, to);
      case 5 -> tile5(input, r, at, rows, to);
      case 4 -> tile4(input, r, at, rows, to);
      default -> tile3(input, r, at, rows, to);
    }
  }

  private void tile8(float[] input, int r, int at, float[] rows, int to) {
    int end = start[r + 1];
    float bias = p.bias[r];
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a6 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a7 = FloatVector.broadcast(Lanes.FLOATS, bias);
    for (int k = start[r]; k < end; k++) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      int i = at + offset[k];
      a0 = FloatVector.fromArray(Lanes.FLOATS, input, i).fma(w, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, input, i + Lanes.N).fma(w, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, input, i + 2 * Lanes.N).fma(w, a2);
      a3 = FloatVector.fromArray(Lanes.FLOATS, input, i + 3 * Lanes.N).fma(w, a3);
      a4 = FloatVector.fromArray(Lanes.FLOATS, input, i + 4 * Lanes.N).fma(w, a4);
      a5 = FloatVector.fromArray(Lanes.FLOATS, input, i + 5 * Lanes.N).fma(w, a5);
      a6 = FloatVector.fromArray(Lanes.FLOATS, input, i + 6 * Lanes.N).fma(w, a6);
      a7 = FloatVector.fromArray(Lanes.FLOATS, input, i + 7 * Lanes.N).fma(w, a7);
    }
    a0.intoArray(rows, to);
    a1.intoArray(rows, to + Lanes.N);
    a2.intoArray(rows, to + 2 * Lanes.N);
    a3.intoArray(rows, to + 3 * Lanes.N);
    a4.intoArray(rows, to + 4 * Lanes.N);
    a5.intoArray(rows, to + 5 * Lanes.N);
    a6.intoArray(rows, to + 6 * Lanes.N);
    a7.intoArray(rows, to + 7 * Lanes.N);
  }

  private void tile7(float[] input, int r, int at, float[] rows, int to) {
    int end = start[r + 1];
    float bias = p.bias[r];
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a6 = FloatVector.broadcast(Lanes.FLOATS, bias);
    for (int k = start[r]; k < end; k++) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      int i = at + offset[k];
      a0 = FloatVector.fromArray(Lanes.FLOATS, input, i).fma(w, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, input, i + Lanes.N).fma(w, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, input, i + 2 * Lanes.N).fma(w, a2);
      a3 = FloatVector.fromArray(Lanes.FLOATS, input, i + 3 * Lanes.N).fma(w, a3);
      a4 = FloatVector.fromArray(Lanes.FLOATS, input, i + 4 * Lanes.N).fma(w, a4);
      a5 = FloatVector.fromArray(Lanes.FLOATS, input, i + 5 * Lanes.N).fma(w, a5);
      a6 = FloatVector.fromArray(Lanes.FLOATS, input, i + 6 * Lanes.N).fma(w, a6);
    }
    a0.intoArray(rows, to);
    a1.intoArray(rows, to + Lanes.N);
    a2.intoArray(rows, to + 2 * Lanes.N);
    a3.intoArray(rows, to + 3 * Lanes.N);
    a4.intoArray(rows, to + 4 * Lanes.N);
    a5.intoArray(rows, to + 5 * Lanes.N);
    a6.intoArray(rows, to + 6 * Lanes.N);
  }

  private void tile6(float[] input, int r, int at, float[] rows, int to) {
    int end = start[r + 1];
    float bias = p.bias[r];
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, bias);
    for (int k = start[r]; k < end; k++) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      int i = at + offset[k];
      a0 = FloatVector.fromArray(Lanes.FLOATS, input, i).fma(w, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, input, i + Lanes.N).fma(w, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, input, i + 2 * Lanes.N).fma(w, a2);
      a3 = FloatVector.fromArray(Lanes.FLOATS, input, i + 3 * Lanes.N).fma(w, a3);
      a4 = FloatVector.fromArray(Lanes.FLOATS, input, i + 4 * Lanes.N).fma(w, a4);
      a5 = FloatVector.fromArray(Lanes.FLOATS, input, i + 5 * Lanes.N).fma(w, a5);
    }
    a0.intoArray(rows, to);
    a1.intoArray(rows, to + Lanes.N);
    a2.intoArray(rows, to + 2 * Lanes.N);
    a3.intoArray(rows, to + 3 * Lanes.N);
    a4.intoArray(rows, to + 4 * Lanes.N);
    a5.intoArray(rows, to + 5 * Lanes.N);
  }

  private void tile5(float[] input, int r, int at, float[] rows, int to) {
    int end = start[r + 1];
    float bias = p.bias[r];
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, bias);
    for (int k = start[r]; k < end; k++) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      int i = at + offset[k];
      a0 = FloatVector.fromArray(Lanes.FLOATS, input, i).fma(w, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, input, i + Lanes.N).fma(w, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, input, i + 2 * Lanes.N).fma(w, a2);
      a3 = FloatVector.fromArray(Lanes.FLOATS, input, i + 3 * Lanes.N).fma(w, a3);
      a4 = FloatVector.fromArray(Lanes.FLOATS, input, i + 4 * Lanes.N).fma(w, a4);
    }
    a0.intoArray(rows, to);
    a1.intoArray(rows, to + Lanes.N);
    a2.intoArray(rows, to + 2 * Lanes.N);
    a3.intoArray(rows, to + 3 * Lanes.N);
    a4.intoArray(rows, to + 4 * Lanes.N);
  }

  private void tile4(float[] input, int r, int at, float[] rows, int to) {
    int end = start[r + 1];
    float bias = p.bias[r];
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, bias);
    for (int k = start[r]; k < end; k++) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      int i = at + offset[k];
      a0 = FloatVector.fromArray(Lanes.FLOATS, input, i).fma(w, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, input, i + Lanes.N).fma(w, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, input, i + 2 * Lanes.N).fma(w, a2);
      a3 = FloatVector.fromArray(Lanes.FLOATS, input, i + 3 * Lanes.N).fma(w, a3);
    }
    a0.intoArray(rows, to);
    a1.intoArray(rows, to + Lanes.N);
    a2.intoArray(rows, to + 2 * Lanes.N);
    a3.intoArray(rows, to + 3 * Lanes.N);
  }

  private void tile3(float[] input, int r, int at, float[] rows, int to) {
    int end = start[r + 1];
    float bias = p.bias[r];
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, bias);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, bias);
    for (int k = start[r]; k < end; k++) {
      FloatVector w = FloatVector.broadcast(Lanes.FLOATS, weight[k]);
      int i = at + offset[k];
      a0 = FloatVector.fromArray(Lanes.FLOATS, input, i).fma(w, a0);
      a1 = FloatVector.fromArray(Lanes.FLOATS, input, i + Lanes.N).fma(w, a1);
      a2 = FloatVector.fromArray(Lanes.FLOATS, input, i + 2 * Lanes.N).fma(w, a2);
    }
    a0.intoArray(rows, to);
    a1.intoArray(rows, to + Lanes.N);
    a2.intoArray(rows, to + 2 * Lanes.N);
  }
}
