package saccade.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.builtin.Builtin;
import saccade.builtin.DeepQNetwork;
import saccade.environments.emulation.SeededRandom;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.Network;

/**
 * The network of a workload's file: exactly one of these.
 *
 * @param builtin name of a built-in network
 * @param table1 the shapes of Table 1 with other weights
 * @param perceptron dense layers with SiLU between them
 */
record NetworkPart(
    @Nullable String builtin, @Nullable Table1 table1, @Nullable Perceptron perceptron) {
  private static final int ACTIONS = 4;
  private static final int RANDOM_STREAM = 14;

  /**
   * Table 1, every layer pruned alike by magnitude.
   *
   * @param sparsity share of pruned weights in every layer
   * @param seed of the weights
   */
  record Table1(double sparsity, long seed) {}

  /**
   * Dense layers; no weight is pruned.
   *
   * @param sizes inputs, then neurons per layer
   * @param seed of the weights
   */
  record Perceptron(List<Integer> sizes, long seed) {
    Perceptron {
      sizes = List.copyOf(sizes);
    }
  }

  /**
   * Builds it: the same bits every time.
   *
   * @param name of a network that is not built-in
   * @param deviation typical deviation of every input of a perceptron, which its first weights are
   *     divided by
   */
  Network build(String name, float[] deviation) {
    if (builtin != null) {
      return Builtin.named(builtin).network();
    }
    if (table1 != null) {
      double s = table1.sparsity;
      return DeepQNetwork.of(name, new DeepQNetwork.Sparsity(s, s, s, s, s), ACTIONS, table1.seed);
    }
    if (perceptron != null) {
      return layered(name, perceptron, deviation);
    }
    throw new IllegalArgumentException(
        "workload " + name + " names no network; give builtin, table1 or perceptron");
  }

  private static Network layered(String name, Perceptron shape, float[] deviation) {
    SeededRandom random = new SeededRandom(shape.seed, RANDOM_STREAM);
    List<Dense> layers = new ArrayList<>();
    int last = shape.sizes.size() - 1;
    for (int k = 1; k <= last; k++) {
      int inputs = shape.sizes.get(k - 1);
      int neurons = shape.sizes.get(k);
      layers.add(
          new Dense(
              "Dense-" + k,
              weights(random, neurons, inputs, k == 1 ? deviation : null),
              bias(random, neurons, inputs),
              k == last ? Activation.NONE : Activation.SILU));
    }
    return new Network(name, FloatStack.vector(shape.sizes.get(0)), layers);
  }

  /** Uniform weights of variance 2 / fan-in, for inputs in units of their deviation. */
  private static CsrWeights weights(
      SeededRandom random, int rows, int columns, float @Nullable [] deviation) {
    double bound = StrictMath.sqrt(6.0 / columns);
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      double drawn = bound * (2 * random.nextDouble() - 1);
      dense[i] = (float) (deviation == null ? drawn : drawn / deviation[i % columns]);
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private static Bias bias(SeededRandom random, int neurons, int inputs) {
    double bound = 1 / StrictMath.sqrt(inputs);
    float[] bias = new float[neurons];
    for (int i = 0; i < neurons; i++) {
      bias[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return new Bias(bias);
  }
}
