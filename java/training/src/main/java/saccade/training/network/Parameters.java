package saccade.training.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One float per weight and bias of an {@link Architecture}: its parameters, or anything that has
 * their shape, such as the moments of an optimiser. The arrays are shared, not copied; whoever
 * keeps them for later takes {@link #copy()}.
 */
public final class Parameters {
  private final List<float[]> weights;
  private final List<float[]> bias;

  /**
   * Takes the arrays as they are.
   *
   * @param weights per layer, row-major: one row per output, columns (c, ky, kx) as in {@code
   *     saccade.model}
   * @param bias per layer, one value per output
   */
  public Parameters(List<float[]> weights, List<float[]> bias) {
    if (weights.size() != bias.size()) {
      throw new IllegalArgumentException(
          weights.size() + " layers have weights and " + bias.size() + " a bias; give both");
    }
    this.weights = List.copyOf(weights);
    this.bias = List.copyOf(bias);
  }

  /** All 0. */
  public static Parameters zeros(Architecture architecture) {
    List<float[]> weights = new ArrayList<>();
    List<float[]> bias = new ArrayList<>();
    for (int i = 0; i < architecture.layers().size(); i++) {
      weights.add(new float[architecture.weights(i)]);
      bias.add(new float[architecture.layers().get(i).outputs()]);
    }
    return new Parameters(weights, bias);
  }

  /**
   * Seeded initial values: weights and biases uniform within 1 / sqrt(fan-in), which is what
   * PyTorch gives its convolutions and linear layers by default, and so the published MinAtar DQN.
   */
  public static Parameters initial(Architecture architecture, long seed) {
    Parameters drawn = zeros(architecture);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < drawn.layers(); i++) {
      double bound = 1 / Math.sqrt(architecture.columns(i));
      fill(drawn.weights(i), random, bound);
      fill(drawn.bias(i), random, bound);
    }
    return drawn;
  }

  private static void fill(float[] values, SplittableRandom random, double bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
  }

  /** Number of layers. */
  public int layers() {
    return weights.size();
  }

  /** Weights of a layer, row-major; not a copy. */
  public float[] weights(int layer) {
    return weights.get(layer);
  }

  /** Biases of a layer; not a copy. */
  public float[] bias(int layer) {
    return bias.get(layer);
  }

  /** The same values in arrays of their own. */
  public Parameters copy() {
    return new Parameters(
        weights.stream().map(float[]::clone).toList(), bias.stream().map(float[]::clone).toList());
  }

  /** Whether no value is NaN or infinite. */
  public boolean isFinite() {
    return finite(weights) && finite(bias);
  }

  private static boolean finite(List<float[]> arrays) {
    for (float[] array : arrays) {
      for (float value : array) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException naming the layer that has another length
   */
  public void requireFit(Architecture architecture) {
    if (layers() != architecture.layers().size()) {
      throw new IllegalArgumentException(
          "parameters of %d layers were given for %d; give those of the same architecture"
              .formatted(layers(), architecture.layers().size()));
    }
    for (int i = 0; i < layers(); i++) {
      LayerShape layer = architecture.layers().get(i);
      if (weights(i).length != architecture.weights(i) || bias(i).length != layer.outputs()) {
        throw new IllegalArgumentException(
            "layer %s has %d weights and %d biases; give %d and %d"
                .formatted(
                    layer.name(),
                    weights(i).length,
                    bias(i).length,
                    architecture.weights(i),
                    layer.outputs()));
      }
    }
  }

  /** Whether the other has the same bits. */
  public boolean sameBits(Parameters other) {
    if (layers() != other.layers()) {
      return false;
    }
    for (int i = 0; i < layers(); i++) {
      if (Arrays.mismatch(weights(i), other.weights(i)) >= 0
          || Arrays.mismatch(bias(i), other.bias(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
