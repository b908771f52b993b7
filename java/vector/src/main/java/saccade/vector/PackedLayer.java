package saccade.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.engine.Arm;
import saccade.engine.FanOut;
import saccade.engine.Kernel;
import saccade.engine.LayerCost;
import saccade.model.Activation;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.SparseRows;

/**
 * One layer as the kernels want it: weights event-major, [ky][kx][c][output channel], output
 * channels padded to whole vectors with zeros. Neuron (position, channel) lives at {@code position
 * * stride + channel}. Immutable, shared by all sessions of a plan.
 */
final class PackedLayer {
  final PlacedLayer placed;
  final @Nullable QuantizedLayer quantized;
  final Activation f;
  final Reach reach;
  final Kernel kernel;
  final LayerCost cost;

  /** Input channels of one input position. */
  final int inputChannels;

  final int inputPositions;
  final int channels;
  final int groups;

  /** Output channels padded to whole vectors. */
  final int stride;

  final int positions;

  /** Vectors of one position that a kernel keeps in registers. */
  final int tile;

  /** True if every input has a column of its own: one output position sees everything. */
  final boolean covers;

  /** True if accumulators are int32; float32 holds them exactly where they stay below 2^24. */
  final boolean integers;

  /** Counted multiplications of an event of every input, numbered (y, x, c). */
  final int[] costs;

  /** What an event of every input together would cost. */
  final long allCosts;

  /** Weights of {@link Kernel#LANES}; empty where not used. */
  final float[] floatColumns;

  /** True if columns can be added up in sums of 16 bits. */
  final boolean fitsShorts;

  /** True if they are. */
  final boolean shorts;

  /** Weights of {@link Kernel#LANES} in EXACT; empty where not used. */
  final byte[] byteColumns;

  /** Weights of {@link Kernel#BLOCKS}; none where not used. */
  final BlockColumns blocks;

  /** Weights of column c: from {@code start[c]} up to {@code start[c + 1]}. */
  final int[] start;

  /** Output channel of a weight. */
  final int[] row;

  /** Weight, grid point in EXACT. */
  final float[] weight;

  /** The same of {@link Kernel#WALK} with int32 accumulators; empty where not used. */
  final byte[] byteWeight;

  /** b, padded; where accumulators are floats. */
  final float[] bias;

  /** b, padded; where accumulators are integers. */
  final int[] integerBias;

  /** The dense kernel of a convolution; null if the layer runs dense as events from zero. */
  final @Nullable DenseConv direct;

  /** How pixels of a stack find what sees them; null where events are listed first. */
  final @Nullable PixelReach pixels;

  PackedLayer(
      PlacedLayer placed,
      @Nullable QuantizedLayer quantized,
      Arm arm,
      Incoming incoming,
      Kernel asked) {
    this.placed = placed;
    this.quantized = quantized;
    f = placed.layer().activation();
    SparseRows survivors = survivors(placed, quantized);
    boolean pruned = arm != Arm.DENSE && arm != Arm.DELTA;
    SparseRows pattern =
        pruned ? survivors : SparseRows.full(survivors.rows(), survivors.columns());
    FanOut fan = new FanOut(placed, pattern);
    reach = Reach.of(placed);
    cost = LayerCost.of(placed, pattern.entries());
    inputChannels = placed.input().channels();
    inputPositions = placed.input().height() * placed.input().width();
    channels = placed.output().channels();
    groups = fan.groups();
    stride = Lanes.padded(channels);
    positions = placed.output().height() * placed.output().width();
    covers = placed.covers();
    integers = quantized != null && (covers || !incoming.fitsFloat());
    tile = tile(stride / Lanes.N);
    costs = Reach.costs(fan);
    allCosts = Arrays.stream(costs).asLongStream().sum();
    int columns = placed.window().area() * inputChannels;
    start = new int[columns + 1];
    row = new int[pattern.entries()];
    weight = new float[pattern.entries()];
    pack(fan, pruned ? null : dense(placed, quantized));
    fitsShorts =
        integers
            && covers
            && stride % ShortLanes.WIDTH == 0
            && incoming.largestDelta() <= ShortLanes.LIMIT;
    kernel = Kernels.choose(this, asked);
    boolean lanes = kernel == Kernel.LANES;
    pixels = incoming.planes() > 0 ? PixelReach.of(this, incoming.planes()) : null;
    boolean bytes = quantized != null;
    floatColumns = lanes && !bytes ? columns() : new float[0];
    shorts = lanes && fitsShorts;
    byte[] inOrder = lanes && bytes ? byteColumns() : new byte[0];
    byteColumns = shorts ? ShortLanes.packed(inOrder, stride) : inOrder;
    byteWeight = kernel == Kernel.WALK && integers ? byteWeights() : new byte[0];
    blocks = kernel == Kernel.BLOCKS ? BlockColumns.of(this) : BlockColumns.NONE;
    bias = new float[integers ? 0 : stride];
    integerBias = new int[integers ? stride : 0];
    fillBias();
    boolean dense = !covers && !integers && hasEdges() && ConvPlanes.fit(placed);
    direct = dense ? incoming.bytes() ? new ShortConv(this) : new FloatConv(this) : null;
  }

  /** Numbers of positions that accumulators have room for. */
  int room() {
    return pixels == null ? positions : pixels.positions();
  }

  /** True if a weight stands at a tap inside the image. */
  boolean hasEdges() {
    return Arrays.stream(costs).anyMatch(c -> c > 0);
  }

  private static SparseRows survivors(PlacedLayer placed, @Nullable QuantizedLayer quantized) {
    return quantized == null ? placed.layer().weights().pattern() : quantized.weights().pattern();
  }

  private static float[] dense(PlacedLayer placed, @Nullable QuantizedLayer quantized) {
    if (quantized == null) {
      return placed.layer().weights().toDense();
    }
    byte[] points = quantized.weights().toDense();
    float[] all = new float[points.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = points[i];
    }
    return all;
  }

  private static int tile(int vectors) {
    return vectors % 8 == 0 ? 8 : vectors % 4 == 0 ? 4 : vectors % 2 == 0 ? 2 : 1;
  }

  /** Entries in column order; {@code all} are row-major weights if zeros are kept too. */
  private void pack(FanOut fan, float @Nullable [] all) {
    for (int c = 0; c < start.length; c++) {
      start[c] = fan.start(c);
    }
    for (int k = 0; k < row.length; k++) {
      int entry = fan.entry(k);
      row[k] = fan.row(k);
      weight[k] =
          all != null
              ? all[entry]
              : quantized == null
                  ? placed.layer().weights().value(entry)
                  : quantized.weights().value(entry);
    }
  }

  private float[] columns() {
    float[] w = new float[Math.multiplyExact(start.length - 1, stride)];
    for (int c = 0; c < start.length - 1; c++) {
      for (int k = start[c]; k < start[c + 1]; k++) {
        w[c * stride + row[k]] = weight[k];
      }
    }
    return w;
  }

  private byte[] byteColumns() {
    byte[] w = new byte[Math.addExact(Math.multiplyExact(start.length - 1, stride), Lanes.SLACK)];
    for (int c = 0; c < start.length - 1; c++) {
      for (int k = start[c]; k < start[c + 1]; k++) {
        w[c * stride + row[k]] = (byte) weight[k];
      }
    }
    return w;
  }

  private byte[] byteWeights() {
    byte[] w = new byte[weight.length];
    for (int k = 0; k < w.length; k++) {
      w[k] = (byte) weight[k];
    }
    return w;
  }

  private void fillBias() {
    for (int c = 0; c < channels; c++) {
      if (integers && quantized != null) {
        integerBias[c] = quantized.bias(c);
      } else {
        bias[c] = quantized == null ? placed.layer().bias().at(c) : quantized.bias(c);
      }
    }
  }
}
