package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import saccade.model.Network;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.model.Window;

/**
 * Events that go from end to end of the widest grid there is, from float and from int32
 * accumulators, and products that are far beyond it, beyond what float32 holds, or halfway between
 * two of its points.
 */
class PointEmissionTest {
  private static final int SIDE = 6;
  private static final int FILTERS = 19;
  private static final int HIDDEN = 37;
  private static final ActivationGrid WIDEST = new ActivationGrid(1, -2048, 2047);
  private static final Window WINDOW = Window.square(3, 1);
  private static final int POSITIONS = (SIDE - 2) * (SIDE - 2);

  private static CsrWeights weights(int rows, int columns, SplittableRandom random) {
    float[] w = new float[rows * columns];
    for (int i = 0; i < w.length; i++) {
      w[i] = random.nextInt(-127, 128);
    }
    return CsrWeights.fromDense(rows, columns, w);
  }

  private static QuantizedLayer onGrid(CsrWeights w, float m, @Nullable ActivationGrid grid) {
    byte[] points = new byte[w.pattern().entries()];
    for (int i = 0; i < points.length; i++) {
      points[i] = (byte) w.value(i);
    }
    int rows = w.pattern().rows();
    float[] multiplier = new float[rows];
    float[] scale = new float[rows];
    int[] bias = new int[rows];
    for (int r = 0; r < rows; r++) {
      multiplier[r] = m;
      scale[r] = 1;
      bias[r] = (r & 1) == 0 ? 5001 : -5001;
    }
    return new QuantizedLayer(new GridWeights(w.pattern(), points), bias, multiplier, scale, grid);
  }

  private static QuantizedNetwork network(float multiplier) {
    SplittableRandom random = new SplittableRandom(5);
    CsrWeights see = weights(FILTERS, WINDOW.area(), random);
    CsrWeights think = weights(HIDDEN, FILTERS * POSITIONS, random);
    CsrWeights act = weights(4, HIDDEN, random);
    Network network =
        new Network(
            "ends",
            new ImageStack(1, SIDE, SIDE),
            List.of(
                new Conv2d("see", WINDOW, 1, see, new Bias(new float[FILTERS]), Activation.NONE),
                new Flatten("flatten"),
                new Dense("think", think, new Bias(new float[HIDDEN]), Activation.NONE),
                new Dense("act", act, new Bias(new float[4]), Activation.NONE)));
    return new QuantizedNetwork(
        network,
        InputGrids.BYTES,
        List.of(
            onGrid(see, multiplier, WIDEST),
            onGrid(think, multiplier, WIDEST),
            onGrid(act, 1, null)));
  }

  @ParameterizedTest
  @ValueSource(floats = {0.001f, 0.5f, 1, 1e30f, Float.MAX_VALUE})
  void anEventGoesFromEndToEndOfItsGrid(float multiplier) {
    QuantizedNetwork grids = network(multiplier);
    VectorPlan plan = (VectorPlan) new VectorBackend().plan(grids, PlanOptions.DEFAULT);
    assertFalse(plan.packed(1).integers, "the convolution adds up floats");
    assertTrue(plan.packed(2).integers, "the dense layer adds up ints");
    PlanOptions same = PlanOptions.DEFAULT.withCrossovers(plan.info().options().crossovers());
    SplittableRandom random = new SplittableRandom(7);
    byte[] frame = new byte[SIDE * SIDE];
    float[] y = new float[4];
    float[] owed = new float[4];
    try (Session session = plan.open(Thresholds.zero(grids.source()));
        Session scalar =
            new ScalarBackend().plan(grids, same).open(Thresholds.zero(grids.source()))) {
      for (int step = 0; step < 24; step++) {
        for (int i = 0; i < frame.length; i++) {
          frame[i] = (byte) (step % 3 == 0 ? 255 : step % 3 == 1 ? 0 : random.nextInt(256));
        }
        session.stepFrame(frame, y);
        scalar.stepFrame(frame, owed);
        assertArrayEquals(owed, y, "step " + step);
        for (int k = 1; k <= 3; k++) {
          assertEquals(scalar.counts().events(k), session.counts().events(k), "step " + step);
          assertEquals(scalar.counts().counted(k), session.counts().counted(k), "step " + step);
        }
      }
    }
  }
}
