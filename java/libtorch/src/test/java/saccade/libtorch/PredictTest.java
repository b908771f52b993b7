package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backends;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.training.network.Architecture;

/** The values are those of the same parameters in an inference session: the layouts agree. */
class PredictTest {
  static Stream<Architecture> architectures() {
    return Stream.of(
        Fixtures.tiny(),
        Architecture.minatar(4, 6),
        Architecture.minatar(10, 3),
        Architecture.table1(4));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void valuesAgreeWithInference(Architecture architecture) {
    int count = 3;
    ByteBuffer observations = Fixtures.observations(architecture, count, 8);
    float[] q = new float[count * architecture.outputs()];
    try (TorchLearner learner = Fixtures.learner(architecture, Fixtures.ADAM, 2)) {
      for (int i = 0; i < 3; i++) {
        learner.update(Fixtures.batch(architecture, 2, i));
      }
      learner.predict(observations, count, q);
      Plan plan =
          Backends.named("scalar")
              .plan(architecture.network(learner.parameters()), PlanOptions.DEFAULT);
      assertAgrees(architecture, plan, observations, q);
    }
  }

  private static void assertAgrees(
      Architecture architecture, Plan plan, ByteBuffer observations, float[] q) {
    byte[] observation = new byte[architecture.observationLength()];
    float[] y = new float[architecture.outputs()];
    for (int i = 0; i < q.length / y.length; i++) {
      observations.get(i * observation.length, observation);
      float largest = 0;
      try (Session session = plan.open()) {
        session.step(observation, y);
      }
      for (float value : y) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int a = 0; a < y.length; a++) {
        assertEquals(y[a], q[i * y.length + a], 1e-4 * largest, architecture.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void aBuffersPositionDoesNotMatter(Architecture architecture) {
    ByteBuffer observations = Fixtures.observations(architecture, 1, 8);
    float[] q = new float[architecture.outputs()];
    float[] again = new float[architecture.outputs()];
    try (TorchLearner learner = Fixtures.learner(architecture, Fixtures.ADAM, 2)) {
      learner.predict(observations, 1, q);
      observations.position(5);
      learner.predict(observations, 1, again);
      assertEquals(5, observations.position());
    }
    assertArrayEquals(q, again);
  }
}
