package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.builtin.DeepQNetwork;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.FrameStack;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Fill;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.PlaneOrder;
import saccade.model.Thresholds;

/** Laws 9 (stacks) and 10 (counts). */
class Law09To10StackTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  /** Three planes of one pixel; y lists the planes. */
  private static final Network PLANES =
      new Network(
          "planes",
          new ImageStack(3, 1, 1),
          List.of(
              new Flatten("flatten"),
              new Dense(
                  "identity",
                  CsrWeights.fromDense(3, 3, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}),
                  new Bias(0, 0, 0),
                  Activation.NONE)));

  private static void assertPlanes(
      Backend backend, PlanOptions options, float threshold, int[][] grayThenPlanes) {
    float[] y = new float[3];
    try (Session session = backend.plan(PLANES, options).open(Thresholds.of(threshold))) {
      for (int[] row : grayThenPlanes) {
        session.stepFrame(bytes(row[0]), y);
        assertArrayEquals(new float[] {row[1], row[2], row[3]}, y, "gray " + row[0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9PlanesMoveByOne(Backend backend) {
    PlanOptions zeros = PlanOptions.DEFAULT;
    assertPlanes(
        backend, zeros, 0, new int[][] {{5, 0, 0, 5}, {7, 0, 5, 7}, {7, 5, 7, 7}, {1, 7, 7, 1}});
    assertPlanes(
        backend,
        zeros.withPlaneOrder(PlaneOrder.NEWEST_FIRST),
        0,
        new int[][] {{5, 5, 0, 0}, {7, 7, 5, 0}, {7, 7, 7, 5}, {1, 1, 7, 7}});
    assertPlanes(
        backend,
        zeros.withFill(Fill.REPEAT),
        0,
        new int[][] {{5, 5, 5, 5}, {7, 5, 5, 7}, {9, 5, 7, 9}});
  }

  /** Only the newest plane is tested: older planes take over sent values, not frames. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9OlderPlanesTakeSentValuesUntested(Backend backend) {
    assertPlanes(
        backend,
        PlanOptions.DEFAULT,
        4,
        new int[][] {{5, 0, 0, 5}, {7, 0, 5, 5}, {9, 5, 5, 9}, {10, 5, 9, 9}, {0, 9, 9, 0}});
    assertPlanes(
        backend,
        PlanOptions.DEFAULT.withFill(Fill.REPEAT),
        4,
        new int[][] {{3, 0, 0, 0}, {4, 0, 0, 4}, {1, 0, 4, 4}});
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9FrameAndWholeObservationGiveTheSameBitsAndCounts(Backend backend) {
    for (long seed = 300; seed < 330; seed++) {
      for (Fill fill : Fill.values()) {
        for (PlaneOrder order : PlaneOrder.values()) {
          PlanOptions options = PlanOptions.DEFAULT.withFill(fill).withPlaneOrder(order);
          Case c = Case.of(RandomNetwork.of(seed), options);
          for (Mode mode : Mode.values()) {
            assertFrameEqualsStep(c, c.plan(backend, mode));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9FramesOfThreeChannelsGiveTheSameBitsAndCounts(Backend backend) {
    for (Fill fill : Fill.values()) {
      for (PlaneOrder order : PlaneOrder.values()) {
        PlanOptions options = PlanOptions.DEFAULT.withFill(fill).withPlaneOrder(order);
        Case c = Case.of(Channels.network(), options);
        for (Mode mode : Mode.values()) {
          assertFrameEqualsStep(c, c.plan(backend, mode));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9AFrameMovesWithAllItsChannels(Backend backend) {
    PlanOptions zeros = PlanOptions.DEFAULT;
    PlanOptions newestFirst = zeros.withPlaneOrder(PlaneOrder.NEWEST_FIRST);
    float[] oldestFirst = {0, 0, 0, 1, 2, 3, 1, 2, 3, 4, 2, 6};
    Channels.assertMoves(backend, zeros, oldestFirst);
    Channels.assertMoves(backend, newestFirst, 1, 2, 3, 0, 0, 0, 4, 2, 6, 1, 2, 3);
    Channels.assertMoves(backend, zeros.withFill(Fill.REPEAT), 1, 2, 3, 1, 2, 3, 1, 2, 3, 4, 2, 6);
    Channels.assertMoves(
        backend, newestFirst.withFill(Fill.REPEAT), 1, 2, 3, 1, 2, 3, 4, 2, 6, 1, 2, 3);
  }

  private static void assertFrameEqualsStep(Case c, Plan plan) {
    Thresholds thresholds = Thresholds.uniform(c.network(), 5);
    FrameStack stack = new FrameStack((ImageStack) c.network().input(), c.options());
    var frames = Cases.frames(c.network(), 30, 3);
    byte[] frame = new byte[c.frameSize()];
    float[] a = new float[c.network().outputSize()];
    float[] b = a.clone();
    try (Session byFrame = plan.open(thresholds);
        Session whole = plan.open(thresholds)) {
      for (int step = 0; step < frames.steps(); step++) {
        if (frames.episodeStart(step)) {
          byFrame.reset();
          whole.reset();
          stack.reset();
        }
        frames.frame(step, frame);
        stack.push(frame);
        byFrame.stepFrame(frame, a);
        whole.step(stack.observation(), b);
        assertArrayEquals(a, b);
        assertEquals(byFrame.counts().counted(), whole.counts().counted());
        assertEquals(byFrame.counts().events(1), whole.counts().events(1));
      }
    }
  }

  /** Fill repeat is for an empty stack: a whole observation or a resync has filled it. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law9AWholeObservationEndsTheFirstStep(Backend backend) {
    float[] y = new float[3];
    PlanOptions repeat = PlanOptions.DEFAULT.withFill(Fill.REPEAT);
    try (Session session = backend.plan(PLANES, repeat).open()) {
      session.step(bytes(1, 2, 3), y);
      session.stepFrame(bytes(9), y);
      assertArrayEquals(new float[] {2, 3, 9}, y);
      session.reset();
      session.resync(bytes(4, 5, 6));
      session.stepFrame(bytes(9), y);
      assertArrayEquals(new float[] {5, 6, 9}, y);
      session.reset();
      session.stepFrame(bytes(9), y);
      assertArrayEquals(new float[] {9, 9, 9}, y);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law10ResetAndResyncStartTheCountsOver(Backend backend) {
    float[] y = new float[3];
    try (Session session = backend.plan(PLANES, PlanOptions.DEFAULT).open()) {
      session.step(bytes(1, 2, 3), y);
      assertEquals(3, session.counts().counted());
      session.reset();
      assertEquals(0, session.counts().counted() + session.counts().steps());
      session.step(bytes(1, 2, 3), y);
      session.resync(bytes(1, 2, 3));
      assertEquals(0, session.counts().counted() + session.counts().steps());
    }
  }

  @Test
  void law10DenseTotalOfTable1() {
    Network table1 = DeepQNetwork.of("table1", DeepQNetwork.Sparsity.NONE, 4, 1);
    assertEquals(9_345_024, table1.denseMultiplications());
  }

  /** 1x3 image, kernel 1x2, stride 1: the middle pixel is seen twice, the outer ones once. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law10CountsNonZeroWeightsAtTapsInsideTheImage(Backend backend) {
    Network network =
        new Network(
            "row",
            new ImageStack(1, 1, 3),
            List.of(
                new saccade.model.Conv2d(
                    "conv",
                    new saccade.model.Window(
                        1, 2, 1, 1, new saccade.model.Window.Padding(0, 1, 0, 0)),
                    CsrWeights.fromDense(2, 2, new float[] {1, 2, 0, 4}),
                    new Bias(0, 0),
                    Activation.NONE)));
    float[] y = new float[6];
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      // Tap kx = 0 has one weight, kx = 1 has two. The last pixel is seen through kx = 1 only.
      int[][] grayAndCount = {{9, 0, 0, 3}, {9, 9, 0, 3}, {9, 9, 9, 2}, {8, 8, 8, 8}, {8, 8, 8, 0}};
      for (int[] row : grayAndCount) {
        session.step(bytes(row[0], row[1], row[2]), y);
        assertEquals(row[3], session.counts().counted(1), java.util.Arrays.toString(row));
        long performed = session.counts().performed(1);
        boolean exactly = row[3] == 0 || Cases.multipliesOnlyWhatCounts(backend);
        assertTrue(exactly ? performed == row[3] : performed >= row[3]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law10WeightsThatQuantisationRoundsAwayAreNotCounted(Backend backend) {
    Network network = Cases.dense(2, new float[] {1, 0.001f}, 0);
    Case c = Case.of(network, PlanOptions.DEFAULT);
    float[] y = new float[1];
    try (Session exact = c.plan(backend, Mode.EXACT).open();
        Session real = c.plan(backend, Mode.FLOAT32).open()) {
      exact.step(bytes(3, 3), y);
      real.step(bytes(3, 3), y);
      assertEquals(1, exact.counts().counted(1));
      assertEquals(2, real.counts().counted(1));
      assertEquals(1.0, exact.counts().estimated(1), 1e-12);
      assertEquals(2.0, real.counts().estimated(1), 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law10CountsAddUp(Backend backend) {
    Case c = Case.random(11);
    Plan plan = c.plan(backend, Mode.EXACT);
    StepCounts sum = new StepCounts(plan.layers());
    var frames = Cases.frames(c.network(), 20, 8);
    byte[] frame = new byte[c.frameSize()];
    float[] y = new float[c.network().outputSize()];
    long counted = 0;
    try (Session session = plan.open()) {
      for (int step = 0; step < frames.steps(); step++) {
        frames.frame(step, frame);
        session.stepFrame(frame, y);
        sum.add(session.counts());
        counted += session.counts().counted();
      }
    }
    assertTrue(counted > 0);
    assertEquals(counted, sum.counted());
    assertEquals(20, sum.steps());
    assertTrue(sum.performed() >= sum.counted());
  }
}
