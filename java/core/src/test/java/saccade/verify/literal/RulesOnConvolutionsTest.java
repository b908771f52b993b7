package saccade.verify.literal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.engine.Crossovers;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.model.Window;
import saccade.verify.reference.DenseReference;
import saccade.verify.selftest.RandomFrames;

/** The rules on a pruned network with strides, padding and biases. */
class RulesOnConvolutionsTest {
  private static final int STEPS = 60;
  private static final Network NETWORK = network();
  private static final DenseReference DENSE = new DenseReference(NETWORK);
  private static final WiredNetwork WIRED = new WiredNetwork(NETWORK, DENSE);

  private static Network network() {
    SplittableRandom random = new SplittableRandom(17);
    return new Network(
        "convolutions",
        new ImageStack(2, 6, 5),
        List.of(
            new Conv2d(
                "conv1",
                Window.square(3, 1, 1),
                weights(3, 18, random),
                bias(3, random),
                Activation.RELU),
            new Conv2d(
                "conv2",
                Window.square(2, 2),
                weights(4, 12, random),
                bias(4, random),
                Activation.NONE),
            new Flatten("flatten"),
            new Dense("dense1", weights(7, 24, random), bias(7, random), Activation.RELU),
            new Dense("dense2", weights(2, 7, random), bias(2, random), Activation.NONE)));
  }

  private static CsrWeights weights(int rows, int columns, SplittableRandom random) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextInt(3) == 0 ? 0 : (float) (random.nextDouble() - 0.5);
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private static Bias bias(int size, SplittableRandom random) {
    float[] b = new float[size];
    for (int i = 0; i < size; i++) {
      b[i] = (float) random.nextDouble();
    }
    return new Bias(b);
  }

  /** Whole observations; every one of the planes changes. */
  private static List<byte[]> observations() {
    RandomFrames frames = new RandomFrames(STEPS, NETWORK.shape(0).size(), 255, 5);
    List<byte[]> all = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      byte[] observation = new byte[NETWORK.shape(0).size()];
      frames.frame(step, observation);
      all.add(observation);
    }
    return all;
  }

  @Test
  void atZeroThePreviousStepIsTheSentValue() {
    Thresholds zero = Thresholds.zero(NETWORK);
    PlanOptions events = PlanOptions.DEFAULT.withCrossovers(Crossovers.NEVER); // as the rule adds
    EventRule previous = new PreviousStepRule(WIRED, zero);
    float[] ours = new float[2];
    float[] theirs = new float[2];
    try (EventRule rule = new BackendRule(new ScalarBackend(), NETWORK, events, zero)) {
      for (byte[] observation : observations()) {
        rule.step(observation, ours);
        previous.step(observation, theirs);
        assertArrayEquals(ours, theirs, "the same sums in the same order");
        assertEquals(rule.counts().layers(), previous.counts().layers());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 0.2f, 5})
  void theFirstLayerTakesTheSameEventsAsOurs(float t) {
    Thresholds thresholds = Thresholds.of(7, t, t, t);
    EventRule literal = new LiteralAlgorithm(WIRED, thresholds, LiteralAlgorithm.LARGEST_BOUND);
    float[] y = new float[2];
    try (EventRule rule =
        new BackendRule(new ScalarBackend(), NETWORK, PlanOptions.DEFAULT, thresholds)) {
      for (byte[] observation : observations()) {
        rule.step(observation, y);
        literal.step(observation, y);
        assertEquals(rule.counts().layers().get(0), literal.counts().layers().get(0));
      }
    }
  }

  @Test
  void theSmallestThresholdLosesNothing() {
    Thresholds smallest = Thresholds.uniform(NETWORK, Float.MIN_VALUE);
    EventRule literal = new LiteralAlgorithm(WIRED, smallest, LiteralAlgorithm.LARGEST_BOUND);
    float[] y = new float[2];
    for (byte[] observation : observations()) {
      literal.step(observation, y);
      double[] dense =
          DENSE.activations(Observations.wide(NETWORK.input(), observation))[NETWORK.depth()];
      for (int j = 0; j < y.length; j++) {
        assertEquals(dense[j], y[j], 0.02, "float sums of many steps");
      }
    }
  }

  /** What the Javadoc of the algorithm says of the order of messages. */
  @ParameterizedTest
  @ValueSource(floats = {0, 0.05f, 3})
  void depthFirstGivesTheSameNumbers(float t) {
    float[] thresholds = {2, t, t, t};
    LiteralAlgorithm queued = new LiteralAlgorithm(WIRED, Thresholds.of(thresholds), 10_000_000);
    DepthFirst depthFirst = new DepthFirst(thresholds);
    float[] y = new float[2];
    for (byte[] observation : observations().subList(0, 20)) {
      queued.step(observation, y);
      depthFirst.step(observation);
      assertArrayEquals(y, depthFirst.state.o[NETWORK.depth() - 1]);
      for (int k = 1; k <= NETWORK.depth(); k++) {
        assertEquals(depthFirst.arrived[k - 1], queued.counts().layers().get(k - 1).events());
      }
      assertTrue(!queued.counts().cutOff());
    }
  }

  /** Algorithm 1 with every message followed to its end before the next. */
  private static final class DepthFirst {
    private final AgentState state = new AgentState(WIRED);
    private final float[] threshold;
    private long[] arrived = new long[NETWORK.depth()];

    DepthFirst(float[] threshold) {
      this.threshold = threshold;
    }

    void step(byte[] observation) {
      arrived = new long[NETWORK.depth()];
      Shape input = NETWORK.shape(0);
      for (int yxc = 0; yxc < input.size(); yxc++) {
        int i = input.modelIndex(yxc);
        test(0, i, observation[i] & 0xff);
      }
    }

    private void test(int layer, int j, float x) {
      float d = x - state.before[layer][j];
      if (Math.abs(d) >= threshold[layer]) {
        state.before[layer][j] = x;
        send(layer + 1, j, d);
      }
    }

    private void send(int layer, int ancestor, float d) {
      arrived[layer - 1]++;
      Wiring wiring = WIRED.wiring(layer);
      for (int c = wiring.start(ancestor); c < wiring.start(ancestor + 1); c++) {
        int j = wiring.successor(c);
        state.o[layer - 1][j] = Math.fma(wiring.weight(c), d, state.o[layer - 1][j]);
        if (layer < NETWORK.depth()) {
          test(layer, j, state.activation(layer, j));
        }
      }
    }
  }
}
