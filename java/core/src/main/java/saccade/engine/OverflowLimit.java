package saccade.engine;

import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.SparseRows;
import saccade.model.WeightedLayer;

/** Refuses networks whose sums could overflow float32 (contract, law 11). For backends. */
public final class OverflowLimit {
  private static final double LIMIT = 0x1p126;

  private OverflowLimit() {}

  /**
   * Propagates |b| + 2 * sum|w| * A from the largest gray level through the network, in double.
   *
   * @throws IllegalArgumentException naming the layer whose bound reaches 2^126
   */
  public static void require(Network network) {
    double largest = ImageStack.MAX_GRAY;
    for (PlacedLayer placed : network.weighted()) {
      largest = bound(placed.layer(), largest);
      if (!(largest < LIMIT)) {
        throw new IllegalArgumentException(
            "sums of layer "
                + placed.name()
                + " can reach "
                + largest
                + ", but must stay below 2^126; scale the weights down");
      }
    }
  }

  private static double bound(WeightedLayer layer, double input) {
    SparseRows pattern = layer.weights().pattern();
    double bound = 0;
    for (int r = 0; r < pattern.rows(); r++) {
      double sum = 0;
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        sum += Math.abs((double) layer.weights().value(k));
      }
      bound = Math.max(bound, Math.abs((double) layer.bias().at(r)) + 2 * sum * input);
    }
    return bound;
  }
}
