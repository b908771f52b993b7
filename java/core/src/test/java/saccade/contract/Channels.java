package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Window;
import saccade.verify.StepChecker;

/** Stacks of two frames with three channels each. */
final class Channels {
  private static final int FRAMES = 2;
  private static final int CHANNELS = 3;
  private static final int SIDE = 5;

  private Channels() {}

  /** A convolution and a dense layer over frames of 3x5x5. */
  static Network network() {
    Random random = new Random(8);
    List<Layer> layers = new ArrayList<>();
    int columns = FRAMES * CHANNELS * 9;
    layers.add(
        new Conv2d(
            "see",
            Window.square(3, 1),
            weights(random, 4, columns),
            new Bias(1, -2, 0, 3),
            Activation.RELU));
    layers.add(new Flatten("flatten"));
    layers.add(
        new Dense("act", weights(random, 2, 4 * 9), new Bias(new float[2]), Activation.NONE));
    return new Network("channels", new ImageStack(FRAMES, CHANNELS, SIDE, SIDE), layers);
  }

  private static CsrWeights weights(Random random, int rows, int columns) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextGaussian() / 64;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  /** Plays the frames 1, 2, 3 and 4, 2, 6 of one pixel; y lists the stack. */
  static void assertMoves(Backend backend, PlanOptions options, float... expected) {
    int n = FRAMES * CHANNELS;
    float[] identity = new float[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    Dense all =
        new Dense(
            "identity",
            CsrWeights.fromDense(n, n, identity),
            new Bias(new float[n]),
            Activation.NONE);
    ImageStack input = new ImageStack(FRAMES, CHANNELS, 1, 1);
    Network network = new Network("pixel", input, List.of(new Flatten("flatten"), all));
    Case c = new Case(network, Case.of(network, options).grids(), options);
    float[] y = new float[n];
    try (Session session = backend.plan(network, options).open()) {
      StepChecker checker =
          StepChecker.of(c.references(Mode.FLOAT32), options, session.thresholds());
      checker.started(session, "at the start");
      byte[][] frames = {Cases.bytes(1, 2, 3), Cases.bytes(4, 2, 6)};
      for (int step = 0; step < frames.length; step++) {
        checker.before(session);
        session.stepFrame(frames[step], y);
        checker.afterFrame(session, frames[step], step == 0, step);
        assertArrayEquals(Arrays.copyOfRange(expected, step * n, (step + 1) * n), y);
      }
      assertEquals(List.of(), checker.findings().failures());
    }
  }
}
