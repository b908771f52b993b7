package saccade.verify.selftest;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
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
 * A small network with weights in {-1, 0, 1} and integer biases: on byte images every sum is an
 * integer below 2^24, so FLOAT32 must hold to the bit (contract, law 7b). It has strides, uneven
 * padding, a signed hidden layer and pruned weights everywhere.
 */
public final class TernaryNetwork {
  /** Side of its square frames. */
  public static final int SIDE = 12;

  private TernaryNetwork() {}

  /** The network of a seed. */
  public static Network of(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Window first = new Window(3, 3, 2, 2, new Window.Padding(1, 0, 1, 2));
    Window second = new Window(2, 3, 1, 1, new Window.Padding(0, 1, 1, 1));
    return new Network(
        "ternary-" + seed,
        new ImageStack(3, SIDE, SIDE),
        List.of(
            new Conv2d(
                "conv1", first, weights(random, 5, 3 * 9), biases(random, 5), Activation.RELU),
            new Conv2d(
                "conv2", second, weights(random, 4, 5 * 6), biases(random, 4), Activation.NONE),
            new Flatten("flatten"),
            new Dense(
                "dense1",
                weights(random, 9, 4 * first.outputHeight(SIDE) * first.outputWidth(SIDE)),
                biases(random, 9),
                Activation.RELU),
            new Dense("dense2", weights(random, 3, 9), biases(random, 3), Activation.NONE)));
  }

  private static CsrWeights weights(RandomGenerator random, int rows, int columns) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextInt(3) - 1;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private static Bias biases(RandomGenerator random, int rows) {
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      bias[i] = random.nextInt(7) - 3;
    }
    return new Bias(bias);
  }
}
