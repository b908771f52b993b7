package saccade.verify.generator;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.Dense;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.WeightedLayer;

/** A network that differs from another one in the first bias of its last layer. */
final class Neighbour {
  private Neighbour() {}

  static Network of(Network network) {
    WeightedLayer last = network.weighted().get(network.depth() - 1).layer();
    float[] moved = last.bias().toArray();
    moved[0] = moved[0] == 0 ? 1 : -moved[0];
    Bias bias = new Bias(moved);
    List<Layer> layers = new ArrayList<>(network.layers());
    layers.set(
        layers.indexOf(last),
        last instanceof Conv2d c
            ? new Conv2d(c.name(), c.kernel(), c.groups(), c.weights(), bias, c.activation())
            : new Dense(last.name(), last.weights(), bias, last.activation()));
    return new Network(network.name(), network.input(), network.normaliser(), layers);
  }

  static QuantizedNetwork of(QuantizedNetwork grids) {
    int depth = grids.source().depth();
    List<QuantizedLayer> layers = new ArrayList<>();
    for (PlacedLayer placed : grids.source().weighted()) {
      int k = layers.size() + 1;
      QuantizedLayer layer = grids.layer(k);
      layers.add(k < depth ? layer : moved(layer, placed.layer().bias().size()));
    }
    return new QuantizedNetwork(grids.source(), grids.inputGrids(), layers);
  }

  private static QuantizedLayer moved(QuantizedLayer layer, int rows) {
    int[] bias = new int[rows];
    float[] scale = new float[rows];
    for (int r = 0; r < rows; r++) {
      bias[r] = layer.bias(r);
      scale[r] = layer.weightScale(r);
    }
    bias[0] = bias[0] == 0 ? 1 : -bias[0];
    return new QuantizedLayer(layer.weights(), bias, layer.requantiser(), scale, layer.grid());
  }
}
