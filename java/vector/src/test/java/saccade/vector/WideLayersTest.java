package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
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
import saccade.model.Thresholds;
import saccade.model.Window;
import saccade.verify.selftest.RandomFrames;

/**
 * What generated networks are too small for: strides of four, whose pixels are sorted by cell and
 * whose planes are filled by fours, and layers of so many outputs that they add sums of 16 bits.
 */
class WideLayersTest {
  private static final int STEPS = 40;

  /** Sides of the image, channels of a frame, outputs of the dense layer. */
  private record Size(int high, int wide, int frameChannels, int filters, int outputs) {}

  static Stream<Size> sizes() {
    return Stream.of(
        new Size(20, 20, 1, 32, 512),
        new Size(21, 35, 1, 16, 256),
        new Size(16, 67, 2, 48, 128),
        new Size(12, 12, 3, 64, 96),
        new Size(9, 8, 1, 33, 64));
  }

  private static Network network(Size s) {
    SplittableRandom random = new SplittableRandom(s.hashCode());
    Window window = Window.square(8, 4);
    int planes = 3;
    int positions = ((s.high - 8) / 4 + 1) * ((s.wide - 8) / 4 + 1);
    int columns = planes * s.frameChannels * 64;
    return new Network(
        "wide",
        new ImageStack(planes, s.frameChannels, s.high, s.wide),
        List.of(
            new Conv2d(
                "see",
                window,
                1,
                weights(random, s.filters, columns),
                zero(s.filters),
                Activation.RELU),
            new Flatten("flatten"),
            new Dense(
                "think",
                weights(random, s.outputs, s.filters * positions),
                zero(s.outputs),
                Activation.RELU),
            new Dense("act", weights(random, 4, s.outputs), zero(4), Activation.NONE)));
  }

  private static Bias zero(int rows) {
    return new Bias(new float[rows]);
  }

  private static CsrWeights weights(SplittableRandom random, int rows, int columns) {
    float[] w = new float[rows * columns];
    for (int i = 0; i < w.length; i++) {
      w[i] = random.nextInt(3) == 0 ? (float) (random.nextDouble(-1, 1) / Math.sqrt(columns)) : 0;
    }
    return CsrWeights.fromDense(rows, columns, w);
  }

  /** Some frames are all new, some differ in a few pixels, some not at all. */
  private static byte[] frame(SplittableRandom random, byte[] before) {
    byte[] frame = before.clone();
    int kind = random.nextInt(5);
    int changes = kind == 0 ? frame.length : kind == 1 ? 0 : 1 + frame.length / (4 * kind);
    for (int i = 0; i < changes; i++) {
      frame[kind == 0 ? i : random.nextInt(frame.length)] = (byte) random.nextInt(256);
    }
    return frame;
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void computeAndCountWhatTheDefinitionDoes(Size size) {
    Network network = network(size);
    int frameSize = ((ImageStack) network.input()).frameSize();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network,
            Calibration.watch(
                new ScalarBackend(),
                network,
                PlanOptions.DEFAULT,
                new RandomFrames(20, frameSize, 255, 9)));
    for (Crossovers crossovers : List.of(Crossovers.NEVER, Crossovers.DEFAULT)) {
      Plan plan = new VectorBackend().plan(grids, PlanOptions.DEFAULT.withCrossovers(crossovers));
      PlanOptions same = PlanOptions.DEFAULT.withCrossovers(plan.info().options().crossovers());
      compare(plan, new ScalarBackend().plan(grids, same), frameSize);
    }
  }

  private static void compare(Plan plan, Plan definition, int frameSize) {
    SplittableRandom random = new SplittableRandom(3);
    int outputs = plan.info().network().outputSize();
    float[] y = new float[outputs];
    float[] owed = new float[outputs];
    byte[] frame = new byte[frameSize];
    Thresholds t = Thresholds.of(0, 0.02f, 0.02f, 0);
    try (Session session = plan.open(t);
        Session scalar = definition.open(t)) {
      for (int i = 0; i < STEPS; i++) {
        frame = frame(random, frame);
        session.stepFrame(frame, y);
        scalar.stepFrame(frame, owed);
        assertArrayEquals(owed, y, "step " + i);
        for (int k = 1; k <= 3; k++) {
          assertEquals(scalar.counts().events(k), session.counts().events(k), "step " + i);
          assertEquals(scalar.counts().counted(k), session.counts().counted(k), "step " + i);
        }
      }
    }
  }

  @Test
  void aStrideFarBeyondTheImageHasNoPlanes() {
    Network network =
        new Network(
            "far",
            new ImageStack(1, 3, 3),
            List.of(
                new Conv2d(
                    "see",
                    new Window(1, 1, 65_536, 65_536, Window.Padding.NONE),
                    1,
                    CsrWeights.fromDense(1, 1, new float[] {1}),
                    zero(1),
                    Activation.RELU),
                new Flatten("flatten"),
                new Dense(
                    "act", CsrWeights.fromDense(1, 1, new float[] {2}), zero(1), Activation.NONE)));
    Backend backend = new VectorBackend();
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      float[] y = new float[1];
      session.step(new byte[] {7, 1, 1, 1, 1, 1, 1, 1, 1}, y);
      assertEquals(14, y[0]);
    }
  }
}
