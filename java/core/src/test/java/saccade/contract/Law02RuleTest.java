package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.engine.Backend;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Law 2: transmit iff d is not 0 and |d| >= T; then sent := f(O). */
class Law02RuleTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  private static final Network TWO =
      Cases.network(
          1,
          layer("hidden", Activation.NONE, 1, new float[] {1}, 0),
          layer("last", Activation.NONE, 1, new float[] {1}, 0));

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void sendsAtExactlyT(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(TWO, PlanOptions.DEFAULT).open(Thresholds.of(4, 0))) {
      session.step(bytes(3), y);
      assertEquals(0f, y[0]);
      session.step(bytes(4), y);
      assertEquals(4f, y[0]);
      session.step(bytes(1), y);
      assertEquals(4f, y[0], "d = -3");
      session.step(bytes(0), y);
      assertEquals(0f, y[0], "d = -4");
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void hiddenNeuronsSendAtExactlyTInBothDirections(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(TWO, PlanOptions.DEFAULT).open(Thresholds.of(0, 4))) {
      for (int[] grayAndY : new int[][] {{3, 0}, {4, 4}, {7, 4}, {8, 8}, {5, 8}, {4, 4}}) {
        session.step(bytes(grayAndY[0]), y);
        assertEquals(grayAndY[1], y[0], "gray " + grayAndY[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void aDeltaOfZeroIsNeverSent(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(TWO, PlanOptions.DEFAULT).open()) {
      session.step(bytes(9), y);
      assertEquals(1, session.counts().events(1));
      session.step(bytes(9), y);
      assertEquals(0, session.counts().events(1) + session.counts().events(2));
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void theSentValueIsTheNumberItself(Backend backend) {
    float small = 1e-9f;
    Network network =
        Cases.network(
            2,
            layer("hidden", Activation.NONE, 2, new float[] {1, small}, 0),
            layer("last", Activation.NONE, 1, new float[] {1}, 0));
    float[] y = new float[1];
    double[] sent = new double[1];
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      session.step(bytes(255, 0), y);
      session.step(bytes(0, 3), y); // sent + d would be 255 + fl(3e-9 - 255) = 0
      session.readSent(1, sent);
      double[] o = new double[1];
      session.readAccumulators(1, o);
      assertEquals(o[0], sent[0]);
      float viaDelta = 255f + ((float) o[0] - 255f);
      assertNotEquals(viaDelta, (float) sent[0], "the case does not tell the two rules apart");
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void thresholdsBelongToTheSession(Backend backend) {
    Plan plan = backend.plan(TWO, PlanOptions.DEFAULT);
    float[] y = new float[1];
    try (Session coarse = plan.open(Thresholds.of(100, 0));
        Session fine = plan.open()) {
      coarse.step(bytes(50), y);
      assertEquals(0f, y[0]);
      fine.step(bytes(50), y);
      assertEquals(50f, y[0]);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void theLastLayerIsNeverGated(Backend backend) {
    float[] y = new float[1];
    try (Session session =
        backend.plan(TWO, PlanOptions.DEFAULT).open(Thresholds.of(0, 0, 1e30f))) {
      session.step(bytes(1), y);
      assertEquals(1f, y[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1, -Float.MIN_VALUE})
  void aThresholdIsFiniteAndNotNegative(float t) {
    var error = assertThrows(IllegalArgumentException.class, () -> Thresholds.of(0, t));
    assertTrue(error.getMessage().contains(Float.toString(t)), error.getMessage());
  }

  @Test
  void theNumberOfThresholdsMustFit() {
    assertThrows(IllegalArgumentException.class, Thresholds::of);
    assertThrows(IllegalArgumentException.class, () -> Thresholds.of(1).requireFor(TWO));
    assertThrows(IllegalArgumentException.class, () -> Thresholds.of(1, 2, 3, 4).requireFor(TWO));
    assertEquals(Thresholds.of(0, 1), Thresholds.of(-0f, 1).requireFor(TWO));
  }
}
