package saccade.vector;

/**
 * Columns of weights cut into blocks of a vector, of which those without a weight are left out.
 * Block b holds the weights of the output channels {@code channel[b]} and following, at {@code b *
 * Lanes.N}; column c owns the blocks {@code start[c]} up to {@code start[c + 1]}. Immutable.
 */
final class BlockColumns {
  /** Of layers that have no use for blocks. */
  static final BlockColumns NONE = new BlockColumns(0, 0, false);

  final int[] start;
  final int[] channel;

  /** Weights where accumulators are floats; else empty. */
  final float[] floats;

  /** Weights where accumulators are integers; else empty. */
  final byte[] bytes;

  private BlockColumns(int columns, int blocks, boolean integers) {
    int weights = Math.multiplyExact(blocks, Lanes.N);
    start = new int[columns + 1];
    channel = new int[blocks];
    floats = new float[integers ? 0 : weights];
    bytes = new byte[integers ? Math.addExact(weights, Lanes.SLACK) : 0];
  }

  /** The blocks of a layer. */
  static BlockColumns of(PackedLayer p) {
    BlockColumns all = new BlockColumns(p.start.length - 1, count(p), p.integers);
    int next = 0;
    for (int c = 0; c < p.start.length - 1; c++) {
      all.start[c] = next;
      for (int k = p.start[c]; k < p.start[c + 1]; k++) {
        if (opens(p, c, k)) {
          all.channel[next++] = block(p, k) * Lanes.N;
        }
        all.put((next - 1) * Lanes.N + p.row[k] % Lanes.N, p.weight[k]);
      }
    }
    all.start[p.start.length - 1] = next;
    return all;
  }

  /** How many blocks of a layer hold a weight. */
  static int count(PackedLayer p) {
    int blocks = 0;
    for (int c = 0; c < p.start.length - 1; c++) {
      for (int k = p.start[c]; k < p.start[c + 1]; k++) {
        blocks += opens(p, c, k) ? 1 : 0;
      }
    }
    return blocks;
  }

  /** True of the first weight of a block; the weights of a column stand in the order of rows. */
  private static boolean opens(PackedLayer p, int c, int k) {
    return k == p.start[c] || block(p, k) != block(p, k - 1);
  }

  private static int block(PackedLayer p, int k) {
    return p.row[k] / Lanes.N;
  }

  private void put(int at, float weight) {
    if (floats.length > 0) {
      floats[at] = weight;
    } else {
      bytes[at] = (byte) weight;
    }
  }
}
