package saccade.training;

import saccade.training.network.Architecture;
import saccade.training.network.LayerShape;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.Parameters;

/** A forward pass in plain loops. */
final class Forward {
  private Forward() {}

  /** What the last layer sees. */
  static float[] hidden(Architecture architecture, Parameters parameters, float[] input) {
    float[] values = input;
    int side = architecture.input().height();
    for (int i = 0; i < architecture.layers().size() - 1; i++) {
      LayerShape layer = architecture.layers().get(i);
      if (layer instanceof Convolution c) {
        values = convolve(c, parameters.weights(i), parameters.bias(i), values, side);
        side = (side - c.kernel()) / c.stride() + 1;
      } else {
        values = dense(layer.outputs(), parameters.weights(i), parameters.bias(i), values);
      }
    }
    return values;
  }

  private static float[] convolve(
      Convolution c, float[] weights, float[] bias, float[] values, int side) {
    int channels = values.length / (side * side);
    int out = (side - c.kernel()) / c.stride() + 1;
    int k = c.kernel();
    float[] sums = new float[c.outputs() * out * out];
    for (int o = 0; o < sums.length; o++) {
      int filter = o / (out * out);
      int y = o / out % out * c.stride();
      int x = o % out * c.stride();
      float sum = bias[filter];
      for (int t = 0; t < channels * k * k; t++) {
        int at = (t / (k * k) * side + y + t / k % k) * side + x + t % k;
        sum += weights[filter * channels * k * k + t] * values[at];
      }
      sums[o] = Math.max(0, sum);
    }
    return sums;
  }

  private static float[] dense(int outputs, float[] weights, float[] bias, float[] values) {
    float[] sums = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      float sum = bias[o];
      for (int i = 0; i < values.length; i++) {
        sum += weights[o * values.length + i] * values[i];
      }
      sums[o] = Math.max(0, sum);
    }
    return sums;
  }
}
