package saccade.training.pruning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;

/** Controls: masks that know nothing of magnitudes. */
public final class RandomMasks {
  private RandomMasks() {}

  /**
   * A random mask with as many survivors in each layer as another, and of its pattern: blocks stay
   * whole, with as many short ones; of every four columns as many survive as in the other mask.
   *
   * @param pattern that of the other mask
   * @param seed the same seed gives the same mask
   * @throws IllegalArgumentException if shapes differ or the mask splits blocks
   */
  public static Mask like(Architecture architecture, Mask mask, Pattern pattern, long seed) {
    mask.requireFit(architecture);
    SplittableRandom random = new SplittableRandom(seed);
    int[] sizes = new int[mask.layers()];
    List<BitSet> kept = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      Tiling tiling = Tiling.of(architecture, i, pattern.height());
      sizes[i] = tiling.weights();
      kept.add(
          pattern == Pattern.TWO_OF_FOUR
              ? groups(tiling, mask, random)
              : blocks(tiling, mask, random));
    }
    return new Mask(sizes, kept);
  }

  private static BitSet blocks(Tiling tiling, Mask mask, SplittableRandom random) {
    int whole = tiling.rows() / tiling.height() * tiling.columns();
    BitSet chosen = new BitSet(tiling.weights());
    draw(tiling, 0, whole, mask, random, chosen);
    draw(tiling, whole, tiling.blocks(), mask, random, chosen);
    return chosen;
  }

  private static BitSet groups(Tiling tiling, Mask mask, SplittableRandom random) {
    BitSet chosen = new BitSet(tiling.weights());
    for (int row = 0; row < tiling.rows(); row++) {
      for (int column = 0; column < tiling.columns(); column += TwoOfFour.GROUP) {
        int from = row * tiling.columns() + column;
        int to = from + Math.min(TwoOfFour.GROUP, tiling.columns() - column);
        draw(tiling, from, to, mask, random, chosen);
      }
    }
    return chosen;
  }

  /** As many blocks of a range as the mask keeps there, every choice equally likely. */
  private static void draw(
      Tiling tiling, int from, int to, Mask mask, SplittableRandom random, BitSet chosen) {
    int wanted = 0;
    for (int block = from; block < to; block++) {
      wanted += tiling.kept(block, mask) ? 1 : 0;
    }
    for (int block = from; wanted > 0; block++) {
      if (random.nextInt(to - block) < wanted) {
        tiling.set(block, chosen);
        wanted--;
      }
    }
  }
}
