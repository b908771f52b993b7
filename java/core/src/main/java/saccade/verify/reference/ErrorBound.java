package saccade.verify.reference;

import org.jspecify.annotations.Nullable;
import saccade.model.Network;

/**
 * The running rounding bound of FLOAT32 (contract, law 7a), one per neuron: every addition adds
 * 2^-24 * (|O after| + |w * d|) + 2^-126; a dense sum starts it anew with 2^-24 * |partial sum|.
 */
public final class ErrorBound {
  private static final double HALF_ULP = 0x1p-24;
  private static final double TINY = 0x1p-126;

  /** A difference's rounding, as a share of what it was rounded to. */
  private static final double DIFFERENCE = HALF_ULP * (1 + 0x1p-20);

  /** What a runtime's own exp and tanh may be off by, of 1 + |f|. */
  private static final double ANY_F = 16 * HALF_ULP;

  private final DenseReference dense;
  private final double[][] bound;

  /** All bounds 0; {@link #restart} gives them their first value. */
  public ErrorBound(Network network, DenseReference dense) {
    this.dense = dense;
    bound = new double[network.depth() + 1][];
    for (int k = 1; k <= network.depth(); k++) {
      bound[k] = new double[network.shape(k).size()];
    }
  }

  /** Takes over the bounds of another one of the same network. */
  public void copy(ErrorBound other) {
    for (int k = 1; k < bound.length; k++) {
      System.arraycopy(other.bound[k], 0, bound[k], 0, bound[k].length);
    }
  }

  /** E of a neuron. */
  public double at(int layer, int j) {
    return bound[layer][j];
  }

  /** A dense sum of every neuron from {@code sent}. */
  public void restart(int layer, double[] sent) {
    UnrolledLayer m = dense.unrolled(layer);
    for (int j = 0; j < m.outputs(); j++) {
      double partial = m.placed().layer().bias().at(m.channel(j));
      double e = 0;
      for (int edge = m.start(j); edge < m.start(j + 1); edge++) {
        partial += dense.weight(layer, edge) * sent[m.input(edge)];
        e += HALF_ULP * Math.abs(partial) + TINY;
      }
      bound[layer][j] = e;
    }
  }

  /** The additions of one step, replayed in the canonical order from the O before it. */
  public void addEvents(int layer, double[] oBefore, double[] delta) {
    UnrolledLayer m = dense.unrolled(layer);
    for (int j = 0; j < m.outputs(); j++) {
      double o = oBefore[j];
      double e = 0;
      for (int edge = m.start(j); edge < m.start(j + 1); edge++) {
        double d = delta[m.input(edge)];
        if (d != 0) {
          double product = dense.weight(layer, edge) * d;
          o += product;
          e += HALF_ULP * (Math.abs(o) + Math.abs(product)) + TINY;
        }
      }
      bound[layer][j] += e;
    }
  }

  /**
   * Rounding of one step's events at a neuron, in whatever order and grouping a backend adds them:
   * no partial sum is larger than |O before| + sum of |w * d|, and each d was rounded too.
   */
  public double ofEvents(int layer, int j, double oBefore, double[] delta) {
    UnrolledLayer m = dense.unrolled(layer);
    int additions = 0;
    double sum = 0;
    for (int edge = m.start(j); edge < m.start(j + 1); edge++) {
      double d = delta[m.input(edge)];
      if (d != 0) {
        additions++;
        sum += Math.abs(dense.weight(layer, edge) * d);
      }
    }
    double each = HALF_ULP * (Math.abs(oBefore) + sum) * (1 + additions * 2 * HALF_ULP) + TINY;
    return additions == 0 ? 0 : (additions + 1) * each + HALF_ULP * sum;
  }

  /**
   * Bound of |y - dense y| at T = 0, from layer to layer: own rounding, what a refresh left unsent,
   * |w| times the bound of the input, and all that times f's Lipschitz constant.
   *
   * @param sent what each layer takes
   * @param givenInput if means were folded into the first biases and rounded there: what the given
   *     network takes, which the dense reference rounded after it subtracted them; else null
   */
  public double[] propagate(double[][] sent, double[][] o, double @Nullable [] givenInput) {
    double[] before = new double[sent[0].length];
    for (int i = 0; givenInput != null && i < before.length; i++) {
      before[i] = DIFFERENCE * Math.abs(givenInput[i]) + TINY;
    }
    for (int k = 1; k < bound.length; k++) {
      UnrolledLayer m = dense.unrolled(k);
      double[] next = new double[m.outputs()];
      for (int j = 0; j < next.length; j++) {
        double sum = bound[k][j];
        if (k == 1 && givenInput != null) {
          sum += HALF_ULP * Math.abs((double) m.placed().layer().bias().at(m.channel(j)));
        }
        for (int edge = m.start(j); edge < m.start(j + 1); edge++) {
          sum += Math.abs(dense.weight(k, edge)) * before[m.input(edge)];
        }
        double unsent =
            k < sent.length
                ? Math.abs(sent[k][j] - dense.activate(k, o[k][j]))
                : dense.activationError(k, o[k][j]);
        next[j] = dense.slope(k) * sum + unsent;
      }
      before = next;
    }
    return before;
  }

  /**
   * Bound of |y - dense y| of any float32 runtime, whatever its order of additions: (n + 1) * 2^-23
   * * (|b| + sum|w x|) per layer, and |w| times the bound of the input.
   */
  public static double[] anyOrder(DenseReference dense, double[][] activations) {
    double[] before = new double[activations[0].length];
    for (int i = 0; i < before.length; i++) {
      before[i] = 2 * HALF_ULP * Math.abs(activations[0][i]); // a normaliser's own rounding
    }
    for (int k = 1; k < activations.length; k++) {
      UnrolledLayer m = dense.unrolled(k);
      double[] next = new double[m.outputs()];
      for (int j = 0; j < next.length; j++) {
        double magnitude = Math.abs(m.placed().layer().bias().at(m.channel(j)));
        double passed = 0;
        for (int edge = m.start(j); edge < m.start(j + 1); edge++) {
          double w = Math.abs(dense.weight(k, edge));
          magnitude += w * Math.abs(activations[k - 1][m.input(edge)]);
          passed += w * before[m.input(edge)];
        }
        int terms = m.placed().layer().weights().pattern().columns() + 1;
        double sum = terms * 2 * HALF_ULP * (magnitude + passed) + passed;
        double rounded =
            dense.activationError(k, 0) == 0 ? 0 : ANY_F * (1 + Math.abs(activations[k][j]));
        next[j] = dense.slope(k) * sum + rounded;
      }
      before = next;
    }
    return before;
  }
}
