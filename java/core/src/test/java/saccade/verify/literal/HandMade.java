package saccade.verify.literal;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.Backend;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.verify.reference.DenseReference;

/** Small networks whose numbers can be worked out by hand, and the rules on them. */
final class HandMade {
  private HandMade() {}

  /** One row of pixels into dense layers; weights row-major, all biases 0. */
  static Network network(int pixels, Activation f, float[]... weights) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Flatten("flatten"));
    int inputs = pixels;
    for (int k = 0; k < weights.length; k++) {
      int outputs = weights[k].length / inputs;
      Activation own = k == weights.length - 1 ? Activation.NONE : f;
      CsrWeights w = CsrWeights.fromDense(outputs, inputs, weights[k]);
      layers.add(new Dense("dense" + k, w, new Bias(new float[outputs]), own));
      inputs = outputs;
    }
    return new Network("hand-made", new ImageStack(1, 1, pixels), layers);
  }

  static WiredNetwork wired(Network network) {
    return new WiredNetwork(network, new DenseReference(network));
  }

  static EventRule literal(Network network, long mostEvents, float... thresholds) {
    return new LiteralAlgorithm(wired(network), Thresholds.of(thresholds), mostEvents);
  }

  static EventRule previousStep(Network network, float... thresholds) {
    return new PreviousStepRule(wired(network), Thresholds.of(thresholds));
  }

  static EventRule ours(Network network, float... thresholds) {
    Backend scalar = new ScalarBackend();
    return new BackendRule(scalar, network, PlanOptions.DEFAULT, Thresholds.of(thresholds));
  }

  /** y[0] after a step on these gray levels. */
  static float step(EventRule rule, int... grays) {
    byte[] observation = new byte[grays.length];
    for (int i = 0; i < grays.length; i++) {
      observation[i] = (byte) grays[i];
    }
    float[] y = new float[1];
    rule.step(observation, y);
    return y[0];
  }

  /** Events of every layer in order. */
  static List<Long> events(EventRule rule) {
    return rule.counts().layers().stream().map(RuleCounts.LayerCounts::events).toList();
  }

  /** Multiplications of every layer in order. */
  static List<Long> multiplications(EventRule rule) {
    return rule.counts().layers().stream().map(RuleCounts.LayerCounts::multiplications).toList();
  }
}
