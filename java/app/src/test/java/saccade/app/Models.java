package saccade.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import saccade.environments.trace.Trace;
import saccade.environments.walk.SmoothWalk;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.ElementRanges;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.model.Window;
import saccade.onnx.OnnxWriter;

/** Small models and traces in files, as users have them. */
final class Models {
  static final int NUMBERS = 6;
  static final int SIDE = 12;

  private Models() {}

  /** Six numbers, a normaliser, SiLU, Tanh. */
  static Network controller() {
    return controller("controller", new FloatStack(1, new Shape(NUMBERS, 1, 1), null));
  }

  static Network controller(String name, FloatStack input) {
    SplittableRandom random = new SplittableRandom(11);
    int n = input.shape().size();
    float[] mean = new float[n];
    float[] deviation = new float[n];
    for (int i = 0; i < n; i++) {
      mean[i] = 0.1f * i;
      deviation[i] = 1 + i;
    }
    return new Network(
        name,
        input,
        new Normaliser(mean, deviation, null, null),
        List.of(
            dense(random, "hidden", n, 16, 0, Activation.SILU),
            dense(random, "action", 16, 3, 0, Activation.TANH)));
  }

  /** The same with ranges of its own, -2..2. */
  static Network ranged() {
    ElementRanges ranges = ElementRanges.uniform(NUMBERS, -2, 2);
    return controller("ranged", new FloatStack(1, new Shape(NUMBERS, 1, 1), ranges));
  }

  /** Two gray images of 12x12, half of the weights pruned. */
  static Network viewer() {
    SplittableRandom random = new SplittableRandom(12);
    CsrWeights filters = weights(random, 4, 2 * 9, 0.5, 1.0 / 255);
    return new Network(
        "viewer",
        new ImageStack(2, SIDE, SIDE),
        List.of(
            new Conv2d(
                "see", Window.square(3, 2), filters, new Bias(new float[4]), Activation.RELU),
            new Flatten("flatten"),
            dense(random, "act", 4 * 5 * 5, 3, 0.5, Activation.NONE)));
  }

  /** One frame of {@code channels} pictures of 10x10; {@code actions} outputs. */
  static Network channels(String name, int channels, int actions) {
    SplittableRandom random = new SplittableRandom(13);
    CsrWeights filters = weights(random, 4, channels * 9, 0.5, 1);
    return new Network(
        name,
        new ImageStack(1, channels, 10, 10),
        List.of(
            new Conv2d(
                "see", Window.square(3, 1), filters, new Bias(new float[4]), Activation.RELU),
            new Flatten("flatten"),
            dense(random, "act", 4 * 8 * 8, actions, 0.5, Activation.NONE)));
  }

  /** One frame of four pictures of 10x10, whose convolution has two groups. */
  static Network grouped() {
    SplittableRandom random = new SplittableRandom(14);
    CsrWeights filters = weights(random, 20, 2 * 9, 0.3, 0.1);
    return new Network(
        "grouped",
        new ImageStack(1, 4, 10, 10),
        List.of(
            new Conv2d(
                "see", Window.square(3, 1), 2, filters, new Bias(new float[20]), Activation.RELU),
            new Flatten("flatten"),
            dense(random, "think", 20 * 8 * 8, 40, 0.3, Activation.RELU),
            dense(random, "act", 40, 6, 0.3, Activation.NONE)));
  }

  private static Dense dense(
      SplittableRandom random, String name, int inputs, int rows, double pruned, Activation f) {
    float[] bias = new float[rows];
    for (int i = 0; i < rows; i++) {
      bias[i] = (float) random.nextDouble(-0.1, 0.1);
    }
    return new Dense(name, weights(random, rows, inputs, pruned, 1), new Bias(bias), f);
  }

  private static CsrWeights weights(
      SplittableRandom random, int rows, int columns, double pruned, double scale) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      double w = random.nextDouble(-1, 1) * scale;
      dense[i] = random.nextDouble() < pruned ? 0 : (float) w;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  /** Writes a model without thresholds of its own. */
  static Path write(Path folder, Network network) {
    return write(folder, network, null);
  }

  static Path write(Path folder, Network network, @Nullable Thresholds thresholds) {
    byte[] bytes =
        OnnxWriter.float32(network, thresholds == null ? Thresholds.zero(network) : thresholds);
    try {
      return Files.write(folder.resolve(network.name() + ".onnx"), bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The viewer with an operator in it that is not supported. */
  static Path unsupported(Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(write(folder, viewer()));
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("Relu", "Sqrt");
    Path file = folder.resolve("square root.onnx");
    return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Observations that walk through -2..2, in two episodes. */
  static Path trace(Path folder, int n, int steps) {
    return write(folder, "walk" + n + ".npz", n, observations(n, steps));
  }

  static float[] observations(int n, int steps) {
    float[] low = new float[n];
    float[] high = new float[n];
    Arrays.fill(low, -2);
    Arrays.fill(high, 2);
    SmoothWalk walk = new SmoothWalk(low, high, 5);
    float[] values = new float[steps * n];
    for (int step = 0; step < steps; step++) {
      walk.step();
      for (int i = 0; i < n; i++) {
        values[step * n + i] = walk.at(i);
      }
    }
    return values;
  }

  static Path write(Path folder, String name, int n, float[] values) {
    boolean[] starts = new boolean[values.length / n];
    starts[starts.length / 2] = true;
    Path file = folder.resolve(name);
    Trace.ofObservations(values, n, starts).write(file);
    return file;
  }
}
