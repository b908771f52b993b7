package saccade.builtin;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Window;

/**
 * The network of Table 1 with seeded weights, pruned by magnitude layer by layer. Not trained: it
 * has the paper's shapes and sparsities, but its actions mean nothing.
 */
public final class DeepQNetwork {
  /** Side of its frames. */
  public static final int SIDE = 84;

  /** Frames in its stack. */
  public static final int PLANES = 4;

  private static final int HIDDEN = 512;

  private DeepQNetwork() {}

  /**
   * Weight sparsity per layer.
   *
   * @param conv1 of Conv2d-1
   * @param conv2 of Conv2d-2
   * @param conv3 of the third convolution, which the paper calls Conv2d-4
   * @param dense1 of Dense-1
   * @param dense2 of Dense-2
   */
  public record Sparsity(double conv1, double conv2, double conv3, double dense1, double dense2) {
    /** No weight pruned. */
    public static final Sparsity NONE = new Sparsity(0, 0, 0, 0, 0);

    public Sparsity {
      for (double s : new double[] {conv1, conv2, conv3, dense1, dense2}) {
        if (!(s >= 0 && s <= 1)) {
          throw new IllegalArgumentException(
              "weight sparsity " + s + " is outside 0..1; give a share of the weights");
        }
      }
    }
  }

  /**
   * Builds the network.
   *
   * @param name name in reports
   * @param sparsity share of weights pruned per layer, the smallest magnitudes first
   * @param actions number of outputs n
   * @param seed of the weights
   */
  public static Network of(String name, Sparsity sparsity, int actions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int flat = 64 * 7 * 7;
    return new Network(
        name,
        new ImageStack(PLANES, SIDE, SIDE),
        List.of(
            conv(random, "Conv2d-1", PLANES, 32, 8, 4, sparsity.conv1, 1.0 / ImageStack.MAX_GRAY),
            conv(random, "Conv2d-2", 32, 64, 4, 2, sparsity.conv2, 1),
            conv(random, "Conv2d-4", 64, 64, 3, 1, sparsity.conv3, 1),
            new Flatten("Flatten"),
            dense(random, "Dense-1", flat, HIDDEN, sparsity.dense1, Activation.RELU),
            dense(random, "Dense-2", HIDDEN, actions, sparsity.dense2, Activation.NONE)));
  }

  private static Conv2d conv(
      SplittableRandom random,
      String name,
      int inputs,
      int filters,
      int kernel,
      int stride,
      double sparsity,
      double scale) {
    int columns = inputs * kernel * kernel;
    CsrWeights weights = weights(random, filters, columns, sparsity, scale);
    Bias bias = bias(random, filters, columns);
    return new Conv2d(name, Window.square(kernel, stride), weights, bias, Activation.RELU);
  }

  private static Dense dense(
      SplittableRandom random,
      String name,
      int inputs,
      int neurons,
      double sparsity,
      Activation f) {
    CsrWeights weights = weights(random, neurons, inputs, sparsity, 1);
    return new Dense(name, weights, bias(random, neurons, inputs), f);
  }

  /** Uniform weights of variance 2 / fan-in; an input in gray levels is scaled to 0..1. */
  private static CsrWeights weights(
      SplittableRandom random, int rows, int columns, double sparsity, double scale) {
    double bound = Math.sqrt(6.0 / columns);
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = (float) (random.nextDouble(-bound, bound) * scale);
    }
    prune(dense, sparsity);
    return CsrWeights.fromDense(rows, columns, dense);
  }

  /** Sets the smallest magnitudes to 0; a seeded draw has no ties worth a rule. */
  private static void prune(float[] dense, double sparsity) {
    int pruned = (int) Math.round(sparsity * dense.length);
    if (pruned == 0) {
      return;
    }
    float[] magnitude = new float[dense.length];
    for (int i = 0; i < dense.length; i++) {
      magnitude[i] = Math.abs(dense[i]);
    }
    Arrays.sort(magnitude);
    float largestPruned = magnitude[pruned - 1];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = Math.abs(dense[i]) <= largestPruned ? 0 : dense[i];
    }
  }

  private static Bias bias(SplittableRandom random, int rows, int columns) {
    double bound = 1 / Math.sqrt(columns);
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      bias[i] = (float) random.nextDouble(-bound, bound);
    }
    return new Bias(bias);
  }
}
