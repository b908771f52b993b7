package saccade.vector;

import java.util.List;
import java.util.SplittableRandom;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Window;
import saccade.verify.selftest.RandomFrames;

/** Layers of many channels, from whose weights blocks, single ones or none are pruned. */
final class Pruned {
  static final int SIDE = 10;
  static final int STACK_SIDE = 24;
  static final int STACK = 4;
  private static final int PLANES = 2;

  private final SplittableRandom random;
  private final int block;
  private final double kept;

  private Pruned(long seed, int block, double kept) {
    random = new SplittableRandom(seed);
    this.block = block;
    this.kept = kept;
  }

  /**
   * Two convolutions, the second too wide for sums in float32, and two dense layers.
   *
   * @param groups of the second convolution
   */
  static Network network(int groups) {
    Pruned draw = new Pruned(5, 8, 0.8);
    int width = SIDE - 2 - 4;
    return new Network(
        "pruned in blocks",
        new ImageStack(PLANES, SIDE, SIDE),
        List.of(
            draw.convolution("see", 48, PLANES, Window.square(3, 1), 1),
            draw.convolution("look", 44, 48, Window.square(5, 1), groups),
            new Flatten("flatten"),
            draw.dense("think", 90, 44 * width * width, Activation.RELU),
            draw.dense("act", 5, 90, Activation.NONE)));
  }

  /**
   * A convolution whose kernel is two strides wide, and a dense layer.
   *
   * @param channels of a frame
   */
  static Network stack(int channels) {
    Pruned draw = new Pruned(7, 1, 0.3);
    Window window = Window.square(8, 4);
    int width = window.outputWidth(STACK_SIDE);
    return new Network(
        "stack",
        new ImageStack(STACK, channels, STACK_SIDE, STACK_SIDE),
        List.of(
            draw.convolution("see", 20, STACK * channels, window, 1),
            new Flatten("flatten"),
            draw.dense("act", 6, 20 * width * width, Activation.NONE)));
  }

  /**
   * One dense layer.
   *
   * @param block output channels that live or die together
   * @param kept share of them that lives
   */
  static Network dense(int rows, int block, double kept) {
    Pruned draw = new Pruned(6, block, kept);
    return new Network(
        "one layer",
        new ImageStack(1, 1, SIDE),
        List.of(new Flatten("flatten"), draw.dense("only", rows, SIDE, Activation.NONE)));
  }

  static QuantizedNetwork grids(Network network) {
    int pixels = ((ImageStack) network.input()).frameSize();
    return Quantizer.quantize(
        network,
        Calibration.watch(
            new ScalarBackend(),
            network,
            PlanOptions.DEFAULT,
            new RandomFrames(30, pixels, 255, 9)));
  }

  private Conv2d convolution(String name, int filters, int channels, Window window, int groups) {
    CsrWeights w = weights(filters, channels / groups * window.area());
    return new Conv2d(name, window, groups, w, bias(filters), Activation.RELU);
  }

  private Dense dense(String name, int rows, int inputs, Activation f) {
    return new Dense(name, weights(rows, inputs), bias(rows), f);
  }

  private Bias bias(int rows) {
    float[] bias = new float[rows];
    for (int r = 0; r < rows; r++) {
      bias[r] = (float) random.nextDouble(-0.5, 0.5);
    }
    return new Bias(bias);
  }

  private CsrWeights weights(int rows, int columns) {
    float[] w = new float[rows * columns];
    for (int c = 0; c < columns; c++) {
      boolean alive = false;
      for (int r = 0; r < rows; r++) {
        alive = r % block == 0 ? random.nextDouble() < kept : alive;
        double size = random.nextDouble(0.6, 1) / Math.sqrt(columns);
        w[r * columns + c] = alive ? (float) (random.nextBoolean() ? size : -size) : 0;
      }
    }
    return CsrWeights.fromDense(rows, columns, w);
  }
}
