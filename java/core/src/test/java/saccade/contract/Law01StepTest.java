package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backend;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Law 1: the order of a step, and who is tested. */
@SuppressWarnings("MethodSourceNotFound")
class Law01StepTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  private static final Network CHAIN =
      Cases.network(
          1,
          layer("first", Activation.RELU, 1, new float[] {1}, 0),
          layer("second", Activation.RELU, 1, new float[] {2}, 0),
          layer("third", Activation.NONE, 1, new float[] {3}, 1));

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void theOutputOfAStepComesFromTheObservationOfThatStep(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(CHAIN, PlanOptions.DEFAULT).open()) {
      for (int gray : new int[] {7, 0, 200, 199}) {
        session.step(bytes(gray), y);
        assertEquals(6f * gray + 1, y[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void everyInputElementIsTestedEachStepAgainstItsSentValue(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(CHAIN, PlanOptions.DEFAULT).open(Thresholds.of(5, 0, 0))) {
      float[] seen = new float[6];
      for (int step = 0; step < seen.length; step++) {
        session.step(bytes(step), y); // a slow drift, 1 gray level a step
        seen[step] = y[0];
      }
      assertArrayEquals(new float[] {1, 1, 1, 1, 1, 31}, seen);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void setThresholdsMarksEveryNeuron(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(CHAIN, PlanOptions.DEFAULT).open(Thresholds.of(0, 50, 0))) {
      session.step(bytes(40), y);
      assertEquals(1f, y[0], "the first layer holds 40 back");
      session.setThresholds(Thresholds.of(0, 30, 0));
      session.step(bytes(40), y);
      assertEquals(0, session.counts().events(1), "the input did not change");
      assertEquals(1, session.counts().events(2));
      assertEquals(241f, y[0]);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void aNeuronThatNoEventReachedStaysSilent(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(CHAIN, PlanOptions.DEFAULT).open(Thresholds.of(0, 50, 0))) {
      session.step(bytes(40), y);
      session.refresh();
      session.step(bytes(40), y);
      assertEquals(0, session.counts().events(1));
      assertEquals(0, session.counts().events(2));
      assertEquals(1f, y[0]);
    }
  }

  /** A refresh moves O by what rounding lost, but marks nobody: the next step tests no one. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void aRefreshMarksNothing(Backend backend) {
    Network lossy =
        Cases.network(
            2,
            layer("first", Activation.NONE, 2, new float[] {1e9f, 1}, 0.3f),
            layer("second", Activation.NONE, 1, new float[] {1}, 0));
    float[] y = new float[1];
    double[] o = new double[1];
    double[] sent = new double[1];
    try (Session session = backend.plan(lossy, PlanOptions.DEFAULT).open()) {
      session.step(bytes(255, 0), y);
      session.step(bytes(0, 0), y);
      session.refresh();
      session.readAccumulators(1, o);
      session.readSent(1, sent);
      assertNotEquals(o[0], sent[0], "the refresh moved nothing");
      session.step(bytes(0, 0), y);
      assertEquals(0, session.counts().events(2));
      session.step(bytes(0, 1), y);
      assertEquals(1, session.counts().events(2), "an event marks it again");
    }
  }
}
