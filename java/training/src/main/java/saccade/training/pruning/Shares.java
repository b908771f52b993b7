package saccade.training.pruning;

import java.util.Arrays;
import java.util.List;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape;

/** How {@link Allotment#ERK} splits the survivors. */
final class Shares {
  private Shares() {}

  /**
   * Share of survivors per layer.
   *
   * @param layers those in scope
   * @param share of all their weights, 0..1
   */
  static double[] erk(Architecture architecture, List<Integer> layers, double share) {
    double[] weights = layers.stream().mapToDouble(architecture::weights).toArray();
    double[] sides = layers.stream().mapToDouble(i -> sides(architecture, i)).toArray();
    boolean[] whole = new boolean[weights.length];
    double[] shares = split(weights, sides, whole, share);
    while (cap(shares, whole)) {
      shares = split(weights, sides, whole, share);
    }
    return shares;
  }

  private static double sides(Architecture architecture, int layer) {
    LayerShape shape = architecture.layers().get(layer);
    int columns = architecture.columns(layer);
    return shape instanceof LayerShape.Convolution c
        ? c.outputs() + (double) columns / (c.kernel() * c.kernel()) + 2.0 * c.kernel()
        : (double) shape.outputs() + columns;
  }

  private static double[] split(double[] weights, double[] sides, boolean[] whole, double share) {
    double left = share * Arrays.stream(weights).sum();
    double open = 0;
    for (int i = 0; i < weights.length; i++) {
      left -= whole[i] ? weights[i] : 0;
      open += whole[i] ? 0 : sides[i];
    }
    double[] shares = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      shares[i] = whole[i] ? 1 : Math.max(0, left) / open * sides[i] / weights[i];
    }
    return shares;
  }

  private static boolean cap(double[] shares, boolean[] whole) {
    boolean found = false;
    for (int i = 0; i < shares.length; i++) {
      if (!whole[i] && shares[i] > 1) {
        whole[i] = true;
        found = true;
      }
    }
    return found;
  }
}
