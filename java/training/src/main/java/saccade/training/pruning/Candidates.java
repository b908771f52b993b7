package saccade.training.pruning;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/**
 * The blocks of some layers that a mask still keeps, the largest first and of equals the first
 * layer's and the first. Blocks are numbered through all those layers.
 */
final class Candidates {
  private final List<Tiling> tilings;

  /** Number of each layer's first block, and at the end the number of blocks. */
  private final int[] start;

  /** Number in the lower half, what grows as the score falls in the upper. */
  private final long[] order;

  Candidates(List<Tiling> tilings, Parameters trained, Mask current) {
    this.tilings = tilings;
    start = new int[tilings.size() + 1];
    for (int i = 0; i < tilings.size(); i++) {
      start[i + 1] = Math.addExact(start[i], tilings.get(i).blocks());
    }
    long[] keys = new long[start[tilings.size()]];
    int count = 0;
    for (int i = 0; i < tilings.size(); i++) {
      count = rank(i, trained, current, keys, count);
    }
    order = Arrays.copyOf(keys, count);
    Arrays.sort(order);
  }

  private int rank(int index, Parameters trained, Mask current, long[] keys, int from) {
    Tiling tiling = tilings.get(index);
    float[] weights = trained.weights(tiling.layer());
    int count = from;
    for (int block = 0; block < tiling.blocks(); block++) {
      if (tiling.kept(block, current)) {
        // The bits of floats that are not negative grow with them.
        int falling = Integer.MAX_VALUE - Float.floatToIntBits(tiling.score(block, weights));
        keys[count++] = (long) falling << Integer.SIZE | (start[index] + block);
      }
    }
    return count;
  }

  /**
   * The best blocks after those that are sure of their place, until the next would miss the number
   * of weights by more than it comes closer.
   */
  BitSet best(BitSet sure, long weights) {
    BitSet chosen = (BitSet) sure.clone();
    long left = weights - weights(sure);
    for (long key : order) {
      int block = (int) key;
      if (!chosen.get(block)) {
        int size = size(block);
        if (2 * left < size) {
          break;
        }
        chosen.set(block);
        left -= size;
      }
    }
    return chosen;
  }

  /** The best blocks of each layer that fill it up to that many weights, besides those given. */
  BitSet filling(BitSet sure, int weights) {
    BitSet chosen = new BitSet();
    long[] held = new long[tilings.size()];
    sure.stream().forEach(block -> held[index(block)] += size(block));
    for (long key : order) {
      int block = (int) key;
      int index = index(block);
      if (held[index] < weights && !sure.get(block)) {
        chosen.set(block);
        held[index] += size(block);
      }
    }
    return chosen;
  }

  /** That many best blocks of each band of rows. */
  BitSet bestOfBands(int blocks) {
    BitSet chosen = new BitSet();
    int[][] held = tilings.stream().map(t -> new int[t.bands()]).toArray(int[][]::new);
    for (long key : order) {
      int block = (int) key;
      int index = index(block);
      int band = tilings.get(index).band(block - start[index]);
      if (held[index][band] < blocks) {
        chosen.set(block);
        held[index][band]++;
      }
    }
    return chosen;
  }

  long weights(BitSet blocks) {
    return blocks.stream().asLongStream().map(block -> size((int) block)).sum();
  }

  /** The part of a set that lies in one layer, as that layer's weights. */
  BitSet weightsOf(int index, BitSet blocks) {
    Tiling tiling = tilings.get(index);
    BitSet weights = new BitSet(tiling.weights());
    blocks.get(start[index], start[index + 1]).stream().forEach(b -> tiling.set(b, weights));
    return weights;
  }

  private int size(int block) {
    int index = index(block);
    return tilings.get(index).size(block - start[index]);
  }

  private int index(int block) {
    int index = 0;
    while (block >= start[index + 1]) {
      index++;
    }
    return index;
  }
}
