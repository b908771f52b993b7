package saccade.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.Thresholds;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.References;

/** Means that were folded round elsewhere than where they are subtracted; the bound knows it. */
class FoldedMeansTest {
  /** 15 cancels in the bias; subtracted from 0.0001 it leaves a rounding of 5e-7 instead. */
  @Test
  void theGivenNetworksOwnRoundingIsAllowed() {
    Dense difference =
        new Dense(
            "difference",
            CsrWeights.fromDense(1, 2, new float[] {1, -1}),
            new Bias(0),
            Activation.NONE);
    Normaliser far = new Normaliser(new float[] {15, 15}, new float[] {1, 1}, null, null);
    Network network = new Network("folded", FloatStack.vector(2), far, List.of(difference));
    DenseReference given = new DenseReference(network);
    Plan plan = new ScalarBackend().plan(network, PlanOptions.DEFAULT);
    Thresholds zero = Thresholds.zero(network);
    StepChecker checker = StepChecker.of(References.of(plan.network()), plan.options(), zero);
    byte[] observation = Observations.bytes(network.input(), 0.0001f, 0);
    float[] y = new float[1];
    try (Session session = plan.open(zero)) {
      checker.started(session, "when opened");
      checker.before(session);
      Observations.step(session, observation, y);
      checker.afterFull(session, observation, 0);
    }
    assertEquals(0.0001f, y[0]);
    double[][] x = given.activations(Observations.wide(network.input(), observation));
    assertTrue(Math.abs(x[1][0] - y[0]) > 1e-7, "the reference rounds its differences");
    checker.againstDense(y, observation, x[1], x[0]);
    assertTrue(checker.findings().ok(), () -> checker.findings().failures().toString());
    y[0] += 1e-5f;
    checker.againstDense(y, observation, x[1], x[0]);
    assertTrue(!checker.findings().ok(), "no more than the rounding");
  }
}
