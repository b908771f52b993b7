package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Argmax;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.GridThreshold;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.GridWeights;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.SparseRows;
import saccade.model.Thresholds;
import saccade.verify.reference.QuantizedReference;

/** Law 6: EXACT mode, letter by letter. */
class Law06ExactTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  private static final Network TWO =
      Cases.network(
          1,
          layer("hidden", Activation.NONE, 1, new float[] {1}, 0),
          layer("last", Activation.NONE, 1, new float[] {1}, 0));

  /** Hidden o = w * x + b, requantised by m to the grid; last y = q. */
  private static QuantizedNetwork handMade(int w, int b, float m, int lo, int hi) {
    return new QuantizedNetwork(
        TWO,
        InputGrids.BYTES,
        List.of(one(w, b, m, new ActivationGrid(1, lo, hi)), one(1, 0, 1, null)));
  }

  private static QuantizedLayer one(int w, int b, float m, @Nullable ActivationGrid grid) {
    GridWeights weights = new GridWeights(SparseRows.full(1, 1), new byte[] {(byte) w});
    return new QuantizedLayer(weights, new int[] {b}, new float[] {m}, new float[] {1}, grid);
  }

  @Test
  void law6aTheQuantiserKeepsAccumulatorsBelow2To31ByCoarseningTheRow() {
    Network network =
        Cases.network(1, layer("only", Activation.NONE, 1, new float[] {1e-6f, 1}, 1e6f, 0));
    QuantizedNetwork grids = Quantizer.quantize(network, noHidden());
    assertTrue(grids.layer(1).accumulatorBound((row, column) -> 255) <= Integer.MAX_VALUE);
    assertTrue(grids.layer(1).weightScale(0) > 1e-6f / 127, "the first row had to be coarsened");
    assertEquals(1f / 127, grids.layer(1).weightScale(1), 1e-9f, "the second row had not");
    assertEquals(1e6, grids.layer(1).bias(0) * (double) grids.layer(1).weightScale(0), 1);
  }

  /** 60,000 weights of 127 grid points times 255 gray levels, and the bias, would pass 2^31. */
  @Test
  void law6aTheRangeOfTheInputCounts() {
    float[] ones = new float[60_000];
    Arrays.fill(ones, 1);
    Network wide = Cases.network(60_000, layer("only", Activation.NONE, 60_000, ones, 2.4e6f));
    QuantizedNetwork grids = Quantizer.quantize(wide, noHidden());
    assertTrue(grids.layer(1).weightScale(0) > 1f / 127, "the row had to be coarsened");
    assertTrue(grids.layer(1).accumulatorBound((row, column) -> 255) <= Integer.MAX_VALUE);
    assertTrue(
        grids.layer(1).accumulatorBound((row, column) -> 255) > Integer.MAX_VALUE / 2,
        "coarser than need be");
  }

  @Test
  void law6aAnAccumulatorThatCouldOverflowIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> handMade(127, Integer.MAX_VALUE - 127 * 255 + 1, 1, 0, 255));
    assertTrue(error.getMessage().contains("2147483648"), error.getMessage());
    assertNotNull(handMade(127, Integer.MAX_VALUE - 127 * 255, 1, 0, 255));
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6bARowWithoutWeightsTakesItsScaleFromItsBias(Backend backend) {
    Network network =
        Cases.network(1, layer("only", Activation.NONE, 1, new float[] {0, 0, 2}, -0.37f, 0, 0.1f));
    QuantizedNetwork grids = Quantizer.quantize(network, noHidden());
    float[] y = new float[3];
    try (Session session = backend.plan(grids, PlanOptions.DEFAULT).open()) {
      session.step(bytes(0), y);
    }
    assertEquals(-0.37f, y[0], 1e-7f);
    assertEquals(0f, y[1]);
    assertEquals(0.1f, y[2], 2f / 127 / 2);
  }

  @Test
  void law6bMultipliersAreNormalNumbers() {
    for (float m : new float[] {0, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NaN, -1}) {
      assertThrows(IllegalArgumentException.class, () -> one(1, 0, m, null));
    }
  }

  @Test
  void law6eAnOutputThatCouldOverflowIsRefused() {
    Network last = Cases.network(1, layer("last", Activation.NONE, 1, new float[] {1}, 0));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new QuantizedNetwork(
                    last, InputGrids.BYTES, List.of(one(1, 1 << 20, 1e38f, null))));
    assertTrue(error.getMessage().contains("2^126"), error.getMessage());
  }

  /** One multiply, clamp, then half to even: ties go to the even neighbour, on both sides of 0. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6cRequantiseRoundsHalfToEvenAfterTheClamp(Backend backend) {
    int[][] grayAndQ = {{1, 0}, {3, 2}, {5, 2}, {7, 4}, {2, 1}, {9, 4}, {11, 5}, {255, 5}, {0, 0}};
    assertQ(backend, handMade(1, 0, 0.5f, 0, 5), grayAndQ);
    int[][] negative = {{1, 0}, {3, -2}, {5, -2}, {7, -4}, {9, -4}, {11, -5}, {255, -5}, {0, 0}};
    assertQ(backend, handMade(-1, 0, 0.5f, -5, 5), negative);
    int[][] relu = {{1, 0}, {255, 0}};
    assertQ(backend, handMade(-1, 0, 0.5f, 0, 5), relu);
  }

  private static void assertQ(Backend backend, QuantizedNetwork grids, int[][] grayAndQ) {
    float[] y = new float[1];
    double[] sent = new double[1];
    try (Session session = backend.plan(grids, PlanOptions.DEFAULT).open()) {
      for (int[] pair : grayAndQ) {
        session.step(bytes(pair[0]), y);
        session.readSent(1, sent);
        assertEquals(pair[1], sent[0], "gray " + pair[0]);
        assertEquals(0, Double.doubleToRawLongBits(y[0] - pair[1]), "y, and no -0");
      }
    }
  }

  /** An accumulator beyond 2^24 is rounded to float once, to nearest even. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6eTheLastLayerReturnsFloatAccTimesM(Backend backend) {
    int b = (1 << 24) + 1;
    Network one = Cases.network(1, layer("last", Activation.NONE, 1, new float[] {1}, 0));
    QuantizedNetwork grids =
        new QuantizedNetwork(one, InputGrids.BYTES, List.of(one(2, b, 0.3f, null)));
    float[] y = new float[1];
    try (Session session = backend.plan(grids, PlanOptions.DEFAULT).open()) {
      session.step(bytes(0), y);
      assertEquals(16777216f * 0.3f, y[0]);
      session.step(bytes(1), y);
      assertEquals(16777220f * 0.3f, y[0], "2^24 + 3 lies between 2^24 + 2 and 2^24 + 4: even");
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6eReluActsOnY(Backend backend) {
    Network relu = Cases.network(1, layer("last", Activation.RELU, 1, new float[] {1}, 0));
    QuantizedNetwork grids =
        new QuantizedNetwork(relu, InputGrids.BYTES, List.of(one(-1, 5, 1, null)));
    float[] y = new float[1];
    try (Session session = backend.plan(grids, PlanOptions.DEFAULT).open()) {
      session.step(bytes(3), y);
      assertEquals(2f, y[0]);
      session.step(bytes(9), y);
      assertEquals(0f, y[0]);
    }
  }

  @Test
  void law6eTheLowestIndexWinsATie() {
    assertEquals(1, Argmax.of(new float[] {-3, 2, 2, 1}));
    assertEquals(0, Argmax.of(new float[] {-0f, 0f}));
  }

  @Test
  void law6fTheThresholdIsTheSmallestStepThatReachesT() {
    ActivationGrid tenth = new ActivationGrid(0.1f, 0, 255);
    assertEquals(1, GridThreshold.steps(0, tenth));
    assertEquals(1, GridThreshold.steps(Float.MIN_VALUE, tenth));
    assertEquals(1, GridThreshold.steps(0.1f, tenth));
    assertEquals(2, GridThreshold.steps(Math.nextUp(0.1f), tenth));
    assertEquals(4, GridThreshold.steps(0.3f, tenth), "0.3f lies above 3 * 0.1f in double");
    assertEquals(255, GridThreshold.steps(25.5f, tenth));
    assertEquals(256, GridThreshold.steps(25.51f, tenth), "R + 1 never sends");
    assertEquals(256, GridThreshold.steps(Float.MAX_VALUE, tenth));
    for (int k = 1; k <= 255; k++) {
      float t = (float) (k * (double) 0.1f);
      int steps = GridThreshold.steps(t, tenth);
      assertTrue(steps * (double) 0.1f >= t && (steps - 1) * (double) 0.1f < t, "T = " + t);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6fAboveTheRangeNothingIsSent(Backend backend) {
    float[] y = new float[1];
    try (Session session =
        backend
            .plan(handMade(1, 0, 1, 0, 255), PlanOptions.DEFAULT)
            .open(Thresholds.of(0, Float.MAX_VALUE))) {
      session.step(bytes(255), y);
      assertEquals(1, session.counts().events(1));
      assertEquals(0, session.counts().events(2));
    }
  }

  /**
   * T = 0 equals the dense quantised network; crossovers and refreshes change no bit and no count.
   */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6gNothingChangesABit(Backend backend) {
    boolean moved = false;
    for (long seed = 100; seed < 140; seed++) {
      Case c = Case.random(seed);
      QuantizedReference reference = new QuantizedReference(c.grids());
      int[] always = new int[c.network().depth()];
      PlanOptions dense = c.options().withCrossovers(Crossovers.of(always));
      float[] y = new float[c.network().outputSize()];
      float[] other = y.clone();
      var frames = Cases.frames(c.network(), 25, seed);
      var stack = new saccade.engine.FrameStack(c.network().input(), c.options());
      byte[] frame = new byte[c.frameSize()];
      try (Session events = c.plan(backend, Mode.EXACT).open();
          Session denseRuns = c.plan(backend, Mode.EXACT, dense).open()) {
        for (int step = 0; step < frames.steps(); step++) {
          frames.frame(step, frame);
          stack.push(frame);
          events.stepFrame(frame, y);
          denseRuns.stepFrame(frame, other);
          assertArrayEquals(
              reference.run(
                  saccade.engine.Observations.wide(c.network().input(), stack.observation())),
              y,
              "seed " + seed);
          assertArrayEquals(y, other);
          assertEquals(events.counts().counted(), denseRuns.counts().counted());
          moved |= denseRuns.counts().denseRuns(1) > 0;
        }
      }
    }
    assertTrue(moved, "no layer ever ran dense: the test compares nothing");
  }

  @Test
  void bitsAreData() {
    assertEquals(8, new ActivationGrid(1, 0, 255).bits());
    assertEquals(8, new ActivationGrid(1, -128, 127).bits());
    assertEquals(12, new ActivationGrid(1, -2048, 2047).bits());
    assertThrows(IllegalArgumentException.class, () -> new ActivationGrid(1, -2048, 2048));
    assertThrows(IllegalArgumentException.class, () -> new ActivationGrid(1, 1, 5));
  }

  private static Calibration noHidden() {
    return new Calibration(List.of(), List.of());
  }
}
