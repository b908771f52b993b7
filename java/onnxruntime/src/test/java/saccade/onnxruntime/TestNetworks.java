package saccade.onnxruntime;

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
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.SparseRows;
import saccade.model.Window;

/** Networks with random weights, of the paper's size or small, and frames to run them on. */
final class TestNetworks {
  /**
   * Largest integer weight. A CPU without VNNI multiplies u8 by s8 in pairs whose sum saturates at
   * int16; 2 * 255 * 63 = 32,130 does not reach that, so every CPU computes the same accumulators.
   */
  private static final int MAX_WEIGHT = 63;

  private final Random random;
  private final boolean ternary;
  private final List<Layer> layers = new ArrayList<>();

  private TestNetworks(Random random, boolean ternary) {
    this.random = random;
    this.ternary = ternary;
  }

  /** Real weights, half of them pruned. */
  static TestNetworks real(long seed) {
    return new TestNetworks(new Random(seed), false);
  }

  /**
   * Weights in {-1, 0, 1}, at most five per row, and integer biases: on gray levels every sum of up
   * to five layers stays below 2^24, so that float32 is exact in any order (contract, law 7b).
   */
  static TestNetworks ternary(long seed) {
    return new TestNetworks(new Random(seed), true);
  }

  /**
   * Two convolutions (one padded unevenly), flatten, two dense layers; sizes vary with the seed.
   */
  Network mixed(Activation hidden) {
    int planes = 1 + random.nextInt(4);
    int filters = 2 + random.nextInt(15);
    ImageStack input = new ImageStack(planes, 9 + random.nextInt(8), 9 + random.nextInt(8));
    conv("conv1", new Window(3, 4, 2, 1, padding(random)), filters, planes, hidden);
    conv("conv2", Window.square(3, 1), 5, filters, hidden);
    int pixels = new Network("front", input, layers).outputSize();
    int neurons = 1 + random.nextInt(40);
    layers.add(new Flatten("flat"));
    dense("fc", neurons, pixels, hidden);
    dense("q", 1 + random.nextInt(6), neurons, Activation.NONE);
    return new Network("mixed", input, layers);
  }

  private static Window.Padding padding(Random random) {
    return new Window.Padding(
        random.nextInt(3), random.nextInt(4), random.nextInt(3), random.nextInt(4));
  }

  Network convOnly() {
    conv("a", Window.square(3, 1, 1), 6, 2, Activation.RELU);
    conv("b", Window.square(2, 2), 3, 6, Activation.RELU);
    return new Network("conv-only", new ImageStack(2, 8, 10), layers);
  }

  Network denseOnly() {
    dense("a", 12, 20, Activation.RELU);
    dense("b", 4, 12, Activation.NONE);
    return new Network("dense-only", new ImageStack(20, 1, 1), layers);
  }

  /** The network of the paper's Table 1 with n = 4. */
  Network table1() {
    conv("conv1", Window.square(8, 4), 32, 4, Activation.RELU);
    conv("conv2", Window.square(4, 2), 64, 32, Activation.RELU);
    conv("conv3", Window.square(3, 1), 64, 64, Activation.RELU);
    layers.add(new Flatten("flatten"));
    dense("dense1", 512, 3136, Activation.RELU);
    dense("dense2", 4, 512, Activation.NONE);
    return new Network("table1", new ImageStack(4, 84, 84), layers);
  }

  private void conv(String name, Window window, int filters, int planes, Activation f) {
    int columns = planes * window.kernelHeight() * window.kernelWidth();
    layers.add(new Conv2d(name, window, weights(filters, columns), bias(filters), f));
  }

  private void dense(String name, int rows, int columns, Activation f) {
    layers.add(new Dense(name, weights(rows, columns), bias(rows), f));
  }

  /** Scaled so that activations keep their size from layer to layer. */
  private CsrWeights weights(int rows, int columns) {
    float[] dense = new float[rows * columns];
    double scale = 2 / Math.sqrt(columns);
    for (int i = 0; i < dense.length && !ternary; i++) {
      dense[i] = random.nextBoolean() ? (float) (scale * random.nextGaussian()) : 0;
    }
    for (int i = 0; i < 5 * rows && ternary; i++) {
      dense[i / 5 * columns + random.nextInt(columns)] = random.nextInt(4) == 0 ? -1 : 1;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private Bias bias(int rows) {
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      double b = 10 * random.nextGaussian();
      bias[i] = (float) (ternary ? Math.rint(b) : b);
    }
    return new Bias(bias);
  }

  /** Gray levels 0..255, three in ten of them 0. */
  float[] frame(Network network) {
    float[] frame = new float[network.input().shape().size()];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = random.nextInt(10) < 3 ? 0 : random.nextInt(256);
    }
    return frame;
  }

  /**
   * Random integers on the pattern of {@code network}, with scales that keep activations within
   * their grids, mostly.
   *
   * @param powersOfTwo all scales are powers of two: products of scales are then exact
   */
  static QuantizedNetwork quantized(Network network, boolean powersOfTwo, long seed) {
    TestNetworks net = real(seed);
    ActivationGrid input = new ActivationGrid(1, 0, ImageStack.MAX_GRAY);
    ActivationGrid in = input;
    List<QuantizedLayer> layers = new ArrayList<>();
    for (PlacedLayer placed : network.weighted()) {
      ActivationGrid out = null;
      if (layers.size() < network.depth() - 1) {
        boolean relu = placed.layer().activation().equals(Activation.RELU);
        float scale = powersOfTwo ? 0.5f : 0.3f + net.random.nextFloat();
        out = new ActivationGrid(scale, relu ? 0 : -128, relu ? 255 : 127);
      }
      layers.add(net.quantized(placed, in, out, powersOfTwo));
      in = out == null ? in : out;
    }
    return new QuantizedNetwork(network, InputGrids.BYTES, layers);
  }

  private QuantizedLayer quantized(
      PlacedLayer placed, ActivationGrid in, @Nullable ActivationGrid out, boolean powersOfTwo) {
    SparseRows pattern = placed.layer().weights().pattern();
    byte[] value = new byte[pattern.entries()];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) ((1 + random.nextInt(MAX_WEIGHT)) * (random.nextBoolean() ? 1 : -1));
    }
    int rows = pattern.rows();
    float[] scale = new float[rows];
    float[] multiplier = new float[rows];
    double step = out == null ? 1 : out.scale();
    for (int r = 0; r < rows; r++) {
      double s = (0.5 + random.nextDouble()) / (MAX_WEIGHT * Math.sqrt(pattern.columns()));
      scale[r] = powersOfTwo ? (float) Math.scalb(1.0, Math.getExponent(s)) : (float) s;
      multiplier[r] = (float) ((double) in.scale() * scale[r] / step);
    }
    int[] bias = random.ints(rows, -5000, 5000).toArray();
    return new QuantizedLayer(new GridWeights(pattern, value), bias, multiplier, scale, out);
  }
}
