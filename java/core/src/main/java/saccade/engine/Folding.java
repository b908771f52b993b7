package saccade.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.Dense;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;
import saccade.model.SparseRows;
import saccade.model.WeightedLayer;

/**
 * Puts the means of a normaliser into the first layer's biases where law 3 lets FLOAT32 do so. For
 * backends.
 */
public final class Folding {
  private static final double MOST_DEVIATIONS = 16;

  private Folding() {}

  /**
   * The network that FLOAT32 runs: a mean is folded, in double and rounded once, if nothing clamps
   * behind it, the first layer is not padded and {@code |mean| <= 16 * deviation}; below a window
   * that moves, if its whole channel has that mean. What is left is evaluated in every step.
   */
  public static Network float32(Network network) {
    Normaliser normaliser = network.normaliser();
    PlacedLayer first = network.weighted().get(0);
    if (normaliser == null || normaliser.clamps() || first.window().isPadded()) {
      return network;
    }
    boolean[] folds = folds(normaliser, first);
    float[] left = new float[folds.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = folds[i] ? 0 : normaliser.mean(i);
    }
    return rebuilt(network, normaliser.withMean(left), bias(normaliser, first, folds));
  }

  private static boolean[] folds(Normaliser normaliser, PlacedLayer first) {
    boolean[] folds = new boolean[normaliser.size()];
    for (int i = 0; i < folds.length; i++) {
      folds[i] = Math.abs((double) normaliser.mean(i)) <= MOST_DEVIATIONS * normaliser.deviation(i);
    }
    int area = first.sharedInputs();
    for (int from = 0; from < folds.length; from += area) {
      boolean all = true;
      for (int i = from; i < from + area; i++) {
        all &= folds[i] && normaliser.mean(i) == normaliser.mean(from);
      }
      for (int i = from; i < from + area; i++) {
        folds[i] = all;
      }
    }
    return folds;
  }

  private static Bias bias(Normaliser normaliser, PlacedLayer first, boolean[] folds) {
    SparseRows pattern = first.layer().weights().pattern();
    float[] bias = new float[pattern.rows()];
    for (int r = 0; r < bias.length; r++) {
      double sum = first.layer().bias().at(r);
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        int i = first.firstInput(r, pattern.column(k));
        sum -= folds[i] ? (double) first.layer().weights().value(k) * normaliser.mean(i) : 0;
      }
      bias[r] = (float) sum;
    }
    return new Bias(bias);
  }

  private static Network rebuilt(Network network, @Nullable Normaliser left, Bias bias) {
    List<Layer> layers = new ArrayList<>(network.layers());
    WeightedLayer first = network.weighted().get(0).layer();
    layers.set(
        layers.indexOf(first),
        first instanceof Conv2d conv
            ? new Conv2d(
                conv.name(), conv.kernel(), conv.groups(), conv.weights(), bias, conv.activation())
            : new Dense(first.name(), first.weights(), bias, first.activation()));
    return new Network(network.name(), network.input(), left, layers);
  }
}
