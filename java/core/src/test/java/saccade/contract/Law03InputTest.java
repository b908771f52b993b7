package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static saccade.contract.Cases.layer;
import static saccade.contract.FloatCases.accumulators;
import static saccade.contract.FloatCases.normalised;
import static saccade.contract.FloatCases.row;
import static saccade.contract.FloatCases.sent;
import static saccade.contract.FloatCases.vector;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.ElementRanges;
import saccade.model.Fill;
import saccade.model.FloatStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlaneOrder;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.model.Window;

/** Law 3 for float inputs: raw units, grids and thresholds per element, normalisers. */
class Law03InputTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final Network SUM =
      vector(2, layer("sum", Activation.NONE, 2, new float[] {1, 10}, 0));

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3FloatsKeepRawUnitsAndAThresholdPerElement(Backend backend) {
    Thresholds t = Thresholds.of(0).withInput(0.5f, 0.01f);
    float[] y = new float[1];
    try (Session session = backend.plan(SUM, PlanOptions.DEFAULT).open(t)) {
      session.step(new float[] {0.4f, 0.02f}, y);
      assertArrayEquals(new double[] {0, 0.02f}, sent(session, 0, 2));
      assertEquals(1, session.counts().events(1));
      assertEquals(0.2f, y[0], 1e-6);
      session.step(new float[] {0.5f, 0.025f}, y);
      assertArrayEquals(new double[] {0.5f, 0.02f}, sent(session, 0, 2), "each against its own T");
      session.step(new float[] {-0.0f, 0.02f}, y);
      session.step(new float[] {0.0f, 0.02f}, y);
      assertEquals(0, session.counts().events(1), "-0 and 0 are the same number");
    }
  }

  /** q = rint(clamp(x * inv)) per element; d, k and the counts are of grid points. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3ExactPutsEachElementOnItsGrid(Backend backend) {
    InputGrids grids =
        InputGrids.of(
            List.of(new ActivationGrid(0.5f, -8, 7), new ActivationGrid(0.25f, 0, 15)), 2f, 4f);
    QuantizedNetwork network =
        new QuantizedNetwork(
            SUM,
            grids,
            List.of(
                new QuantizedLayer(
                    row(3, 5), new int[] {100}, new float[] {1}, new float[] {1}, null)));
    Thresholds t = Thresholds.of(0).withInput(0.75f, 0.3f); // k = 2 and 2
    float[] y = new float[1];
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open(t)) {
      session.step(new float[] {1.25f, 0.375f}, y); // 2.5 and 1.5, half to even
      assertArrayEquals(new double[] {2, 2}, sent(session, 0, 2));
      assertEquals(100 + 3 * 2 + 5 * 2, y[0]);
      session.step(new float[] {1.5f, 0.75f}, y); // 3 and 3: one step each is below k
      assertArrayEquals(new double[] {2, 2}, sent(session, 0, 2));
      assertEquals(0, session.counts().saturated());
      session.step(new float[] {-40, 100}, y);
      assertArrayEquals(new double[] {-8, 15}, sent(session, 0, 2));
      assertEquals(2, session.counts().saturated());
      assertEquals(100 - 3 * 8 + 5 * 15, y[0]);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3AMeanGoesIntoTheBiasesWithin16Deviations(Backend backend) {
    Normaliser near = new Normaliser(new float[] {16, 3}, new float[] {1, 1}, null, null);
    Normaliser far = new Normaliser(new float[] {16.5f, 3}, new float[] {1, 1}, null, null);
    var layer = layer("sum", Activation.NONE, 2, new float[] {1, 10}, 1);
    Plan folded = backend.plan(normalised(FloatStack.vector(2), near, layer), PlanOptions.DEFAULT);
    assertNull(folded.network().normaliser());
    assertEquals(1 - 16 - 30, folded.network().weighted().get(0).layer().bias().at(0));
    Plan left = backend.plan(normalised(FloatStack.vector(2), far, layer), PlanOptions.DEFAULT);
    Normaliser rest = left.network().normaliser();
    assertNotNull(rest);
    assertEquals(16.5f, rest.mean(0));
    assertEquals(0, rest.mean(1));
    float[] y = new float[1];
    for (Plan plan : List.of(folded, left)) {
      try (Session session = plan.open()) {
        session.step(new float[] {20, 4}, y);
        assertEquals(1 + (20 - (plan == folded ? 16 : 16.5f)) + 10, y[0]);
      }
    }
  }

  /** Below a window that moves, a channel with two means keeps both in front. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3AChannelFoldsOnlyAMeanThatAllOfItHas(Backend backend) {
    Normaliser normaliser =
        new Normaliser(new float[] {1, 1, 1, 5, 5, 4}, new float[] {1, 1, 1, 1, 1, 1}, null, null);
    Conv2d conv =
        new Conv2d(
            "conv",
            new Window(1, 2, 1, 1, Window.Padding.NONE),
            CsrWeights.fromDense(1, 4, new float[] {1, 10, 100, 1000}),
            new Bias(0),
            Activation.NONE);
    FloatStack input = new FloatStack(1, new Shape(2, 1, 3), null);
    Plan plan =
        backend.plan(
            new Network("two means", input, normaliser, List.of(conv)), PlanOptions.DEFAULT);
    Normaliser left = plan.network().normaliser();
    assertNotNull(left);
    assertEquals(0, left.mean(0));
    assertEquals(5, left.mean(3));
    assertEquals(-11, plan.network().weighted().get(0).layer().bias().at(0));
    float[] y = new float[2];
    try (Session session = plan.open()) {
      session.step(new float[] {1, 2, 3, 5, 6, 7}, y);
      assertArrayEquals(new float[] {10 + 1000, 1 + 20 + 100 + 3000}, y);
    }
  }

  /** What is clamped does not fold: it is evaluated on the sent raw value. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3AnElementWhoseResultDoesNotChangeCostsNothing(Backend backend) {
    Normaliser clamp =
        new Normaliser(
            new float[] {1, 0}, new float[] {1, 1}, new float[] {-2, -2}, new float[] {2, 2});
    ElementRanges ranges = ElementRanges.uniform(2, -8, 8);
    Network network =
        normalised(
            FloatStack.vector(2).withRanges(ranges),
            clamp,
            layer("sum", Activation.NONE, 2, new float[] {1, 10}, 0));
    Calibration watched = new Calibration(List.of(), List.of(), List.of(), ranges);
    QuantizedNetwork grids = Quantizer.quantize(network, watched);
    for (Mode mode : Mode.values()) {
      Plan plan =
          mode == Mode.EXACT
              ? backend.plan(grids, PlanOptions.DEFAULT)
              : backend.plan(network, PlanOptions.DEFAULT);
      float[] y = new float[1];
      try (Session session = plan.open()) {
        session.step(new float[] {5, 0}, y);
        assertEquals(2, y[0], 0.15, "5 - 1 is clamped to 2");
        float before = y[0];
        double[] then = sent(session, 0, 2);
        session.step(new float[] {6, 0}, y);
        assertEquals(0, session.counts().events(1), "clamped again");
        assertEquals(0, session.counts().counted());
        assertEquals(before, y[0]);
        assertEquals(true, sent(session, 0, 2)[0] > then[0], "but the sent value moved");
      }
    }
  }

  /** In EXACT the bias takes the mean from the quantised weights, to the integer. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3InExactTheBiasTakesTheMean(Backend backend) {
    Normaliser normaliser =
        new Normaliser(new float[] {2, 40}, new float[] {1, 1}, null, null); // far is no matter
    ElementRanges ranges = new ElementRanges(new float[] {0, 0}, new float[] {25.5f, 51});
    Network network =
        normalised(
            FloatStack.vector(2).withRanges(ranges),
            normaliser,
            layer("sum", Activation.NONE, 2, new float[] {1.27f, 0.502f}, 0.3f));
    QuantizedNetwork grids =
        Quantizer.quantize(network, new Calibration(List.of(), List.of(), List.of(), null));
    // Steps 0.1 and 0.2; columns 0.127 and 0.1004; row scale 0.001: points 127 and 100.
    assertEquals(127, grids.layer(1).weights().value(0));
    assertEquals(100, grids.layer(1).weights().value(1));
    // 0.3 - 127 * 0.001 * 20 - 100 * 0.001 * 200 = -22.24; the real 0.502 would give -22.32
    assertEquals(-22240, grids.layer(1).bias(0), 1);
    float[] y = new float[1];
    try (Session session = backend.plan(grids, PlanOptions.DEFAULT).open()) {
      session.step(new float[] {2, 40}, y);
      assertEquals(0.3f, y[0], 1e-3);
    }
  }

  /** Before padding a mean cannot fold: the padded zeros are zeros of the normalised image. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3PaddingKeepsTheMeanInFront(Backend backend) {
    FloatStack row = new FloatStack(1, new Shape(1, 1, 3), ElementRanges.uniform(3, 0, 10));
    float[] means = {4, 4, 4};
    Normaliser normaliser = new Normaliser(means, new float[] {1, 1, 1}, null, null);
    Conv2d conv =
        new Conv2d(
            "conv",
            new Window(1, 3, 1, 1, new Window.Padding(0, 1, 0, 1)),
            CsrWeights.fromDense(1, 3, new float[] {1, 1, 1}),
            new Bias(0),
            Activation.NONE);
    Network network = new Network("padded", row, normaliser, List.of(conv));
    QuantizedNetwork grids =
        Quantizer.quantize(network, new Calibration(List.of(), List.of(), List.of(), null));
    Plan plan = backend.plan(network, PlanOptions.DEFAULT);
    assertNotNull(plan.network().normaliser());
    try (Session session = plan.open();
        Session exact = backend.plan(grids, PlanOptions.DEFAULT).open()) {
      float[] y = new float[3];
      session.step(new float[] {5, 6, 7}, y);
      assertArrayEquals(new float[] {3, 6, 5}, y);
      exact.step(new float[] {5, 6, 7}, y);
      assertArrayEquals(new float[] {3, 6, 5}, y, 0.1f);
    }
  }

  /** Histories of vectors shift as stacks do, in both orders, with either fill. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9AHistoryShiftsByOneFrame(Backend backend) {
    FloatStack input = new FloatStack(3, new Shape(2, 1, 1), null);
    Network network =
        new Network(
            "history",
            input,
            List.of(
                layer(
                    "pick", Activation.NONE, 6, new float[] {1, 10, 100, 1000, 10000, 100000}, 0)));
    float[] y = new float[1];
    for (PlaneOrder order : PlaneOrder.values()) {
      PlanOptions options = PlanOptions.DEFAULT.withPlaneOrder(order).withFill(Fill.REPEAT);
      try (Session session = backend.plan(network, options).open()) {
        session.stepFrame(new float[] {1, 2}, y);
        assertArrayEquals(new double[] {1, 2, 1, 2, 1, 2}, sent(session, 0, 6));
        session.stepFrame(new float[] {3, 4}, y);
        session.stepFrame(new float[] {5, 6}, y);
        double[] expected =
            order == PlaneOrder.OLDEST_FIRST
                ? new double[] {1, 2, 3, 4, 5, 6}
                : new double[] {5, 6, 3, 4, 1, 2};
        assertArrayEquals(expected, sent(session, 0, 6));
        assertArrayEquals(new double[] {y[0]}, accumulators(session, 1, 1));
      }
    }
  }
}
