package saccade.training.dqn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.engine.Observations;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.training.PlainLearner;
import saccade.training.learner.Learner;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.References;

/** Sessions that act give the values of the target network, whatever happened before. */
class SessionActorTest {
  @ParameterizedTest
  @ValueSource(strings = {"minatar:seaquest", "breakout"})
  void valuesAreThoseOfTheTargetNetwork(String environment) {
    HyperParameters settings = SmallRuns.settings(environment, HyperParameters.ActorKind.SACCADE);
    Architecture architecture = Preset.architecture(environment, settings.network());
    Parameters parameters = Parameters.initial(architecture, 1);
    Learner learner =
        PlainLearner.provider().open(architecture, parameters, settings.learnerSettings());
    SplittableRandom random = new SplittableRandom(5);
    ByteBuffer newest = ByteBuffer.allocateDirect(2 * architecture.input().frameBytes());
    ObservationStacks stacks = new ObservationStacks(architecture.input(), 2, newest);
    try (SessionActor actor = new SessionActor(new ScalarBackend(), architecture, learner)) {
      boolean[] starts = {true, true};
      DenseReference dense = dense(architecture, learner);
      for (int step = 0; step < 12; step++) {
        for (int k = 0; k < 40; k++) {
          newest.put(
              random.nextInt(newest.capacity()),
              (byte) random.nextInt(architecture.maxValue() + 1));
        }
        stacks.push(starts);
        if (step == 6) {
          change(learner, architecture);
          actor.renew();
          dense = dense(architecture, learner);
        }
        if (step == 9) {
          actor.resume(actor.state());
        }
        compare(architecture, actor, stacks, starts, dense);
        starts = new boolean[] {step % 4 == 3, false};
      }
    }
  }

  private static DenseReference dense(Architecture architecture, Learner learner) {
    Network network = architecture.network(learner.state().target());
    return References.of(network).dense();
  }

  private static void change(Learner learner, Architecture architecture) {
    var state = learner.state();
    learner.restore(
        new saccade.training.learner.LearnerState(
            0, state.online(), Parameters.initial(architecture, 2), state.moments()));
  }

  private static void compare(
      Architecture architecture,
      SessionActor actor,
      ObservationStacks stacks,
      boolean[] starts,
      DenseReference dense) {
    int outputs = architecture.outputs();
    float[] q = new float[2 * outputs];
    actor.values(stacks, starts, q);
    float[] expected = new float[2 * outputs];
    byte[] observation = new byte[architecture.observationLength()];
    for (int i = 0; i < 2; i++) {
      stacks.observation(i, observation);
      double[][] layers = dense.activations(Observations.wide(architecture.input(), observation));
      for (int a = 0; a < outputs; a++) {
        expected[i * outputs + a] = (float) layers[layers.length - 1][a];
      }
    }
    assertArrayEquals(expected, q, 1e-4f);
  }
}
