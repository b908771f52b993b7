package saccade.training.pruning;

import java.util.BitSet;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;

/**
 * A layer cut into what is pruned as one: blocks of {@code height} rows in one column, in the order
 * of their first weights. Single weights are blocks of one row.
 */
record Tiling(String name, int layer, int rows, int columns, int height) {
  static Tiling of(Architecture architecture, int layer, int height) {
    return new Tiling(
        architecture.layers().get(layer).name(),
        layer,
        architecture.layers().get(layer).outputs(),
        architecture.columns(layer),
        height);
  }

  int weights() {
    return rows * columns;
  }

  /** Bands of rows that lie in the same blocks. */
  int bands() {
    return (rows + height - 1) / height;
  }

  int blocks() {
    return bands() * columns;
  }

  int band(int block) {
    return block / columns;
  }

  int size(int block) {
    return Math.min(height, rows - band(block) * height);
  }

  int weight(int block, int row) {
    return (band(block) * height + row) * columns + block % columns;
  }

  /** Mean magnitude. */
  float score(int block, float[] weights) {
    double sum = 0;
    int size = size(block);
    for (int i = 0; i < size; i++) {
      sum += Math.abs(weights[weight(block, i)]);
    }
    return (float) (sum / size);
  }

  void set(int block, BitSet weights) {
    int size = size(block);
    for (int i = 0; i < size; i++) {
      weights.set(weight(block, i));
    }
  }

  /**
   * Whether the mask keeps the block.
   *
   * @throws IllegalArgumentException if it keeps a part of it
   */
  boolean kept(int block, Mask mask) {
    boolean kept = mask.keeps(layer, weight(block, 0));
    for (int i = 1; i < size(block); i++) {
      if (mask.keeps(layer, weight(block, i)) != kept) {
        throw new IllegalArgumentException(
            "the mask splits the block of layer %s at output %d, column %d; give whole blocks"
                .formatted(name, band(block) * height, block % columns));
      }
    }
    return kept;
  }
}
