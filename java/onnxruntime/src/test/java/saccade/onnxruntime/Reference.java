package saccade.onnxruntime;

import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Dense evaluation in double precision with intervals: for every neuron the range in which a
 * correct runtime's value must lie. Written for these tests only.
 */
final class Reference {
  /** The smallest and the largest value that each neuron of a layer may have. */
  record Range(double[] low, double[] high) {
    static Range exactly(float[] values) {
      double[] copy = new double[values.length];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = values[i];
      }
      return new Range(copy, copy.clone());
    }

    void requireContains(float[] y) {
      for (int i = 0; i < low.length; i++) {
        if (!(y[i] >= low[i] && y[i] <= high[i])) {
          throw new AssertionError("y" + i + " is " + y[i] + ", not " + low[i] + ".." + high[i]);
        }
      }
    }

    /** Largest width of a range. */
    double width() {
      double width = 0;
      for (int i = 0; i < low.length; i++) {
        width = Math.max(width, high[i] - low[i]);
      }
      return width;
    }
  }

  /** bias + sum of w * x of one neuron over its receptive field, padding left out. */
  private static final class Sum {
    double low;
    double high;
    double absolute;
    int terms;

    void add(double w, double xLow, double xHigh) {
      low += w * (w < 0 ? xHigh : xLow);
      high += w * (w < 0 ? xLow : xHigh);
      absolute += Math.abs(w) * Math.max(Math.abs(xLow), Math.abs(xHigh));
      terms += w == 0 ? 0 : 1; // a product with 0 and its addition are exact
    }
  }

  private interface Weights {
    double at(int row, int column);
  }

  private Reference() {}

  /**
   * The float network. A sum of n terms (the products and the bias) in float32, in any order, fused
   * or not, is within n * 1.01 * 2^-24 * sum|w||x| of the exact sum of the same inputs: each
   * product and each addition errs by a factor within 1 +- 2^-24, at most n of them lie above a
   * term, and (1 + 2^-24)^n - 1 is below 1.01 * n * 2^-24 up to n = 2^17. ReLU does not widen a
   * range.
   *
   * @param unit 1.01 * 2^-24, or 0 for a network in which every sum is exact
   */
  static Range float32(Network network, float[] observation, double unit) {
    Range x = Range.exactly(observation);
    for (PlacedLayer placed : network.weighted()) {
      float[] dense = placed.layer().weights().toDense();
      int columns = placed.layer().weights().pattern().columns();
      Range out = ranges(placed.output().size());
      for (int j = 0; j < out.low.length; j++) {
        int row = j / plane(placed);
        Sum sum = new Sum();
        sum.add(placed.layer().bias().at(row), 1, 1);
        accumulate(sum, placed, j, x, (r, c) -> dense[r * columns + c]);
        double error = sum.terms * unit * sum.absolute;
        boolean relu = placed.layer().activation().equals(Activation.RELU);
        out.low[j] = relu ? Math.max(0, sum.low - error) : sum.low - error;
        out.high[j] = relu ? Math.max(0, sum.high + error) : sum.high + error;
      }
      x = out;
    }
    return x;
  }

  /**
   * The integer network by contract law 6: acc = b + sum w * q, then rint(clamp(acc * m)), and y =
   * acc * m in the last layer. Integers below 2^53 are exact in double.
   *
   * @param relative how far a runtime's product of acc and scales may lie from acc * m, relatively;
   *     0 where all scales are powers of two and no product rounds
   */
  static Range int8(QuantizedNetwork network, float[] observation, double relative) {
    Range x = Range.exactly(observation);
    for (int k = 1; k <= network.source().depth(); k++) {
      PlacedLayer placed = network.source().weighted().get(k - 1);
      QuantizedLayer layer = network.layer(k);
      byte[] dense = layer.weights().toDense();
      int columns = layer.weights().pattern().columns();
      Range out = ranges(placed.output().size());
      for (int j = 0; j < out.low.length; j++) {
        int row = j / plane(placed);
        Sum sum = new Sum();
        sum.add(layer.bias(row), 1, 1);
        accumulate(sum, placed, j, x, (r, c) -> dense[r * columns + c]);
        float m = layer.multiplier(row);
        double low = (double) (float) sum.low * m * (1 - Math.signum(sum.low) * relative);
        double high = (double) (float) sum.high * m * (1 + Math.signum(sum.high) * relative);
        out.low[j] = finish(low, layer.grid(), placed);
        out.high[j] = finish(high, layer.grid(), placed);
      }
      x = out;
    }
    return x;
  }

  private static double finish(double value, ActivationGrid grid, PlacedLayer placed) {
    if (grid != null) {
      return Math.rint(Math.max(grid.lo(), Math.min(grid.hi(), value)));
    }
    return placed.layer().activation().equals(Activation.RELU) ? Math.max(0, value) : value;
  }

  private static void accumulate(Sum sum, PlacedLayer placed, int j, Range x, Weights weights) {
    Window window = placed.window();
    Shape in = placed.input();
    int position = j % plane(placed);
    int top = position / placed.output().width() * window.strideY() - window.padding().top();
    int left = position % placed.output().width() * window.strideX() - window.padding().left();
    int column = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int y = top; y < top + window.kernelHeight(); y++) {
        for (int xx = left; xx < left + window.kernelWidth(); xx++, column++) {
          if (y >= 0 && y < in.height() && xx >= 0 && xx < in.width()) {
            int i = in.index(c, y, xx);
            sum.add(weights.at(j / plane(placed), column), x.low[i], x.high[i]);
          }
        }
      }
    }
  }

  private static int plane(PlacedLayer placed) {
    return placed.output().height() * placed.output().width();
  }

  private static Range ranges(int size) {
    return new Range(new double[size], new double[size]);
  }
}
