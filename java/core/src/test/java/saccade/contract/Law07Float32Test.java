package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.model.Window;
import saccade.verify.StepChecker;
import saccade.verify.selftest.TernaryNetwork;

/** Laws 7 (FLOAT32) and 8 (arithmetic). */
class Law07Float32Test {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  /** 2 planes of 2x2, kernel 2x2: one output whose eight products round differently per order. */
  private static final float[] WEIGHTS = {
    .123457f, -.234571f, .345713f, .457137f, -.571371f, .613717f, .737171f, -.873713f
  };

  @Test
  void theDefinitionAddsInCanonicalOrderForConvolutions() {
    Network conv =
        new Network(
            "conv",
            new ImageStack(2, 2, 2),
            List.of(
                new Conv2d(
                    "only",
                    Window.square(2, 1),
                    CsrWeights.fromDense(1, 8, WEIGHTS),
                    new Bias(1e-3f),
                    Activation.NONE)));
    assertCanonical(conv);
  }

  @Test
  void theDefinitionAddsInCanonicalOrderForDenseLayersBehindAnImage() {
    Network dense =
        new Network(
            "dense",
            new ImageStack(2, 2, 2),
            List.of(
                new Flatten("flatten"),
                new Dense(
                    "only",
                    CsrWeights.fromDense(1, 8, WEIGHTS),
                    new Bias(1e-3f),
                    Activation.NONE)));
    assertCanonical(dense);
  }

  private static void assertCanonical(Network network) {
    byte[] observation = bytes(3, 7, 11, 13, 250, 19, 23, 29);
    int[] yxc = {0, 4, 1, 5, 2, 6, 3, 7};
    float o = 1e-3f;
    float byPlane = 1e-3f;
    for (int n = 0; n < 8; n++) {
      o = Math.fma(WEIGHTS[yxc[n]], observation[yxc[n]] & 0xff, o);
      byPlane = Math.fma(WEIGHTS[n], observation[n] & 0xff, byPlane);
    }
    assertNotEquals(o, byPlane, "the case does not tell the two orders apart");
    float[] y = new float[1];
    try (Session session = new ScalarBackend().plan(network, PlanOptions.DEFAULT).open()) {
      session.step(observation, y);
      assertEquals(o, y[0]);
    }
  }

  /** Law 8: w * d + O is rounded once. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law8MultiplyAndAddAreFused(Backend backend) {
    float w = 1 + 0x1p-22f;
    float product = w * 255;
    float b = -product;
    assertNotEquals(0f, Math.fma(w, 255f, b), "the case does not tell fused from separate");
    float[] y = new float[1];
    try (Session session =
        backend.plan(Cases.dense(1, new float[] {w}, b), PlanOptions.DEFAULT).open()) {
      session.step(bytes(255), y);
      assertEquals(Math.fma(w, 255f, b), y[0]);
    }
  }

  /** Law 7a on random networks: the checker runs the bound along and compares every neuron. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7aErrorsStayWithinTheRunningBound(Backend backend) {
    double worst = 0;
    for (long seed = 200; seed < 240; seed++) {
      Case c = Case.random(seed);
      StepChecker checker =
          play(backend, c, Thresholds.zero(c.network()), false, PlanOptions.DEFAULT);
      assertTrue(checker.findings().ok(), () -> checker.findings().failures().toString());
      worst = Math.max(worst, checker.findings().maxErrorVsSent());
    }
    assertTrue(worst > 0, "no rounding happened: the bound was not tried");
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7bTernaryNetworksHoldToTheBit(Backend backend) {
    for (long seed = 0; seed < 20; seed++) {
      Case c = Case.of(TernaryNetwork.of(seed), PlanOptions.DEFAULT);
      for (Thresholds t : List.of(Thresholds.zero(c.network()), Thresholds.of(2, 3, 1, 5))) {
        StepChecker checker = play(backend, c, t, true, PlanOptions.DEFAULT.withRefreshInterval(7));
        assertTrue(checker.findings().ok(), () -> checker.findings().failures().toString());
        assertEquals(0, checker.findings().maxErrorVsSent());
      }
    }
  }

  private static StepChecker play(
      Backend backend, Case c, Thresholds thresholds, boolean bits, PlanOptions options) {
    StepChecker checker =
        bits
            ? StepChecker.toTheBit(c.references(Mode.FLOAT32), options, thresholds)
            : StepChecker.of(c.references(Mode.FLOAT32), options, thresholds);
    var frames = Cases.frames(c.network(), 60, 5);
    byte[] frame = new byte[c.frameSize()];
    float[] y = new float[c.network().outputSize()];
    try (Session session = c.plan(backend, Mode.FLOAT32, options).open(thresholds)) {
      for (int step = 0; step < frames.steps(); step++) {
        boolean first = frames.episodeStart(step);
        if (first) {
          session.reset();
          checker.started(session, "after reset");
        }
        frames.frame(step, frame);
        checker.before(session);
        session.stepFrame(frame, y);
        checker.afterFrame(session, frame, first, step);
      }
    }
    return checker;
  }

  /** Law 7d: one layer at a time, every N steps, counted from reset and resync; its cost apart. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7dRefreshesFollowTheSchedule(Backend backend) {
    Network network =
        Cases.network(
            2,
            layer("a", Activation.RELU, 2, new float[] {1, 2, 0, 4}, 0, 0),
            layer("b", Activation.NONE, 2, new float[] {1, 1}, 0));
    PlanOptions options = PlanOptions.DEFAULT.withRefreshInterval(10);
    try (Session session = backend.plan(network, options).open()) {
      assertEquals(List.of("5a", "10b", "15a", "20b", "25a"), refreshes(backend, session, 26));
      session.reset();
      assertEquals(List.of("5a", "10b"), refreshes(backend, session, 12));
      session.resync(bytes(1, 2));
      assertEquals(List.of("5a"), refreshes(backend, session, 8));
    }
    try (Session none = backend.plan(network, PlanOptions.DEFAULT.withRefreshInterval(0)).open()) {
      assertEquals(List.of(), refreshes(backend, none, 30));
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7dAnIntervalBelowTheNumberOfLayersIsRefused(Backend backend) {
    Network ternary = TernaryNetwork.of(1);
    PlanOptions options = PlanOptions.DEFAULT.withRefreshInterval(3);
    var error = assertThrows(IllegalArgumentException.class, () -> backend.plan(ternary, options));
    assertTrue(error.getMessage().contains("interval 3"), error.getMessage());
    PlanOptions shortest = PlanOptions.DEFAULT.withRefreshInterval(4);
    for (long step = 0; step < 20; step++) {
      int due = 0;
      for (int layer = 1; layer <= 4; layer++) {
        due += shortest.refreshIsDue(step, layer, 4) ? 1 : 0;
      }
      assertEquals(step == 0 ? 0 : 1, due, "step " + step);
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7dExactNeedsNoRefresh(Backend backend) {
    Case c = Case.random(5);
    int depth = c.network().depth();
    var options = c.options().withRefreshInterval(depth);
    byte[] frame = new byte[c.frameSize()];
    float[] y = new float[c.network().outputSize()];
    try (Session session = c.plan(backend, Mode.EXACT, options).open()) {
      for (int step = 0; step < 3 * depth; step++) {
        session.stepFrame(frame, y);
        for (int layer = 1; layer <= depth; layer++) {
          assertEquals(0, session.counts().refreshed(layer));
        }
      }
    }
  }

  private static List<String> refreshes(Backend backend, Session session, int steps) {
    boolean exactly = Cases.multipliesOnlyWhatCounts(backend);
    List<String> seen = new ArrayList<>();
    float[] y = new float[1];
    for (int step = 0; step < steps; step++) {
      session.step(bytes(step, 9), y);
      for (int layer = 1; layer <= 2; layer++) {
        long refreshed = session.counts().refreshed(layer);
        if (refreshed > 0) {
          seen.add(step + (layer == 1 ? "a" : "b"));
          long least = layer == 1 ? 3 : 2;
          assertTrue(exactly ? refreshed == least : refreshed >= least);
          long events = session.counts().performed(layer) - refreshed;
          long counted = session.counts().counted(layer);
          assertTrue(exactly ? events == counted : events >= counted);
        }
      }
    }
    return seen;
  }

  /** A refresh removes what rounding left: here a large value came and went. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7dRefreshRestoresWhatRoundingLost(Backend backend) {
    Network network = Cases.dense(2, new float[] {1e9f, 1}, 0.3f);
    float[] y = new float[1];
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      session.step(bytes(255, 0), y);
      session.step(bytes(0, 0), y);
      assertNotEquals(0.3f, y[0], "the case loses nothing");
      session.refresh();
      assertEquals(0.3f, session.output().get(0));
      double[] sent = new double[2];
      session.readSent(0, sent);
      assertArrayEquals(new double[] {0, 0}, sent);
    }
  }
}
