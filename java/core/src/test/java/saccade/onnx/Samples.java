package saccade.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.GridWeights;
import saccade.model.ImageStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.SparseRows;
import saccade.model.Window;

/** Small networks with random weights. */
final class Samples {
  private Samples() {}

  /** 2x9x8: conv 3 at 3x2, stride 2x1, asymmetric padding; conv 4; flatten; dense 5; dense 2. */
  static Network mixed(long seed) {
    Random random = new Random(seed);
    Window first = new Window(3, 2, 2, 1, new Window.Padding(1, 0, 2, 3));
    return new Network(
        "mixed",
        new ImageStack(2, 9, 8),
        List.of(
            conv("conv1", first, 3, 2, random),
            conv("conv2", Window.square(2, 2), 4, 3, random),
            new Flatten("flat"),
            dense("fc", 5, 4 * 2 * 5, Activation.RELU, random),
            dense("q", 2, 5, Activation.NONE, random)));
  }

  static Network convOnly(long seed) {
    return new Network(
        "conv-only",
        new ImageStack(1, 5, 6),
        List.of(conv("only", Window.square(3, 1, 1), 2, 1, new Random(seed))));
  }

  /** The input is one row of four planes: no Flatten stands before the dense layer. */
  static Network denseOnly(long seed) {
    return new Network(
        "dense-only",
        new ImageStack(4, 1, 1),
        List.of(dense("only", 3, 4, Activation.NONE, new Random(seed))));
  }

  /** The network of the paper's Table 1 with n = 4. */
  static Network table1(long seed) {
    Random random = new Random(seed);
    return new Network(
        "table1",
        new ImageStack(4, 84, 84),
        List.of(
            conv("conv1", Window.square(8, 4), 32, 4, random),
            conv("conv2", Window.square(4, 2), 64, 32, random),
            conv("conv3", Window.square(3, 1), 64, 64, random),
            new Flatten("flatten"),
            dense("dense1", 512, 3136, Activation.RELU, random),
            dense("dense2", 4, 512, Activation.NONE, random)));
  }

  static Conv2d conv(String name, Window window, int filters, int planes, Random random) {
    int columns = planes * window.kernelHeight() * window.kernelWidth();
    return new Conv2d(
        name, window, weights(filters, columns, random), bias(filters, random), Activation.RELU);
  }

  static Dense dense(String name, int rows, int columns, Activation f, Random random) {
    return new Dense(name, weights(rows, columns, random), bias(rows, random), f);
  }

  /** Half of the weights are pruned. */
  private static CsrWeights weights(int rows, int columns, Random random) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextBoolean() ? (float) random.nextGaussian() : 0;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private static Bias bias(int rows, Random random) {
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      bias[i] = (float) random.nextGaussian();
    }
    bias[0] = -0f; // the sign of zero must survive
    return new Bias(bias);
  }

  /** Random integers in place of the float weights; hidden grids are {@code hidden}. */
  static QuantizedNetwork quantized(Network network, ActivationGrid hidden, long seed) {
    Random random = new Random(seed);
    List<QuantizedLayer> layers = new ArrayList<>();
    for (PlacedLayer placed : network.weighted()) {
      boolean last = layers.size() == network.depth() - 1;
      layers.add(quantized(placed, last ? null : hidden, random));
    }
    return new QuantizedNetwork(network, InputGrids.BYTES, layers);
  }

  private static QuantizedLayer quantized(
      PlacedLayer placed, @Nullable ActivationGrid grid, Random random) {
    SparseRows pattern = placed.layer().weights().pattern();
    byte[] value = new byte[pattern.entries()];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) ((random.nextInt(127) + 1) * (random.nextBoolean() ? 1 : -1));
    }
    int rows = pattern.rows();
    int[] bias = random.ints(rows, -1000, 1000).toArray();
    float[] scale = new float[rows];
    float[] multiplier = new float[rows];
    for (int r = 0; r < rows; r++) {
      scale[r] = 0.001f * (1 + random.nextFloat());
      multiplier[r] = scale[r];
    }
    return new QuantizedLayer(new GridWeights(pattern, value), bias, multiplier, scale, grid);
  }
}
