package saccade.verify.metamorphic;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.SparseRows;
import saccade.model.WeightedLayer;

/** Networks that compute the same in another form. */
final class Variants {
  private Variants() {}

  /** Every pattern as an explicit list of columns, full rows too. */
  static Network withExplicitMask(Network network) {
    return rebuild(
        network,
        (placed, k) ->
            with(placed.layer(), rebuilt(placed.layer().weights()), placed.layer().bias()));
  }

  private static CsrWeights rebuilt(CsrWeights weights) {
    SparseRows pattern = weights.pattern();
    int[] start = new int[pattern.rows() + 1];
    int[] column = new int[pattern.entries()];
    float[] value = new float[pattern.entries()];
    for (int r = 0; r < pattern.rows(); r++) {
      start[r + 1] = pattern.start(r + 1);
    }
    for (int k = 0; k < value.length; k++) {
      column[k] = pattern.column(k);
      value[k] = weights.value(k);
    }
    return CsrWeights.of(SparseRows.of(pattern.columns(), start, column), value);
  }

  /** Groups tie channels to filters, so their order cannot be turned over alone. */
  static boolean canReverse(Network network) {
    return network.weighted().stream().allMatch(placed -> placed.layer().groups() == 1);
  }

  /** Hidden channels in reverse order: rows of one layer, columns of the next. */
  static Network withReversedChannels(Network network) {
    return rebuild(
        network,
        (placed, k) -> {
          boolean rows = k < network.depth();
          Bias bias = placed.layer().bias();
          return with(placed.layer(), reversed(placed, rows, k > 1), rows ? reversed(bias) : bias);
        });
  }

  private static CsrWeights reversed(PlacedLayer placed, boolean rows, boolean inputs) {
    SparseRows pattern = placed.layer().weights().pattern();
    float[] from = placed.layer().weights().toDense();
    float[] to = new float[from.length];
    int area = placed.window().kernelHeight() * placed.window().kernelWidth();
    int channels = placed.input().channels();
    for (int r = 0; r < pattern.rows(); r++) {
      for (int column = 0; column < pattern.columns(); column++) {
        int c = column / area;
        int newColumn = inputs ? (channels - 1 - c) * area + column % area : column;
        int newRow = rows ? pattern.rows() - 1 - r : r;
        to[newRow * pattern.columns() + newColumn] = from[r * pattern.columns() + column];
      }
    }
    return CsrWeights.fromDense(pattern.rows(), pattern.columns(), to);
  }

  private interface Change {
    WeightedLayer of(PlacedLayer placed, int k);
  }

  private static Network rebuild(Network network, Change change) {
    List<Layer> layers = new ArrayList<>();
    int k = 0;
    for (Layer layer : network.layers()) {
      layers.add(
          layer instanceof WeightedLayer ? change.of(network.weighted().get(k), ++k) : layer);
    }
    return new Network(network.name(), network.input(), network.normaliser(), layers);
  }

  private static WeightedLayer with(WeightedLayer layer, CsrWeights weights, Bias bias) {
    if (layer instanceof Conv2d conv) {
      return new Conv2d(
          conv.name(), conv.kernel(), conv.groups(), weights, bias, conv.activation());
    }
    return new Dense(layer.name(), weights, bias, layer.activation());
  }

  private static Bias reversed(Bias bias) {
    float[] values = bias.toArray();
    float[] back = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      back[values.length - 1 - i] = values[i];
    }
    return new Bias(back);
  }
}
