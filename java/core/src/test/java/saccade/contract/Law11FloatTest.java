package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.layer;
import static saccade.contract.FloatCases.sent;
import static saccade.contract.FloatCases.vector;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.OverflowLimit;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/** Law 11 for float observations (poison, limits, glitches) and law 12's default crossovers. */
class Law11FloatTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final Network NET =
      vector(
          2,
          layer("a", Activation.RELU, 2, new float[] {1, 0.5f, 0, 1}, 0, 0),
          layer("b", Activation.NONE, 2, new float[] {1, -1}, 0));
  private static final ElementRanges RANGES =
      new ElementRanges(new float[] {-1, -3}, new float[] {2, 0});
  private static final Network RANGED =
      new Network("ranged", FloatStack.vector(2).withRanges(RANGES), NET.layers());

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11PoisonIsRefusedAndNothingIsTouched(Backend backend) {
    QuantizedNetwork exact =
        Quantizer.quantize(RANGED, new Calibration(List.of(0.0), List.of(2.0)));
    float[] y = new float[1];
    for (var plan :
        List.of(
            backend.plan(RANGED, PlanOptions.DEFAULT), backend.plan(exact, PlanOptions.DEFAULT))) {
      try (Session session = plan.open()) {
        session.step(new float[] {1, -1}, y);
        byte[] before = session.snapshot().toBytes();
        for (float bad :
            new float[] {
              Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2048.5f, -2049
            }) {
          float[] poisoned = {bad, 0};
          assertRefused("element 0", () -> session.step(poisoned, y));
          assertRefused("element 0", () -> session.stepFrame(poisoned, y));
          assertRefused("element 0", () -> session.resync(poisoned));
          session.observation().putFloat(0, bad).putFloat(Float.BYTES, 0);
          assertRefused("element 0", session::step);
          assertRefused("element 0", session::resync);
          session.frame().putFloat(0, bad).putFloat(Float.BYTES, 0);
          assertRefused("element 0", session::stepFrame);
        }
        assertRefused("element 1", () -> session.step(new float[] {0, 3073}, y));
        assertRefused("bytes", () -> session.step(new byte[8], y));
        assertRefused("bytes", () -> session.stepFrame(new byte[8], y));
        assertRefused("bytes", () -> session.resync(new byte[8]));
        assertRefused("3 values", () -> session.step(new float[3], y));
        assertArrayEquals(before, session.snapshot().toBytes());
        assertRefused("element 0", () -> session.step(new float[] {Math.nextUp(2048f), 0}, y));
        session.step(new float[] {2048, -3072}, y);
        assertTrue(Float.isFinite(y[0]), "2^10 times the range is allowed");
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11AnImageTakesNoFloats(Backend backend) {
    Network image = new Network("image", new ImageStack(1, 1, 2), withFlatten());
    try (Session session = backend.plan(image, PlanOptions.DEFAULT).open()) {
      assertRefused("floats", () -> session.step(new float[2], new float[1]));
      assertRefused("floats", () -> session.stepFrame(new float[2], new float[1]));
      assertRefused("floats", () -> session.resync(new float[2]));
    }
  }

  private static List<saccade.model.Layer> withFlatten() {
    return List.of(new saccade.model.Flatten("flatten"), NET.layers().get(0), NET.layers().get(1));
  }

  private static void assertRefused(String named, Runnable call) {
    var error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(named), error.getMessage());
  }

  /** The largest power of two A with |b| + 2 * sum|w| * A below 2^126 in every layer. */
  @ParameterizedTest
  @ValueSource(ints = {0, 20, 40})
  void law11TheOverflowLimitIsAPowerOfTwo(int exponent) {
    float w = Math.scalb(1f, exponent);
    Network one = vector(1, layer("a", Activation.NONE, 1, new float[] {w}, 0));
    assertEquals(Math.scalb(1.0, 124 - exponent), OverflowLimit.require(one));
    Network two =
        vector(
            1,
            layer("a", Activation.TANH, 1, new float[] {w}, 0),
            layer("b", Activation.NONE, 1, new float[] {1e30f}, 0));
    assertEquals(Math.scalb(1.0, 124 - exponent), OverflowLimit.require(two), "|tanh| <= 1");
    Network three =
        vector(
            1,
            layer("a", Activation.SILU, 1, new float[] {w}, 0),
            layer("b", Activation.NONE, 1, new float[] {Math.scalb(1f, 10)}, 0));
    assertEquals(Math.scalb(1.0, 124 - exponent - 11), OverflowLimit.require(three));
  }

  /** What a normaliser subtracts makes sums larger, whatever its sign. */
  @ParameterizedTest
  @ValueSource(floats = {-0x1p100f, 0x1p100f})
  void law11TheOverflowLimitSeesMeans(float mean) {
    var normaliser =
        new saccade.model.Normaliser(new float[] {mean}, new float[] {0x1p100f}, null, null);
    Network network =
        new Network(
            "far",
            FloatStack.vector(1),
            normaliser,
            List.of(layer("a", Activation.NONE, 1, new float[] {0x1p25f}, 0)));
    assertThrows(IllegalArgumentException.class, () -> OverflowLimit.require(network));
  }

  /** A jump beyond 16 ranges, or 64 if none is known, leaves no rounding behind (FLOAT32). */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11AGlitchMakesEveryLayerRunDense(Backend backend) {
    PlanOptions never = PlanOptions.DEFAULT.withCrossovers(Crossovers.NEVER);
    float[] y = new float[1];
    try (Session ranged = backend.plan(RANGED, never).open();
        Session unknown = backend.plan(NET, never).open()) {
      ranged.step(new float[] {48, 0}, y);
      assertEquals(0, ranged.counts().denseRuns(1), "exactly 16 ranges of 3");
      ranged.step(new float[] {-0.5f, 0}, y);
      assertEquals(1, ranged.counts().denseRuns(1));
      assertEquals(1, ranged.counts().denseRuns(2));
      unknown.step(new float[] {0, 64}, y);
      assertEquals(0, unknown.counts().denseRuns(1));
      unknown.step(new float[] {0, -0.5f}, y);
      assertEquals(1, unknown.counts().denseRuns(2));
      unknown.step(new float[] {0, -0.25f}, y);
      assertEquals(0, unknown.counts().denseRuns(2), "only in that step");
    }
    QuantizedNetwork exact =
        Quantizer.quantize(RANGED, new Calibration(List.of(0.0), List.of(2.0)));
    try (Session session = backend.plan(exact, never).open()) {
      session.step(new float[] {1000, 0}, y);
      assertEquals(0, session.counts().denseRuns(1), "integers round nothing");
      assertEquals(1, session.counts().saturated());
    }
  }

  /** Counts are those of the last step, and a resync is none, whatever it had to clamp. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11AResyncLeavesCountsAtZero(Backend backend) {
    QuantizedNetwork exact =
        Quantizer.quantize(RANGED, new Calibration(List.of(0.0), List.of(2.0)));
    try (Session session = backend.plan(exact, PlanOptions.DEFAULT).open()) {
      session.resync(new float[] {1000, -1000});
      assertEquals(0, session.counts().saturated());
    }
  }

  /** 2^20 swallows 0.1; after the glitch went by the sum must not show it. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11AGlitchLeavesNoRoundingBehind(Backend backend) {
    Network sum = vector(2, layer("a", Activation.NONE, 2, new float[] {1, 1}, 0));
    PlanOptions never = PlanOptions.DEFAULT.withCrossovers(Crossovers.NEVER);
    float[] y = new float[1];
    try (Session session = backend.plan(sum, never).open()) {
      session.step(new float[] {0.1f, 0}, y);
      session.step(new float[] {0.1f, 1 << 20}, y);
      session.step(new float[] {0.1f, 0}, y);
      assertEquals(0.1f, y[0]);
      assertArrayEquals(new double[] {0.1f, 0}, sent(session, 0, 2));
    }
  }

  /** Half the inputs where lanes are cheap, never where at most 1 in 16 weights is left. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law12DefaultCrossoversComeFromTheCostModel(Backend backend) {
    float[] sparse = new float[32];
    sparse[3] = 1;
    sparse[20] = 1;
    float[] tenth = new float[40];
    for (int i = 0; i < 40; i += 10) {
      tenth[i] = 1;
    }
    assertEquals("[16]", crossovers(backend, 32, filled(32)));
    assertEquals("[32]", crossovers(backend, 32, sparse));
    assertEquals("[25]", crossovers(backend, 40, tenth), "40 / (16 * 0.1)");
    assertThrows(IllegalStateException.class, () -> Crossovers.DEFAULT.at(1));
  }

  private static float[] filled(int n) {
    float[] ones = new float[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static String crossovers(Backend backend, int inputs, float[] weights) {
    Network network = vector(inputs, layer("a", Activation.NONE, inputs, weights, 0));
    return backend.plan(network, PlanOptions.DEFAULT).options().crossovers().toString();
  }
}
