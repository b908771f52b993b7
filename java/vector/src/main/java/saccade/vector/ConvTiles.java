package saccade.vector;

import saccade.model.Shape;
import saccade.model.Window;

/**
 * The tiles of vectors in which a dense convolution computes a channel's outputs. Rows of outputs
 * follow each other as rows of planes do, so each is followed by a few that lie beyond the image
 * and are thrown away. Immutable.
 */
final class ConvTiles {
  /** What the inputs of a tile may take: most of a first-level cache. */
  private static final int CACHE_BYTES = 31 << 10;

  /** Outputs of a channel, with those that are thrown away. */
  final int lanes;

  /** Vectors of a tile. */
  final int vectors;

  /** Outputs of a tile. */
  final int size;

  /** Floats from a channel's tile to the next channel's. */
  final int rowSize;

  private final Shape out;
  private final int stride;
  private final int width;
  private final int[] place;

  /**
   * Chooses the tile that leaves the fewest vectors over.
   *
   * @param order where each output of a vector stands in a row
   * @param sizes vectors that a tile may have, largest first; of equals the largest is taken
   */
  ConvTiles(PackedLayer p, ConvPlanes planes, int[] order, int... sizes) {
    out = p.placed.output();
    stride = p.stride;
    width = planes.width;
    int all = ceil((out.height() - 1) * width + out.width(), order.length);
    vectors = best(all, largest(planes, order.length), sizes);
    size = vectors * order.length;
    lanes = ceil(all, vectors) * size;
    rowSize = size + Lanes.N; // a gap keeps channels from falling on the same cache lines
    place = new int[size];
    for (int i = 0; i < size; i++) {
      int lane = i % order.length;
      place[i] = i - lane + order[lane];
    }
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Vectors whose inputs of all planes fit the cache, which all channels then find there. */
  private static int largest(ConvPlanes planes, int lanes) {
    Window window = planes.window;
    int y = (window.kernelHeight() - 1) * window.dilation().y() / window.strideY();
    int x = (window.kernelWidth() - 1) * window.dilation().x() / window.strideX();
    int bytes = Float.BYTES * Lanes.N / lanes;
    return (CACHE_BYTES / bytes / planes.count - y * planes.width - x) / lanes;
  }

  private static int best(int all, int largest, int[] sizes) {
    int best = sizes[sizes.length - 1];
    int fewest = Integer.MAX_VALUE;
    for (int t : sizes) {
      if (t <= largest && ceil(all, t) * t < fewest) {
        best = t;
        fewest = ceil(all, t) * t;
      }
    }
    return best;
  }

  /**
   * Outputs of a tile, {@code first} and up, that are inside the image, to where they are kept: one
   * at a time, 2 cycles each (7 us measured for the 12,800 of Table 1's first layer).
   */
  void scatter(float[] rows, int first, float[] o) {
    int end = Math.min(first + size, out.height() * width);
    for (int y = first / width; y * width < end; y++) {
      int to = Math.min(end, y * width + out.width());
      for (int i = Math.max(first, y * width); i < to; i++) {
        int at = (y * out.width() + i - y * width) * stride;
        gather(rows, place[i - first], o, at);
      }
    }
  }

  /** One output of every channel. */
  private void gather(float[] rows, int first, float[] o, int at) {
    int i = first;
    for (int k = 0; k < out.channels(); k++) {
      o[at + k] = rows[i];
      i += rowSize;
    }
  }
}
