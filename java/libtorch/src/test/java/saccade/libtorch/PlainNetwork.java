package saccade.libtorch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.Parameters;

/** The oracle: forth, back and the loss in double, with loops that follow the definitions. */
final class PlainNetwork {
  private final Architecture architecture;
  private final List<double[]> weights = new ArrayList<>();
  private final List<double[]> bias = new ArrayList<>();

  PlainNetwork(Architecture architecture, Parameters parameters) {
    this.architecture = architecture;
    for (int i = 0; i < parameters.layers(); i++) {
      weights.add(doubles(parameters.weights(i)));
      bias.add(doubles(parameters.bias(i)));
    }
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Weights of a layer, then its biases, to be changed by numerical differences. */
  double[][] layer(int index) {
    return new double[][] {weights.get(index), bias.get(index)};
  }

  double[] values(ByteBuffer observations, int index) {
    List<double[]> seen = activations(observations, index);
    return seen.get(seen.size() - 1);
  }

  private List<double[]> activations(ByteBuffer observations, int index) {
    double[] x = new double[architecture.observationLength()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (observations.get(index * x.length + i) & 0xff) / (double) architecture.maxValue();
    }
    List<double[]> seen = new ArrayList<>(List.of(x));
    for (int i = 0; i < weights.size(); i++) {
      double[] y = new Sides(i).forward(seen.get(i), weights.get(i), bias.get(i));
      for (int k = 0; i < weights.size() - 1 && k < y.length; k++) {
        y[k] = Math.max(0, y[k]);
      }
      seen.add(y);
    }
    return seen;
  }

  /** The loss; and if gradients are given, adds the loss's gradient to them. */
  double loss(Minibatch batch, PlainNetwork target, double[][][] gradients) {
    double loss = 0;
    for (int i = 0; i < batch.size(); i++) {
      double[] next = values(batch.nextObservations(), i);
      int best = 0;
      for (int a = 1; a < next.length; a++) {
        best = next[a] > next[best] ? a : best;
      }
      double bootstrap = target.values(batch.nextObservations(), i)[best];
      List<double[]> seen = activations(batch.observations(), i);
      double[] q = seen.get(seen.size() - 1);
      int action = batch.actions()[i];
      double error = q[action] - (batch.rewards()[i] + batch.discounts()[i] * bootstrap);
      double size = Math.abs(error);
      loss += (size <= 1 ? error * error / 2 : size - 0.5) / batch.size();
      double[] dq = new double[q.length];
      dq[action] = (size <= 1 ? error : Math.signum(error)) / batch.size();
      backward(seen, dq, gradients);
    }
    return loss;
  }

  private void backward(List<double[]> seen, double[] dq, double[][][] gradients) {
    double[] dy = dq;
    for (int i = weights.size() - 1; i >= 0 && gradients.length > 0; i--) {
      double[] x = seen.get(i);
      double[] dx = new Sides(i).backward(x, weights.get(i), dy, gradients[i]);
      for (int k = 0; k < x.length && i > 0; k++) {
        dx[k] = x[k] > 0 ? dx[k] : 0;
      }
      dy = dx;
    }
  }

  /** Sizes of a layer; a dense layer is a convolution whose kernel covers everything. */
  private final class Sides {
    private final int outputs;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int stride;
    private final int channels;
    private final int height;
    private final int width;

    Sides(int index) {
      int c = architecture.input().shape().channels();
      int h = architecture.input().height();
      int w = architecture.input().width();
      for (int i = 0; i < index; i++) {
        LayerShape before = architecture.layers().get(i);
        h = before instanceof Convolution k ? (h - k.kernel()) / k.stride() + 1 : 1;
        w = before instanceof Convolution k ? (w - k.kernel()) / k.stride() + 1 : 1;
        c = before.outputs();
      }
      LayerShape layer = architecture.layers().get(index);
      outputs = layer.outputs();
      kernelHeight = layer instanceof Convolution k ? k.kernel() : h;
      kernelWidth = layer instanceof Convolution k ? k.kernel() : w;
      stride = layer instanceof Convolution k ? k.stride() : 1;
      channels = c;
      height = h;
      width = w;
    }

    double[] forward(double[] x, double[] weights, double[] bias) {
      double[] y = new double[outputs * rows() * columns()];
      each((out, in, weight) -> y[out] += weights[weight] * x[in]);
      for (int k = 0; k < y.length; k++) {
        y[k] += bias[k / (rows() * columns())];
      }
      return y;
    }

    double[] backward(double[] x, double[] weights, double[] dy, double[][] gradients) {
      double[] dx = new double[x.length];
      each(
          (out, in, weight) -> {
            gradients[0][weight] += dy[out] * x[in];
            dx[in] += dy[out] * weights[weight];
          });
      for (int k = 0; k < dy.length; k++) {
        gradients[1][k / (rows() * columns())] += dy[k];
      }
      return dx;
    }

    private int rows() {
      return (height - kernelHeight) / stride + 1;
    }

    private int columns() {
      return (width - kernelWidth) / stride + 1;
    }

    /** Every multiplication of the layer: positions of output, input and weight. */
    private void each(Multiplication multiplication) {
      for (int out = 0; out < outputs * rows() * columns(); out++) {
        int o = out / (rows() * columns());
        int top = out / columns() % rows() * stride;
        int left = out % columns() * stride;
        for (int k = 0; k < channels * kernelHeight * kernelWidth; k++) {
          int c = k / (kernelHeight * kernelWidth);
          int y = top + k / kernelWidth % kernelHeight;
          int x = left + k % kernelWidth;
          int weight = o * channels * kernelHeight * kernelWidth + k;
          multiplication.at(out, (c * height + y) * width + x, weight);
        }
      }
    }
  }

  /** One multiplication. */
  private interface Multiplication {
    void at(int out, int in, int weight);
  }
}
