package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Crossovers;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
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
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.model.Window;

/**
 * Dense convolutions in sums of 16 bits, where they could overflow: weights and inputs at the ends
 * of their ranges, all of one sign, odd numbers of them; at every length of a tile, and with rows
 * that are shorter than the four values that are moved at once.
 */
class DenseConvTest {
  private static final int PLANES = 2;
  private static final int FILTERS = 5;
  private static final ActivationGrid BYTES = new ActivationGrid(1, 0, 255);

  private record Case(int high, int wide, Window first, Window second) {}

  static Stream<Case> cases() {
    Window three = Window.square(3, 1);
    return Stream.of(
        new Case(8, 8, three, Window.square(2, 1)),
        new Case(7, 12, Window.square(3, 2, 1), three),
        new Case(24, 23, Window.square(5, 1, 2), Window.square(4, 3)),
        new Case(36, 32, Window.square(8, 4), Window.square(3, 2, 2)),
        new Case(
            13, 9, new Window(2, 3, 1, 2, new Window.Padding(0, 1, 2, 0)), Window.square(1, 2)),
        new Case(5, 40, new Window(1, 6, 1, 1, Window.Padding.NONE), Window.square(2, 5, 1)));
  }

  /** What a weight is, from a draw. */
  private enum Weights {
    HIGHEST,
    LOWEST,
    ENDS,
    ANY;

    int draw(SplittableRandom random) {
      return switch (this) {
        case HIGHEST -> Byte.MAX_VALUE;
        case LOWEST -> -Byte.MAX_VALUE;
        case ENDS -> random.nextBoolean() ? Byte.MAX_VALUE : -Byte.MAX_VALUE;
        case ANY -> random.nextInt(3) == 0 ? random.nextInt(-127, 128) : 0;
      };
    }
  }

  private static CsrWeights weights(int rows, int columns, Weights kind, SplittableRandom random) {
    float[] w = new float[rows * columns];
    for (int i = 0; i < w.length; i++) {
      w[i] = kind.draw(random);
    }
    return CsrWeights.fromDense(rows, columns, w);
  }

  private static QuantizedLayer onGrid(CsrWeights w, float m, @Nullable ActivationGrid grid) {
    int rows = w.pattern().rows();
    byte[] points = new byte[w.pattern().entries()];
    for (int i = 0; i < points.length; i++) {
      points[i] = (byte) w.value(i);
    }
    float[] multiplier = new float[rows];
    float[] scale = new float[rows];
    int[] bias = new int[rows];
    for (int r = 0; r < rows; r++) {
      multiplier[r] = m;
      scale[r] = 1;
      bias[r] = 97 * r - 200;
    }
    return new QuantizedLayer(new GridWeights(w.pattern(), points), bias, multiplier, scale, grid);
  }

  /** Two convolutions and a dense layer that lets every output of theirs be seen in y. */
  private static QuantizedNetwork network(Case c, Weights kind, ActivationGrid seen) {
    SplittableRandom random = new SplittableRandom(c.hashCode() + kind.ordinal());
    int high = c.second.outputHeight(c.first.outputHeight(c.high));
    int wide = c.second.outputWidth(c.first.outputWidth(c.wide));
    CsrWeights see = weights(FILTERS, PLANES * c.first.area(), kind, random);
    CsrWeights look = weights(FILTERS, FILTERS * c.second.area(), kind, random);
    CsrWeights act = weights(6, FILTERS * high * wide, Weights.ANY, random);
    Bias none = new Bias(new float[FILTERS]);
    List<Layer> layers = new ArrayList<>();
    layers.add(new Conv2d("see", c.first, 1, see, none, Activation.RELU));
    layers.add(new Conv2d("look", c.second, 1, look, none, Activation.RELU));
    layers.add(new Flatten("flatten"));
    layers.add(new Dense("act", act, new Bias(new float[6]), Activation.NONE));
    return new QuantizedNetwork(
        new Network("ends", new ImageStack(PLANES, c.high, c.wide), layers),
        InputGrids.BYTES,
        List.of(
            onGrid(see, 1f / (254 * c.first.area()), seen),
            onGrid(look, 1f / (150 * c.second.area()), BYTES),
            onGrid(act, 1, null)));
  }

  private static void draw(byte[] frame, int step, SplittableRandom random) {
    for (int i = 0; i < frame.length; i++) {
      boolean end = step % 3 == 1 || random.nextBoolean();
      frame[i] = (byte) (step % 3 == 0 ? 255 : end ? 255 * (step & 1) : random.nextInt(256));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void giveTheDefinitionsBits(Case c) {
    for (Weights kind : Weights.values()) {
      QuantizedNetwork grids = network(c, kind, BYTES);
      PlanOptions always = PlanOptions.DEFAULT.withCrossovers(Crossovers.of(0, 0, 0));
      VectorPlan plan = (VectorPlan) new VectorBackend().plan(grids, always);
      assertInstanceOf(ShortConv.class, plan.packed(1).direct, "the first convolution");
      assertInstanceOf(ShortConv.class, plan.packed(2).direct, "the second convolution");
      SplittableRandom random = new SplittableRandom(11);
      byte[] frame = new byte[c.high * c.wide];
      float[] y = new float[6];
      float[] owed = new float[6];
      boolean differed = false;
      try (Session session = plan.open(Thresholds.zero(grids.source()));
          Session scalar =
              new ScalarBackend().plan(grids, always).open(Thresholds.zero(grids.source()))) {
        for (int step = 0; step < 9; step++) {
          draw(frame, step, random);
          float before = owed[0];
          session.stepFrame(frame, y);
          scalar.stepFrame(frame, owed);
          assertArrayEquals(owed, y, kind + ", step " + step);
          assertEquals(scalar.counts().events(3), session.counts().events(3), kind.toString());
          assertEquals(1, session.counts().denseRuns(1), kind + ", step " + step);
          differed |= owed[0] != before;
        }
      }
      assertTrue(differed || kind == Weights.LOWEST, kind + " shows nothing");
    }
  }

  /** One that is too large for two of its products in 16 bits, and one with a sign. */
  static Stream<ActivationGrid> noBytes() {
    return Stream.of(new ActivationGrid(1, 0, 256), new ActivationGrid(1, -1, 254));
  }

  @ParameterizedTest
  @MethodSource("noBytes")
  void valuesThatAreNoBytesAreAddedUpInFloats(ActivationGrid seen) {
    Case c = new Case(9, 9, Window.square(3, 1), Window.square(3, 1));
    QuantizedNetwork grids = network(c, Weights.ENDS, seen);
    PlanOptions always = PlanOptions.DEFAULT.withCrossovers(Crossovers.of(0, 0, 0));
    VectorPlan plan = (VectorPlan) new VectorBackend().plan(grids, always);
    assertInstanceOf(ShortConv.class, plan.packed(1).direct, "the first convolution");
    assertInstanceOf(FloatConv.class, plan.packed(2).direct, "the second convolution");
    SplittableRandom random = new SplittableRandom(11);
    byte[] frame = new byte[c.high * c.wide];
    float[] y = new float[6];
    float[] owed = new float[6];
    try (Session session = plan.open(Thresholds.zero(grids.source()));
        Session scalar =
            new ScalarBackend().plan(grids, always).open(Thresholds.zero(grids.source()))) {
      for (int step = 0; step < 9; step++) {
        draw(frame, step, random);
        session.stepFrame(frame, y);
        scalar.stepFrame(frame, owed);
        assertArrayEquals(owed, y, "step " + step);
      }
    }
  }
}
