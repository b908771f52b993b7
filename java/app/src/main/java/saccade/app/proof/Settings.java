package saccade.app.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.app.cli.Parse;
import saccade.app.subject.Subject;
import saccade.exact.Calibration;
import saccade.model.ElementRanges;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * At which thresholds a network is verified: those of the command line, else T = 0, the network's
 * own, and coarse ones. A model that brings none gets shares of the ranges that were watched, per
 * element at a vector input: a hundredth in place of its own, and a twentieth.
 */
final class Settings {
  /** Number of settings unless told. */
  static final int DEFAULT = 3;

  private static final double FINE = 0.01;
  private static final double COARSE = 0.05;
  private static final float COARSE_GRAY = 8;
  private static final float COARSER = 4;
  private static final float LEAST_HIDDEN = 0.01f;

  private Settings() {}

  static int count(@Nullable String text) {
    return text == null ? DEFAULT : Parse.list(text, ";").size();
  }

  /** The settings; {@code largest} is the largest byte of images that were watched. */
  static List<Thresholds> of(
      @Nullable String text, Subject subject, Calibration watched, int largest) {
    Network network = subject.network();
    List<Thresholds> chosen = new ArrayList<>();
    if (text != null) {
      for (String setting : Parse.list(text, ";")) {
        chosen.add(Parse.thresholds(setting, network));
      }
      return chosen;
    }
    Thresholds own = subject.ownThresholds();
    chosen.add(Thresholds.zero(network));
    chosen.add(own.isZero() ? share(FINE, network, watched, largest) : own);
    chosen.add(
        subject.builtin() == null
            ? share(COARSE, network, watched, largest)
            : coarse(own.toArray()));
    return chosen;
  }

  private static Thresholds coarse(float[] own) {
    for (int layer = 0; layer < own.length; layer++) {
      own[layer] = layer == 0 ? COARSE_GRAY : COARSER * Math.max(own[layer], LEAST_HIDDEN);
    }
    return Thresholds.of(own);
  }

  /**
   * A share of every range; where nothing was ever active, of a range of 1. Between 0 and 1 no gray
   * level can be held back, so bitmaps have T = 0.
   */
  private static Thresholds share(double share, Network network, Calibration watched, int largest) {
    float[] layers = new float[network.depth()];
    layers[0] = (float) Math.rint(share * (largest <= 1 ? largest : ImageStack.MAX_GRAY));
    for (int k = 1; k < layers.length; k++) {
      layers[k] = of(share, watched.maximum().get(k - 1) - watched.minimum().get(k - 1));
    }
    ElementRanges ranges = watched.input();
    if (ranges == null) {
      return Thresholds.of(layers);
    }
    float[] elements = new float[ranges.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = of(share, (double) ranges.high(i) - ranges.low(i));
    }
    return Thresholds.of(layers).withInput(elements);
  }

  private static float of(double share, double range) {
    double t = share * (range > 0 ? range : 1);
    return (float) Math.min(t, Float.MAX_VALUE);
  }
}
