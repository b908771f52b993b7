package saccade.verify.reference;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;

/** The unoptimised network in double precision (equations 2 and 3). Immutable. */
public final class DenseReference {
  private static final int ULPS = 4;

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

  /**
   * What the first layer takes for an observation: z = x - mean, clamped, in float32 as FLOAT32
   * evaluates it (contract, law 3); the observation itself without a normaliser.
   */
  public double[] normalised(double[] observation) {
    Normaliser normaliser = network.normaliser();
    if (normaliser == null) {
      return observation;
    }
    double[] z = new double[observation.length];
    for (int i = 0; i < z.length; i++) {
      float difference = (float) (observation[i] - normaliser.mean(i));
      z[i] = Math.min(normaliser.high(i), Math.max(normaliser.low(i), difference));
    }
    return z;
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

  private Activation f(int layer) {
    return unrolled(layer).placed().layer().activation();
  }

  /** f of a layer. */
  public double activate(int layer, double o) {
    return Curves.of(f(layer), o);
  }

  /** How far float32's f(o) may lie from {@link #activate}: 4 ulp, 0 where it is exact (law 7a). */
  public double activationError(int layer, double o) {
    return Curves.isExact(f(layer)) ? 0 : ULPS * (double) Math.ulp((float) activate(layer, o));
  }

  /** Lipschitz constant of f of a layer. */
  public double slope(int layer) {
    return Curves.slope(f(layer));
  }

  /**
   * Activations of every neuron layer.
   *
   * @param observation every frame in the model's order, gray levels or raw values
   * @return element k is neuron layer k; 0 is what the first layer takes, the last is y
   */
  public double[][] activations(double[] observation) {
    double[][] x = new double[network.depth() + 1][];
    x[0] = normalised(observation);
    for (int k = 1; k <= network.depth(); k++) {
      x[k] = accumulators(k, x[k - 1]);
      for (int j = 0; j < x[k].length; j++) {
        x[k][j] = activate(k, x[k][j]);
      }
    }
    return x;
  }
}
