package saccade.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.trace.Trace;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Events of a trace that is counted by hand. */
class EventProfileTest {
  /** Both numbers pass through one hidden neuron; an episode starts at steps 0 and 5. */
  private static final float[] NUMBERS = {
    9, 9, //
    1, 2, // two events, the hidden neuron sends
    1, 2, // none
    1, 3, // one event, the hidden neuron sends
    2, 2, // two events that cancel
    7, 7, //
    7, 8, // one event, the hidden neuron sends
  };

  private static EventProfile profile(float threshold) {
    Network network =
        new Network(
            "sum",
            FloatStack.vector(2),
            List.of(dense("hidden", 1, new float[] {1, 1}), dense("out", 1, new float[] {1})));
    boolean[] starts = {true, false, false, false, false, true, false};
    Plan plan = new ScalarBackend().plan(network, PlanOptions.DEFAULT);
    Trace trace = Trace.ofObservations(NUMBERS, 2, starts);
    return EventProfile.of(
        plan, Thresholds.of(threshold, 0), new TraceFrames(trace, network.input()));
  }

  private static Dense dense(String name, int rows, float[] weights) {
    return new Dense(
        name,
        CsrWeights.fromDense(rows, weights.length / rows, weights),
        new Bias(new float[rows]),
        Activation.NONE);
  }

  @Test
  void firstStepsAndStillStepsAreLeftOut() {
    EventProfile profile = profile(0);
    assertEquals(6 / 4.0, profile.mean(0));
    assertEquals(3 / 4.0, profile.mean(1));
    assertEquals(1 / 5.0, profile.staticShare());
  }

  @Test
  void sharesAndQuantilesAreOfMovingSteps() {
    EventProfile profile = profile(0);
    assertEquals(1, profile.shareWithin(0, 1.5, 2));
    assertEquals(0.5, profile.shareWithin(0, 2, 1.5));
    assertEquals(0.75, profile.shareWithin(1, 1, 2));
    assertEquals(1, profile.quantile(0, 0.25));
    assertEquals(2, profile.quantile(0, 1));
    assertEquals(0, profile.quantile(1, 0));
  }

  @Test
  void nothingMovesBelowTheThreshold() {
    EventProfile profile = profile(100);
    assertEquals(1, profile.staticShare());
    assertEquals(0, profile.mean(0));
    assertEquals(0, profile.shareWithin(0, 1, 2));
    assertEquals(0, profile.quantile(0, 0.5));
  }
}
