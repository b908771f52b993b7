package saccade.verify.literal;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.verify.reference.DenseReference;

/**
 * A network with every connection written out, shared by the rules that are compared on it.
 * Immutable.
 */
public final class WiredNetwork {
  private final Network network;
  private final List<Wiring> wirings = new ArrayList<>();
  private final boolean[] relu;

  /**
   * Writes the connections out.
   *
   * @param network byte images into Conv2d and Dense layers with RELU or NONE
   * @param dense the same network; lends its weights
   * @throws IllegalArgumentException if the network is of another kind
   */
  public WiredNetwork(Network network, DenseReference dense) {
    requireSupported(network);
    this.network = network;
    relu = new boolean[network.depth()];
    for (int k = 1; k <= network.depth(); k++) {
      wirings.add(new Wiring(dense, k));
      relu[k - 1] = placed(k).layer().activation().equals(Activation.RELU);
    }
  }

  private static void requireSupported(Network network) {
    if (!(network.input() instanceof ImageStack) || network.normaliser() != null) {
      throw new IllegalArgumentException(
          "network "
              + network.name()
              + " does not observe a plain image stack, which the literal rules need; compare another");
    }
    for (PlacedLayer placed : network.weighted()) {
      Activation f = placed.layer().activation();
      if (!f.equals(Activation.RELU) && !f.equals(Activation.NONE)) {
        throw new IllegalArgumentException(
            "layer "
                + placed.name()
                + " has the activation "
                + f
                + ", but the literal rules know RELU and NONE only; compare another network");
      }
    }
  }

  /** The network as it was given. */
  public Network network() {
    return network;
  }

  PlacedLayer placed(int layer) {
    return network.weighted().get(layer - 1);
  }

  /** Connections into weighted layer {@code layer}, 1..depth. */
  Wiring wiring(int layer) {
    return wirings.get(layer - 1);
  }

  /** b of neuron j. */
  float bias(int layer, int j) {
    int area = network.shape(layer).height() * network.shape(layer).width();
    return placed(layer).layer().bias().at(j / area);
  }

  /** Equation 3. */
  float activate(int layer, float sum) {
    return relu[layer - 1] ? Math.max(sum, 0f) : sum;
  }
}
