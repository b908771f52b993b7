package saccade.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Seeded small networks of odd sizes: strides, uneven padding, empty rows, full rows, no biases.
 */
final class RandomNetwork {
  private final SplittableRandom random;
  private final List<Layer> layers = new ArrayList<>();
  private Shape shape;

  private RandomNetwork(long seed) {
    random = new SplittableRandom(seed);
    shape = new Shape(1 + random.nextInt(4), 5 + random.nextInt(9), 5 + random.nextInt(9));
  }

  static Network of(long seed) {
    RandomNetwork made = new RandomNetwork(seed);
    ImageStack input =
        new ImageStack(made.shape.channels(), made.shape.height(), made.shape.width());
    int convolutions = made.random.nextInt(3);
    for (int i = 0; i < convolutions; i++) {
      made.addConvolution("conv" + i);
    }
    made.layers.add(new Flatten("flatten"));
    int dense = made.random.nextInt(convolutions == 0 ? 1 : 0, 3);
    for (int i = 0; i < dense; i++) {
      made.addDense("dense" + i);
    }
    return new Network("random-" + seed, input, made.layers);
  }

  private void addConvolution(String name) {
    int kernelHeight = 1 + random.nextInt(Math.min(4, shape.height()));
    int kernelWidth = 1 + random.nextInt(Math.min(4, shape.width()));
    Window.Padding padding =
        new Window.Padding(
            random.nextInt(kernelHeight),
            random.nextInt(kernelWidth),
            random.nextInt(kernelHeight),
            random.nextInt(kernelWidth));
    Window window =
        new Window(
            kernelHeight, kernelWidth, 1 + random.nextInt(3), 1 + random.nextInt(3), padding);
    int filters = 1 + random.nextInt(17);
    int columns = shape.channels() * kernelHeight * kernelWidth;
    layers.add(new Conv2d(name, window, weights(filters, columns), bias(filters), activation()));
    shape =
        new Shape(filters, window.outputHeight(shape.height()), window.outputWidth(shape.width()));
  }

  private void addDense(String name) {
    int neurons = 1 + random.nextInt(31);
    layers.add(new Dense(name, weights(neurons, shape.size()), bias(neurons), activation()));
    shape = new Shape(neurons, 1, 1);
  }

  private Activation activation() {
    return random.nextInt(3) == 0 ? Activation.NONE : Activation.RELU;
  }

  private Bias bias(int rows) {
    boolean none = random.nextInt(5) == 0;
    float[] bias = new float[rows];
    for (int r = 0; r < rows; r++) {
      bias[r] = none ? 0 : (float) random.nextDouble(-1, 1);
    }
    return new Bias(bias);
  }

  private CsrWeights weights(int rows, int columns) {
    double density = random.nextInt(4) == 0 ? 1 : random.nextDouble();
    int emptyRow = random.nextInt(4) == 0 ? random.nextInt(rows) : -1;
    double bound = Math.sqrt(6.0 / columns);
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      boolean kept = random.nextDouble() < density && i / columns != emptyRow;
      dense[i] = kept ? (float) random.nextDouble(-bound, bound) : 0;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }
}
