package saccade.verify;

import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** T of every neuron as the rule compares it; in EXACT the integer k (contract, laws 2 and 6f). */
final class Gates {
  private final @Nullable QuantizedNetwork grids;
  private final int frame;
  private final double[] input;
  private final double[] hidden;

  Gates(Network network, @Nullable QuantizedNetwork grids, Thresholds thresholds) {
    this.grids = grids;
    frame = network.input().frameSize();
    input = new double[frame];
    hidden = new double[network.depth()];
    for (int i = 0; i < frame; i++) {
      input[i] = steps(thresholds.input(i), grids == null ? null : grids.inputGrids().grid(i));
    }
    for (int layer = 1; layer < hidden.length; layer++) {
      hidden[layer] = steps(thresholds.at(layer), grids == null ? null : grids.grid(layer));
    }
  }

  /** The smallest k of at least 1 with k * scale >= T, at most R + 1. */
  private static double steps(float t, @Nullable ActivationGrid grid) {
    if (grid == null) {
      return t;
    }
    int k = 1;
    while (k <= grid.range() && k * (double) grid.scale() < t) {
      k++;
    }
    return k;
  }

  /** T of a neuron. */
  double at(int layer, int neuron) {
    return layer == 0 ? input[neuron % frame] : hidden[layer];
  }

  /** The sent value of a tested neuron after its test. */
  double sentAfter(int layer, int neuron, double sent, double x) {
    double d = (float) x - (float) sent;
    return d != 0 && Math.abs(d) >= at(layer, neuron) ? x : sent;
  }

  /**
   * Whether a tested neuron may have gone from {@code was} to {@code is} if f(O) lies within {@code
   * error} of {@code x}.
   */
  boolean allows(int layer, int neuron, double was, double is, double x, double error) {
    if (error == 0) {
      return is == sentAfter(layer, neuron, was, x);
    }
    double t = at(layer, neuron);
    if (is == was) {
      double d = Math.abs(x - was) - error;
      return d <= 0 || d < t;
    }
    return Math.abs(is - x) <= error && Math.abs((double) ((float) is - (float) was)) >= t;
  }

  boolean exact() {
    return grids != null;
  }
}
