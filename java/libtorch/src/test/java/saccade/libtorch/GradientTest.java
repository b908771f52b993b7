package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/** Gradients and the loss against loops in double, and those against numerical differences. */
class GradientTest {
  private static final Architecture TINY = Fixtures.tiny();
  private static final int BATCH = 5;

  @Test
  void theOracleAgreesWithNumericalDifferences() {
    Minibatch batch = Fixtures.batch(TINY, BATCH, 3);
    PlainNetwork online = new PlainNetwork(TINY, Parameters.initial(TINY, 1));
    PlainNetwork target = new PlainNetwork(TINY, Parameters.initial(TINY, 2));
    double[][][] gradients = zeros();
    online.loss(batch, target, gradients);
    double h = 1e-6;
    for (int layer = 0; layer < gradients.length; layer++) {
      for (int kind = 0; kind < 2; kind++) {
        double[] values = online.layer(layer)[kind];
        for (int i = 0; i < values.length; i++) {
          double before = values[i];
          values[i] = before + h;
          double above = online.loss(batch, target, new double[0][][]);
          values[i] = before - h;
          double below = online.loss(batch, target, new double[0][][]);
          values[i] = before;
          assertEquals((above - below) / (2 * h), gradients[layer][kind][i], 1e-6);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void gradientsAgreeWithTheOracle(long seed) {
    Minibatch batch = Fixtures.batch(TINY, BATCH, seed);
    Parameters initial = Parameters.initial(TINY, 1);
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.RMSPROP, BATCH)) {
      for (int i = 0; i < 20; i++) {
        learner.update(Fixtures.batch(TINY, BATCH, 100 * seed + i));
      }
      PlainNetwork online = new PlainNetwork(TINY, learner.parameters());
      PlainNetwork target = new PlainNetwork(TINY, initial);
      double[][][] expected = zeros();
      double loss = online.loss(batch, target, expected);
      Parameters actual = learner.gradient(batch);
      for (int layer = 0; layer < expected.length; layer++) {
        assertClose(expected[layer][0], actual.weights(layer));
        assertClose(expected[layer][1], actual.bias(layer));
      }
      assertEquals(loss, learner.update(batch), 1e-5 * Math.abs(loss));
    }
  }

  private static void assertClose(double[] expected, float[] actual) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5 * largest);
    }
  }

  private static double[][][] zeros() {
    int layers = TINY.layers().size();
    double[][][] zeros = new double[layers][2][];
    for (int i = 0; i < layers; i++) {
      zeros[i][0] = new double[TINY.weights(i)];
      zeros[i][1] = new double[TINY.layers().get(i).outputs()];
    }
    return zeros;
  }
}
