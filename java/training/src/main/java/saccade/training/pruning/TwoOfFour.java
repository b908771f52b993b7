package saccade.training.pruning;

import java.util.BitSet;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** The two largest survivors of every four columns. */
final class TwoOfFour {
  static final int GROUP = 4;
  private static final int KEPT = 2;

  private TwoOfFour() {}

  static BitSet survivors(Tiling tiling, Parameters trained, Mask current) {
    float[] weights = trained.weights(tiling.layer());
    BitSet left = current.survivors(tiling.layer());
    BitSet chosen = new BitSet(tiling.weights());
    for (int row = 0; row < tiling.rows(); row++) {
      for (int column = 0; column < tiling.columns(); column += GROUP) {
        int from = row * tiling.columns() + column;
        int to = from + Math.min(GROUP, tiling.columns() - column);
        for (int i = 0; i < KEPT; i++) {
          move(largest(left, weights, from, to), left, chosen);
        }
      }
    }
    return chosen;
  }

  /** The first of the largest, or -1. */
  private static int largest(BitSet left, float[] weights, int from, int to) {
    int best = -1;
    for (int i = left.nextSetBit(from); i >= 0 && i < to; i = left.nextSetBit(i + 1)) {
      if (best < 0 || Math.abs(weights[i]) > Math.abs(weights[best])) {
        best = i;
      }
    }
    return best;
  }

  private static void move(int weight, BitSet from, BitSet to) {
    if (weight >= 0) {
      from.clear(weight);
      to.set(weight);
    }
  }
}
