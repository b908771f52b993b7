package saccade.engine;

import org.jspecify.annotations.Nullable;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;
import saccade.model.SparseRows;
import saccade.model.WeightedLayer;

/** Keeps sums from overflowing float32 (contract, law 11). For backends. */
public final class OverflowLimit {
  private static final double LIMIT = 0x1p126;
  private static final int LARGEST_EXPONENT = 126;

  private OverflowLimit() {}

  /**
   * The largest power of two A for which |b| + 2 * sum|w| * A, propagated in double from layer to
   * layer, stays below 2^126; what an observation may hold must not pass it.
   *
   * @throws IllegalArgumentException if the network's own range does not fit: gray levels, a
   *     declared range, or else 1
   */
  public static double require(Network network) {
    double[][] sums = new double[network.depth()][];
    for (int k = 1; k <= network.depth(); k++) {
      sums[k - 1] = rowSums(network.weighted().get(k - 1).layer());
    }
    int exponent = LARGEST_EXPONENT;
    while (exponent > -LARGEST_EXPONENT && !fits(network, sums, Math.scalb(1.0, exponent))) {
      exponent--;
    }
    double needed = needed(network);
    if (!fits(network, sums, needed)) {
      throw new IllegalArgumentException(
          "sums of network "
              + network.name()
              + " could reach 2^126 for an observation of "
              + needed
              + "; scale the weights down");
    }
    return Math.max(needed, Math.scalb(1.0, exponent));
  }

  private static double needed(Network network) {
    if (network.input() instanceof ImageStack) {
      return ImageStack.MAX_GRAY;
    }
    return InputLimits.declared(network.input(), 0) == null ? 1 : largestDeclared(network);
  }

  private static double largestDeclared(Network network) {
    double largest = 0;
    for (int i = 0; i < network.input().frameSize(); i++) {
      float[] range = InputLimits.declared(network.input(), i);
      if (range != null) {
        largest = Math.max(largest, Math.max(Math.abs(range[0]), Math.abs(range[1])));
      }
    }
    return largest;
  }

  private static boolean fits(Network network, double[][] sums, double observation) {
    double largest = normalised(network.normaliser(), observation);
    for (int k = 1; k <= network.depth(); k++) {
      PlacedLayer placed = network.weighted().get(k - 1);
      double bound = 0;
      for (int r = 0; r < sums[k - 1].length; r++) {
        double b = Math.abs((double) placed.layer().bias().at(r));
        bound = Math.max(bound, b + 2 * sums[k - 1][r] * largest);
      }
      largest = Nonlinearity.bound(placed.layer().activation(), bound);
      if (!(bound < LIMIT) || !(largest < LIMIT)) {
        return false;
      }
    }
    return true;
  }

  private static double normalised(@Nullable Normaliser normaliser, double observation) {
    if (normaliser == null) {
      return observation;
    }
    double largest = 0;
    for (int i = 0; i < normaliser.size(); i++) {
      double z = observation + Math.abs((double) normaliser.mean(i));
      double clamp = Math.max(-(double) normaliser.low(i), normaliser.high(i));
      largest = Math.max(largest, Math.min(z, clamp));
    }
    return largest;
  }

  private static double[] rowSums(WeightedLayer layer) {
    SparseRows pattern = layer.weights().pattern();
    double[] sums = new double[pattern.rows()];
    for (int r = 0; r < sums.length; r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        sums[r] += Math.abs((double) layer.weights().value(k));
      }
    }
    return sums;
  }
}
