package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.FrameStack;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Fill;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.PlaneOrder;
import saccade.model.Thresholds;
import saccade.verify.StepChecker;

/** Laws 3 (byte input), 4 (invariant) and 5 (reset state). */
class Law03To05StateTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final int NETWORKS = 40;

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law3InputBytesAreGrayLevelsInBothModes(Backend backend) {
    Network network = Cases.dense(2, new float[] {1, 1}, 0);
    Case both = Case.of(network, PlanOptions.DEFAULT);
    for (Mode mode : Mode.values()) {
      float[] y = new float[1];
      double[] sent = new double[2];
      try (Session session = both.plan(backend, mode).open(Thresholds.of(2.5f))) {
        session.step(bytes(200, 2), y);
        session.readSent(0, sent);
        assertArrayEquals(new double[] {200, 0}, sent, "2 is below 2.5 " + mode);
        session.step(bytes(100, 3), y);
        session.readSent(0, sent);
        assertArrayEquals(new double[] {100, 3}, sent, mode.toString());
        assertEquals(103, y[0], 1e-3, mode.toString());
        assertEquals(2, session.counts().events(1));
      }
    }
  }

  /** Random call sequences on random networks; the checker demands O = b + sum of w * sent. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law4InvariantHoldsAfterEveryCall(Backend backend) {
    for (long seed = 0; seed < NETWORKS; seed++) {
      PlanOptions options =
          PlanOptions.DEFAULT
              .withFill(seed % 2 == 0 ? Fill.ZEROS : Fill.REPEAT)
              .withPlaneOrder(seed % 4 < 2 ? PlaneOrder.OLDEST_FIRST : PlaneOrder.NEWEST_FIRST)
              .withRefreshInterval(seed % 3 == 0 ? 5 : 0);
      Case c = Case.of(RandomNetwork.of(seed), options);
      for (Mode mode : Mode.values()) {
        StepChecker checker = randomCalls(backend, c, mode, seed);
        assertTrue(
            checker.findings().ok(),
            "seed " + seed + " " + mode + ": " + checker.findings().failures());
      }
    }
  }

  private static StepChecker randomCalls(Backend backend, Case c, Mode mode, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Thresholds thresholds = thresholds(random, c.network());
    StepChecker checker = StepChecker.of(c.references(mode), c.options(), thresholds);
    FrameStack stack = new FrameStack((ImageStack) c.network().input(), c.options());
    var frames = Cases.frames(c.network(), 40, seed);
    byte[] frame = new byte[c.frameSize()];
    float[] y = new float[c.network().outputSize()];
    try (Session session = c.plan(backend, mode).open(thresholds)) {
      checker.started(session, "after open");
      for (int step = 0; step < frames.steps(); step++) {
        switch (random.nextInt(10)) {
          case 0 -> {
            session.reset();
            stack.reset();
            checker.started(session, "after reset " + step);
          }
          case 1 -> {
            session.refresh();
            checker.started(session, "after refresh " + step);
          }
          case 2 -> {
            stack.push(frame);
            session.resync(stack.observation());
            checker.started(session, "after resync " + step);
          }
          case 3 -> {
            session.setThresholds(thresholds(random, c.network()));
            checker.changed(session.thresholds());
          }
          default -> {}
        }
        frames.frame(step, frame);
        boolean first = stack.isEmpty();
        stack.push(frame);
        checker.before(session);
        if (random.nextBoolean()) {
          session.step(stack.observation(), y);
          checker.afterFull(session, stack.observation(), step);
        } else {
          session.stepFrame(frame, y);
          checker.afterFrame(session, frame, first, step);
        }
      }
    }
    return checker;
  }

  private static Thresholds thresholds(SplittableRandom random, Network network) {
    float[] t = new float[network.depth()];
    for (int layer = 0; layer < t.length; layer++) {
      boolean zero = random.nextInt(3) == 0;
      t[layer] = zero ? 0 : (float) (random.nextDouble() * (layer == 0 ? 30 : 10));
    }
    return Thresholds.of(t);
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law5ResetStateIsTheDenseResultOfAnEmptyInput(Backend backend) {
    for (long seed = 0; seed < NETWORKS; seed++) {
      Case c = Case.random(seed);
      for (Mode mode : Mode.values()) {
        StepChecker checker =
            StepChecker.of(c.references(mode), c.options(), Thresholds.zero(c.network()));
        try (Session fresh = c.plan(backend, mode).open();
            Session gated = c.plan(backend, mode).open(Thresholds.uniform(c.network(), 1000))) {
          checker.started(fresh, "when opened");
          checker.againstDense(
              array(fresh),
              new byte[c.network().shape(0).size()],
              c.references(mode)
                  .dense()
                  .activations(new double[c.network().shape(0).size()])[c.network().depth()],
              null);
          assertArrayEquals(array(fresh), array(gated), "independent of T");
          for (int layer = 0; layer < c.network().depth(); layer++) {
            double[] a = new double[c.network().shape(layer).size()];
            double[] b = a.clone();
            fresh.readSent(layer, a);
            gated.readSent(layer, b);
            assertArrayEquals(a, b);
            assertTrue(layer > 0 || java.util.Arrays.stream(a).allMatch(v -> v == 0));
          }
        }
        assertTrue(checker.findings().ok(), () -> checker.findings().failures().toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law5TheFirstStepIsAnOrdinaryStep(Backend backend) {
    Network network = Cases.dense(3, new float[] {1, 2, 0, 4, 5, 6}, 0, 1);
    float[] y = new float[2];
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      session.step(bytes(1, 0, 2), y);
      assertArrayEquals(new float[] {1, 17}, y);
      assertEquals(2, session.counts().events(1));
      assertEquals(3, session.counts().counted(1), "w = 0 is not counted");
      assertEquals(1, session.counts().steps());
    }
  }

  private static float[] array(Session session) {
    float[] y = new float[session.output().capacity()];
    session.output().get(0, y);
    return y;
  }
}
