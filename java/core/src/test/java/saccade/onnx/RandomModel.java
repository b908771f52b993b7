package saccade.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.ElementRanges;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.model.Window;

/** A random network with anything that the model can hold, and thresholds for it. */
final class RandomModel {
  private final Random random;
  private final List<Layer> layers = new ArrayList<>();
  private Shape shape;
  private boolean flat;

  private RandomModel(Random random, Shape shape) {
    this.random = random;
    this.shape = shape;
  }

  static Network network(long seed) {
    Random random = new Random(seed);
    Input input = input(random);
    RandomModel model = new RandomModel(random, input.shape());
    model.addLayers();
    Normaliser normaliser = random.nextInt(3) == 0 ? null : normaliser(random, input);
    return new Network("net " + seed, input, normaliser, model.layers);
  }

  static Thresholds thresholds(Network network, Random random) {
    float[] t = new float[network.depth() + random.nextInt(2)];
    for (int i = 0; i < t.length; i++) {
      t[i] = random.nextInt(4) == 0 ? 0 : random.nextFloat() * 10;
    }
    Thresholds thresholds = Thresholds.of(t);
    if (network.input() instanceof ImageStack || random.nextBoolean()) {
      return thresholds;
    }
    float[] element = new float[network.input().frameSize()];
    for (int i = 0; i < element.length; i++) {
      element[i] = random.nextFloat();
    }
    return thresholds.withInput(element);
  }

  private static Input input(Random random) {
    int height = 1 + random.nextInt(9);
    int width = 1 + random.nextInt(9);
    int depth = 1 + random.nextInt(4);
    int channels = 1 + random.nextInt(6);
    return switch (random.nextInt(4)) {
      case 0 -> new ImageStack(depth, channels, height, width);
      case 1 -> ranged(depth, new Shape(channels, 1, width), random);
      case 2 -> ranged(depth, new Shape(channels, height, width), random);
      default -> ranged(depth, new Shape(channels, 1, 1), random);
    };
  }

  private static FloatStack ranged(int depth, Shape frame, Random random) {
    int n = frame.size();
    float[] low = new float[n];
    float[] high = new float[n];
    for (int i = 0; i < n; i++) {
      low[i] = (float) random.nextGaussian();
      high[i] = low[i] + random.nextFloat();
    }
    return new FloatStack(depth, frame, random.nextBoolean() ? new ElementRanges(low, high) : null);
  }

  private static Normaliser normaliser(Random random, Input input) {
    int n = input.shape().size();
    int kind = random.nextInt(4);
    float[] mean = new float[n];
    float[] deviation = new float[n];
    float[] low = new float[n];
    float[] high = new float[n];
    for (int i = 0; i < n; i++) {
      mean[i] = random.nextInt(5) == 0 ? -0f : (float) random.nextGaussian();
      deviation[i] = 0.01f + random.nextFloat();
      low[i] = kind == 1 ? -5 : random.nextInt(6) == 0 ? 0 : -1 - random.nextFloat();
      high[i] = kind == 1 ? 3 : 1 + random.nextFloat();
      if (kind == 2 && random.nextInt(3) == 0) {
        low[i] = Float.NEGATIVE_INFINITY;
      }
    }
    @Nullable float[] none = null;
    return kind == 0
        ? new Normaliser(mean, deviation, none, none)
        : new Normaliser(mean, deviation, low, high);
  }

  private void addLayers() {
    int convolutions = random.nextInt(3);
    for (int i = 0; i < convolutions; i++) {
      conv("conv" + i);
    }
    int denses = random.nextInt(3) + (convolutions == 0 ? 1 : 0);
    for (int i = 0; i < denses; i++) {
      boolean image = shape.height() > 1 || shape.width() > 1;
      if (!flat && (image || random.nextInt(3) == 0)) {
        layers.add(new Flatten("flat" + i));
      }
      dense("dense" + i);
    }
    if (random.nextInt(5) == 0) {
      layers.add(new Flatten("last"));
    }
  }

  private void conv(String name) {
    Window w =
        new Window(
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            1 + random.nextInt(2),
            1 + random.nextInt(2),
            new Window.Dilation(1 + random.nextInt(2), 1 + random.nextInt(2)),
            new Window.Padding(4 + random.nextInt(2), random.nextInt(2), random.nextInt(2), 4));
    int groups = random.nextInt(3) == 0 ? shape.channels() : 1;
    int filters = groups * (1 + random.nextInt(3));
    int columns = shape.channels() / groups * w.area();
    layers.add(new Conv2d(name, w, groups, weights(filters, columns), bias(filters), activation()));
    shape = new Shape(filters, w.outputHeight(shape.height()), w.outputWidth(shape.width()));
  }

  private void dense(String name) {
    int rows = 1 + random.nextInt(6);
    layers.add(new Dense(name, weights(rows, shape.size()), bias(rows), activation()));
    shape = new Shape(rows, 1, 1);
    flat = true;
  }

  private CsrWeights weights(int rows, int columns) {
    float[] dense = new float[rows * columns];
    boolean full = random.nextBoolean();
    for (int i = 0; i < dense.length; i++) {
      dense[i] = full || random.nextBoolean() ? (float) random.nextGaussian() : 0;
    }
    dense[0] = random.nextBoolean() ? Float.MIN_VALUE : -0f;
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private Bias bias(int rows) {
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      bias[i] = (float) random.nextGaussian();
    }
    bias[0] = random.nextBoolean() ? -0f : 0;
    return new Bias(bias);
  }

  private Activation activation() {
    float a = 0.01f + random.nextFloat();
    return switch (random.nextInt(8)) {
      case 0 -> Activation.NONE;
      case 1 -> Activation.RELU;
      case 2 -> Activation.leakyRelu(a);
      case 3 -> Activation.elu(a);
      case 4 -> Activation.SILU;
      case 5 -> Activation.TANH;
      case 6 -> Activation.SIGMOID;
      default -> Activation.clip(-a, random.nextBoolean() ? a : 6);
    };
  }
}
