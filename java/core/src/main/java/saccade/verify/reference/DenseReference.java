package saccade.verify.reference;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.PlacedLayer;

/** The unoptimised network in double precision (equations 2 and 3). Immutable. */
public final class DenseReference {
  private final Network network;
  private final List<UnrolledLayer> layers = new ArrayList<>();
  private final double[][] weights;

  /** Writes every layer out. */
  public DenseReference(Network network) {
    this.network = network;
    weights = new double[network.depth()][];
    for (PlacedLayer placed : network.weighted()) {
      weights[layers.size()] = toDouble(placed.layer().weights().toDense(), placed);
      layers.add(new UnrolledLayer(placed, placed.layer().weights().pattern()));
    }
  }

  private static double[] toDouble(float[] dense, PlacedLayer placed) {
    var pattern = placed.layer().weights().pattern();
    double[] value = new double[pattern.entries()];
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        value[k] = dense[r * pattern.columns() + pattern.column(k)];
      }
    }
    return value;
  }

  /** A layer written out, 1..depth. */
  public UnrolledLayer unrolled(int layer) {
    return layers.get(layer - 1);
  }

  /** Weight of an edge of {@link #unrolled}. */
  public double weight(int layer, int edge) {
    return weights[layer - 1][layers.get(layer - 1).entry(edge)];
  }

  /** O of a layer from its inputs: o = W x + b. */
  public double[] accumulators(int layer, double[] x) {
    UnrolledLayer m = unrolled(layer);
    double[] w = weights[layer - 1];
    double[] o = new double[m.outputs()];
    for (int j = 0; j < o.length; j++) {
      double sum = m.placed().layer().bias().at(m.channel(j));
      for (int e = m.start(j); e < m.start(j + 1); e++) {
        sum += w[m.entry(e)] * x[m.input(e)];
      }
      o[j] = sum;
    }
    return o;
  }

  /** f of a layer. */
  public double activate(int layer, double o) {
    boolean relu = unrolled(layer).placed().layer().activation().equals(Activation.RELU);
    return relu ? Math.max(o, 0) : o;
  }

  /**
   * Activations of every neuron layer.
   *
   * @param observation every plane in the model's order, gray levels 0..255
   * @return element k is neuron layer k; 0 is the input, the last is y
   */
  public double[][] activations(byte[] observation) {
    double[][] x = new double[network.depth() + 1][];
    x[0] = new double[observation.length];
    for (int i = 0; i < observation.length; i++) {
      x[0][i] = observation[i] & 0xff;
    }
    for (int k = 1; k <= network.depth(); k++) {
      x[k] = accumulators(k, x[k - 1]);
      for (int j = 0; j < x[k].length; j++) {
        x[k][j] = activate(k, x[k][j]);
      }
    }
    return x;
  }
}
