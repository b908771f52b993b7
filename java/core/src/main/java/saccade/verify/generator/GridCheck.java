package saccade.verify.generator;

import saccade.engine.Observations;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.QuantizedReference;
import saccade.verify.reference.UnrolledLayer;

/**
 * Whether the integers of a quantised network mean the network that they were made of, layer by
 * layer: no integer may be further from its real value than rounding puts it (contract, laws 3 and
 * 6). What runs the integers is not asked.
 */
final class GridCheck {
  /** Float32 scales and multipliers are off by this share at most. */
  private static final double FLOAT = 1e-5;

  /** Largest magnitude of a weight's grid point, half a step more. */
  private static final double WEIGHT = 127.5;

  private final Network network;
  private final DenseReference dense;
  private final QuantizedNetwork grids;
  private final QuantizedReference integers;

  GridCheck(Network network, DenseReference dense, QuantizedNetwork grids) {
    this.network = network;
    this.dense = dense;
    this.grids = grids;
    integers = new QuantizedReference(grids);
  }

  /**
   * Checks one observation.
   *
   * @param calibrated range of a frame's elements that the grids were made for, if none is declared
   */
  void require(byte[] observation, ElementRanges calibrated) {
    float[] raw = Observations.values(network.input(), observation);
    long[] q = new long[raw.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = integers.quantise(i, raw[i]);
      requirePoint(i, raw[i], q[i], calibrated);
    }
    double[] real = z(q);
    double[] distance = distances(q);
    long[] x = integers.normalised(q);
    for (int k = 1; k <= network.depth(); k++) {
      long[] o = integers.accumulators(k, x);
      requireSums(k, o, real, distance);
      if (k < network.depth()) {
        x = requireActivations(k, o);
        real = new double[x.length];
        distance = new double[x.length];
        for (int j = 0; j < x.length; j++) {
          real[j] = x[j] * (double) grids.grid(k).scale();
          distance[j] = Math.abs(x[j]);
        }
      } else {
        requireOutputs(o);
      }
    }
  }

  private void requirePoint(int i, float x, long q, ElementRanges calibrated) {
    Input input = network.input();
    if (input instanceof ImageStack) {
      Failure.require(q == (long) x, "a gray level is its grid point", x + " became " + q);
      return;
    }
    int e = i % input.frameSize();
    ElementRanges declared = ((FloatStack) input).ranges();
    ElementRanges ranges = declared == null ? calibrated : declared;
    ActivationGrid grid = grids.inputGrids().grid(e);
    boolean inside = x >= Math.min(0, ranges.low(e)) && x <= Math.max(0, ranges.high(e));
    double off = Math.abs(q - x / (double) grid.scale());
    Failure.require(
        !inside || off <= 0.5 + FLOAT * Math.abs(q) + FLOAT,
        "an observation lies within half a step of its grid point",
        "element " + i + " is " + x + ", but its point " + q + " is " + off + " steps away");
  }

  /** What the grid points of an observation stand for in front of the first layer. */
  private double[] z(long[] q) {
    Normaliser normaliser = network.normaliser();
    double[] z = new double[q.length];
    for (int i = 0; i < z.length; i++) {
      double x = q[i] * scale(i);
      z[i] =
          normaliser == null
              ? x
              : Math.max(normaliser.low(i), Math.min(normaliser.high(i), x - normaliser.mean(i)));
    }
    return z;
  }

  private double scale(int element) {
    return grids.inputGrids().grid(element % network.input().frameSize()).scale();
  }

  /** What the rounding of a weight is multiplied by, and of a table's entry too. */
  private double[] distances(long[] q) {
    InputGrids inputs = grids.inputGrids();
    Normaliser normaliser = network.normaliser();
    long[] taken = integers.normalised(q);
    double[] distance = new double[q.length];
    for (int i = 0; i < distance.length; i++) {
      double mean = normaliser == null || inputs.hasTables() ? 0 : normaliser.mean(i) / scale(i);
      distance[i] = Math.abs(taken[i] - mean) + (inputs.hasTables() ? WEIGHT + 1 : 0);
    }
    return distance;
  }

  private double unit(int layer, int channel) {
    double weight = grids.layer(layer).weightScale(channel);
    return layer == 1 ? weight : weight * grids.grid(layer - 1).scale();
  }

  private void requireSums(int layer, long[] o, double[] x, double[] distance) {
    double[] real = dense.accumulators(layer, x);
    UnrolledLayer m = dense.unrolled(layer);
    for (int j = 0; j < o.length; j++) {
      double unit = unit(layer, m.channel(j));
      double steps = 0.5;
      double magnitude = Math.abs(m.placed().layer().bias().at(m.channel(j)));
      for (int e = m.start(j); e < m.start(j + 1); e++) {
        steps += 0.5 * distance[m.input(e)];
        magnitude += Math.abs(dense.weight(layer, e) * x[m.input(e)]);
      }
      double off = Math.abs(o[j] * unit - real[j]);
      Failure.require(
          off <= unit * steps * (1 + FLOAT) + FLOAT * magnitude,
          "an accumulator lies within the rounding of its weights",
          "accumulator "
              + j
              + " of layer "
              + m.placed().name()
              + " stands for "
              + o[j] * unit
              + " instead of "
              + real[j]
              + ", further than "
              + unit * steps);
    }
  }

  private Activation f(int layer) {
    return dense.unrolled(layer).placed().layer().activation();
  }

  private long[] requireActivations(int layer, long[] o) {
    long[] x = new long[o.length];
    ActivationGrid grid = grids.grid(layer);
    for (int j = 0; j < o.length; j++) {
      x[j] = integers.requantise(layer, j, o[j]);
      double wanted = f(layer, j, o[j]) / grid.scale();
      double held = Math.max(grid.lo(), Math.min(grid.hi(), wanted));
      double allowed = 0.5 + tableSteps(layer) / grid.scale() + FLOAT * (1 + Math.abs(held));
      Failure.require(
          Math.abs(x[j] - held) <= allowed,
          "an activation lies within half a step of its grid point",
          "neuron "
              + j
              + " of layer "
              + dense.unrolled(layer).placed().name()
              + " with "
              + f(layer)
              + " sends point "
              + x[j]
              + " instead of "
              + held);
    }
    return x;
  }

  /** f of what an accumulator stands for; beyond its table, of the table's end. */
  private double f(int layer, int j, long o) {
    double real = o * unit(layer, dense.unrolled(layer).channel(j));
    ActivationTable table = grids.layer(layer).requantiser().table();
    if (table != null) {
      double end = ActivationTable.HI * (double) table.scale();
      real = Math.max(-end - table.scale(), Math.min(end, real));
    }
    return dense.activate(layer, real);
  }

  /** How far a table's rounding of its argument moves f. */
  private double tableSteps(int layer) {
    ActivationTable table = grids.layer(layer).requantiser().table();
    return table == null ? 0 : dense.slope(layer) * table.scale() * (0.5 + 0.01);
  }

  private void requireOutputs(long[] o) {
    int last = network.depth();
    QuantizedLayer layer = grids.layer(last);
    for (int j = 0; j < o.length; j++) {
      double wanted = f(last, j, o[j]);
      double got = integers.output(j, o[j]);
      double allowed = tableSteps(last) + FLOAT * Math.abs(wanted) + Float.MIN_NORMAL;
      Failure.require(
          Math.abs(got - wanted) <= allowed,
          "y is f of what its accumulator stands for",
          "y["
              + j
              + "] is "
              + got
              + " instead of "
              + wanted
              + " with "
              + layer.requantiser().multiplier(dense.unrolled(last).channel(j)));
    }
  }
}
