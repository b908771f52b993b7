package saccade.libtorch;

import java.util.Arrays;
import java.util.List;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/**
 * Where the weights and biases of each layer lie in one array of floats. Each starts on a cache
 * line; the gaps stay 0.
 */
final class FlatLayout {
  private static final int LINE = 16;

  private final Architecture architecture;
  private final int[] weights;
  private final int[] bias;
  private final int length;

  FlatLayout(Architecture architecture) {
    this.architecture = architecture;
    int layers = architecture.layers().size();
    weights = new int[layers];
    bias = new int[layers];
    int end = 0;
    for (int i = 0; i < layers; i++) {
      weights[i] = end;
      end = aligned(end, architecture.weights(i));
      bias[i] = end;
      end = aligned(end, architecture.layers().get(i).outputs());
    }
    length = end;
  }

  private static int aligned(int start, int size) {
    return Math.multiplyExact(Math.addExact(start, size + LINE - 1) / LINE, LINE);
  }

  Architecture architecture() {
    return architecture;
  }

  int layers() {
    return weights.length;
  }

  /** Floats in all, gaps included. */
  int length() {
    return length;
  }

  int weightsAt(int layer) {
    return weights[layer];
  }

  int biasAt(int layer) {
    return bias[layer];
  }

  /** Parameters to one array. */
  float[] flatten(Parameters parameters) {
    float[] flat = new float[length];
    for (int i = 0; i < layers(); i++) {
      float[] w = parameters.weights(i);
      float[] b = parameters.bias(i);
      System.arraycopy(w, 0, flat, weights[i], w.length);
      System.arraycopy(b, 0, flat, bias[i], b.length);
    }
    return flat;
  }

  /** One array to parameters. */
  Parameters parameters(float[] flat) {
    Parameters parameters = Parameters.zeros(architecture);
    for (int i = 0; i < layers(); i++) {
      float[] w = parameters.weights(i);
      float[] b = parameters.bias(i);
      System.arraycopy(flat, weights[i], w, 0, w.length);
      System.arraycopy(flat, bias[i], b, 0, b.length);
    }
    return parameters;
  }

  /** The same value for every weight and bias; 0 in the gaps. */
  float[] filled(float value) {
    Parameters parameters = Parameters.zeros(architecture);
    for (int i = 0; i < layers(); i++) {
      for (float[] array : List.of(parameters.weights(i), parameters.bias(i))) {
        Arrays.fill(array, value);
      }
    }
    return flatten(parameters);
  }
}
