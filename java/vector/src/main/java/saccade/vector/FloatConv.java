package saccade.vector;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/**
 * A dense convolution in floats.
 *
 * <p>Per weight and vector: a load and a fused multiply-add, 1.7 cycles (Zen 4, 512 bits), the
 * load's, as most touch two cache lines; 2.1 to 2.4 were measured. A tile of vectors stays in
 * registers over all weights of a channel.
 */
final class FloatConv implements DenseConv {
  /** Vectors of a tile that there are methods for. */
  private static final int[] TILES = {8, 7, 6, 5, 4, 3};

  private final ConvPlanes planes;
  private final FloatPlanes input;
  private final PackedLayer p;
  private final ConvTiles tiles;
  private final int[] start;
  private final int[] offset;
  private final float[] weight;

  FloatConv(PackedLayer p) {
    this.p = p;
    planes = new ConvPlanes(p.placed);
    input = new FloatPlanes(planes);
    tiles = new ConvTiles(p, planes, IntStream.range(0, Lanes.N).toArray(), TILES);
    start = new int[p.channels + 1];
    offset = new int[p.row.length];
    weight = new float[p.row.length];
    transpose();
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
    double values = planes.cycles(p) + 1.5 * p.positions * p.channels;
    return 2.0 * weight.length * tiles.lanes / Lanes.N + values; // most loads touch two cache lines
  }

  @Override
  public int floats() {
    return planes.size() + tiles.lanes;
  }

  @Override
  public int shorts() {
    return 0;
  }

  @Override
  public int rows() {
    return p.channels * tiles.rowSize;
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
    for (int l = 0; l < tiles.lanes; l += tiles.size) {
      for (int r = 0; r < p.channels; r++) {
        channel(scratch.floats, r, l, scratch.rows, r * tiles.rowSize);
      }
      tiles.scatter(scratch.rows, l, o);
    }
    return (long) weight.length * tiles.lanes;
  }

  private void channel(float[] input, int r, int at, float[] rows, int to) {
    switch (tiles.vectors) {
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
