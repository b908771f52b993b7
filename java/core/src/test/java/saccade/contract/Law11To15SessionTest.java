package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Crossovers;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.SessionBusyException;
import saccade.engine.SessionClosedException;
import saccade.engine.SessionGuard;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.verify.StepChecker;

/** Laws 11 (poison), 12 (crossovers), 14 (allocation) and 15 (the API's shape). */
class Law11To15SessionTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final Network NET =
      Cases.network(
          3,
          layer("a", Activation.RELU, 3, new float[] {1, 2, 3, 4, 5, 6}, 1, 2),
          layer("b", Activation.NONE, 2, new float[] {1, -1}, 0));

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11WrongLengthsAreRefusedAndTheSessionStaysUsable(Backend backend) {
    float[] y = new float[1];
    try (Session session = backend.plan(NET, PlanOptions.DEFAULT).open()) {
      session.step(bytes(1, 2, 3), y);
      float before = y[0];
      assertRefused("2 values", () -> session.step(bytes(1, 2), y));
      assertRefused("4 values", () -> session.stepFrame(bytes(1, 2, 3, 4), y));
      assertRefused("0 values", () -> session.step(bytes(9, 9, 9), new float[0]));
      assertRefused("2 values", () -> session.stepFrame(bytes(9, 9, 9), new float[2]));
      assertRefused("1 values", () -> session.resync(bytes(1)));
      assertRefused("4 thresholds", () -> session.setThresholds(Thresholds.of(1, 2, 3, 4)));
      assertRefused("layer 2", () -> session.readSent(2, new double[1]));
      assertRefused("layer 0", () -> session.readAccumulators(0, new double[3]));
      session.step(bytes(1, 2, 3), y);
      assertEquals(before, y[0]);
      assertEquals(0, session.counts().events(1), "nothing of a refused call stayed");
    }
  }

  private static void assertRefused(String named, Runnable call) {
    var error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(named), error.getMessage());
    assertTrue(error.getMessage().indexOf('\n') < 0, "one sentence");
  }

  /** The buffers are the caller's to read and write, but not to shrink under a running step. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11LimitsOfTheBuffersDoNotReachTheSession(Backend backend) {
    try (Session session = backend.plan(NET, PlanOptions.DEFAULT).open();
        Session plain = backend.plan(NET, PlanOptions.DEFAULT).open()) {
      session.observation().put((byte) 1).put((byte) 2).flip();
      session.frame().limit(0);
      session.output().limit(0);
      session.step();
      session.stepFrame();
      plain.observation().put(0, (byte) 1).put(1, (byte) 2);
      plain.step();
      plain.stepFrame();
      assertEquals(plain.output().get(0), session.output().clear().get(0));
      assertEquals(plain.counts().counted(), session.counts().counted());
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11UseAfterCloseIsRefused(Backend backend) {
    float[] y = new float[1];
    Session session = backend.plan(NET, PlanOptions.DEFAULT).open();
    session.close();
    session.close();
    assertThrows(SessionClosedException.class, () -> session.step(bytes(1, 2, 3), y));
    assertThrows(SessionClosedException.class, session::step);
    assertThrows(SessionClosedException.class, session::stepFrame);
    assertThrows(SessionClosedException.class, session::reset);
    assertThrows(SessionClosedException.class, session::refresh);
    assertThrows(SessionClosedException.class, () -> session.resync(bytes(1, 2, 3)));
    assertThrows(SessionClosedException.class, () -> session.setThresholds(Thresholds.of(1, 2)));
    assertThrows(SessionClosedException.class, () -> session.readSent(0, new double[3]));
  }

  /** Two threads hammer one session; whoever is refused sees the typed error and nothing breaks. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11ASecondCallerAtTheSameTimeIsRefused(Backend backend) throws InterruptedException {
    Case c = Case.random(4);
    AtomicInteger refused = new AtomicInteger();
    AtomicReference<Throwable> wrong = new AtomicReference<>();
    StepChecker checker =
        StepChecker.of(c.references(Mode.EXACT), c.options(), Thresholds.zero(c.network()));
    try (Session session = c.plan(backend, Mode.EXACT).open()) {
      Thread[] threads = new Thread[2];
      CountDownLatch start = new CountDownLatch(1);
      for (int t = 0; t < threads.length; t++) {
        long seed = t;
        threads[t] = new Thread(() -> hammer(session, c, seed, start, refused, wrong));
        threads[t].start();
      }
      start.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(null, wrong.get());
      assertTrue(refused.get() > 0, "the threads never met");
      checker.started(session, "after two threads"); // the invariant holds
    }
    assertTrue(checker.findings().ok(), () -> checker.findings().failures().toString());
  }

  private static void hammer(
      Session session,
      Case c,
      long seed,
      CountDownLatch start,
      AtomicInteger refused,
      AtomicReference<Throwable> wrong) {
    try {
      var frames = Cases.frames(c.network(), 50, seed);
      byte[] frame = new byte[c.frameSize()];
      float[] y = new float[c.network().outputSize()];
      start.await();
      for (int i = 0; i < 50_000 && (i < 2_000 || refused.get() == 0); i++) {
        frames.frame(i % 50, frame);
        try {
          session.stepFrame(frame, y);
        } catch (SessionBusyException busy) {
          refused.incrementAndGet();
        }
      }
    } catch (Throwable t) {
      wrong.set(t);
    }
  }

  @Test
  void law11TheGuardLetsOneInAndCloseWaitsForNobody() {
    SessionGuard guard = new SessionGuard();
    guard.enter();
    assertThrows(SessionBusyException.class, guard::enter);
    assertThrows(SessionBusyException.class, guard::close);
    guard.leave();
    assertTrue(guard.close());
    assertEquals(false, guard.close());
    assertThrows(SessionClosedException.class, guard::enter);
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11WeightsThatAreNotFiniteOrCouldOverflowAreRefused(Backend backend) {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> Cases.dense(1, new float[] {bad}, 0));
      assertThrows(IllegalArgumentException.class, () -> Cases.dense(1, new float[] {1}, bad));
    }
    Network huge = Cases.dense(1, new float[] {3e38f}, 0);
    var error =
        assertThrows(IllegalArgumentException.class, () -> backend.plan(huge, PlanOptions.DEFAULT));
    assertTrue(error.getMessage().contains("2^126"), error.getMessage());
    float largest = (float) (0x1p125 / 255);
    backend.plan(Cases.dense(1, new float[] {Math.nextDown(largest)}, 0), PlanOptions.DEFAULT);
    Network above = Cases.dense(1, new float[] {largest * 1.001f}, 0);
    assertThrows(IllegalArgumentException.class, () -> backend.plan(above, PlanOptions.DEFAULT));
  }

  @Test
  void law11AnUnknownBackendIsNamedWithTheKnownOnes() {
    var error = assertThrows(IllegalArgumentException.class, () -> Backends.named("vektor"));
    assertTrue(error.getMessage().contains("'vektor'") && error.getMessage().contains("scalar"));
    assertInstanceOf(Backend.class, Backends.named("scalar"));
  }

  /** Law 12: above its crossover a layer runs dense; in FLOAT32 the result stays within law 7. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law12ALayerAboveItsCrossoverRunsDense(Backend backend) {
    float[] y = new float[1];
    PlanOptions options = PlanOptions.DEFAULT.withCrossovers(Crossovers.of(1, 5));
    try (Session session = backend.plan(NET, options).open()) {
      session.step(bytes(1, 0, 0), y);
      assertEquals(0, session.counts().denseRuns(1), "1 event is not more than 1");
      session.step(bytes(2, 2, 0), y);
      assertEquals(1, session.counts().denseRuns(1));
      assertEquals(0, session.counts().denseRuns(2));
      assertEquals(4, session.counts().counted(1), "counted stays what the events cost");
      assertTrue(session.counts().performed(1) >= 6);
    }
    assertRefused(
        "1 crossovers",
        () -> backend.plan(NET, PlanOptions.DEFAULT.withCrossovers(Crossovers.of(1))));
    for (long seed = 400; seed < 420; seed++) {
      Case c = Case.random(seed);
      int[] few = new int[c.network().depth()];
      Arrays.fill(few, 3);
      PlanOptions sometimes = c.options().withCrossovers(Crossovers.of(few));
      Thresholds thresholds = Thresholds.uniform(c.network(), 1);
      for (Mode mode : Mode.values()) {
        StepChecker checker = StepChecker.of(c.references(mode), sometimes, thresholds);
        play(c, c.plan(backend, mode, sometimes).open(thresholds), checker);
        assertTrue(checker.findings().ok(), () -> checker.findings().failures().toString());
      }
    }
  }

  private static void play(Case c, Session session, StepChecker checker) {
    var frames = Cases.frames(c.network(), 30, 2);
    byte[] frame = new byte[c.frameSize()];
    float[] y = new float[c.network().outputSize()];
    checker.started(session, "when opened");
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      checker.before(session);
      session.stepFrame(frame, y);
      checker.afterFrame(session, frame, step == 0, step);
    }
    session.close();
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law14AStepAllocatesNothing(Backend backend) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Case c = Case.random(7);
    PlanOptions refreshing = c.options().withRefreshInterval(50);
    byte[][] frames = new byte[8][c.frameSize()];
    for (int i = 0; i < frames.length; i++) {
      Cases.frames(c.network(), 8, i).frame(i, frames[i]);
    }
    byte[] whole = new byte[c.network().shape(0).size()];
    float[] y = new float[c.network().outputSize()];
    for (Mode mode : Mode.values()) {
      int running = Thread.activeCount();
      try (Session session = c.plan(backend, mode, refreshing).open()) {
        long bytes = Long.MAX_VALUE;
        long giveUp = System.nanoTime() + 20_000_000_000L;
        while (bytes >= 1_000 && System.nanoTime() < giveUp) { // early rounds warm up
          long before = threads.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < 1_000; i++) {
            session.stepFrame(frames[i & 7], y);
            session.step(whole, y);
          }
          bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(bytes < 1_000, mode + ": 2,000 steps allocated " + bytes + " bytes");
        assertTrue(session.counts().steps() == 1);
      }
      assertEquals(running, Thread.activeCount(), "a session starts no thread");
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15BuffersAndArraysAreTheSameStep(Backend backend) {
    float[] y = new float[1];
    try (Session arrays = backend.plan(NET, PlanOptions.DEFAULT).open();
        Session buffers = backend.plan(NET, PlanOptions.DEFAULT).open()) {
      for (int gray = 0; gray < 256; gray += 17) {
        byte[] observation = bytes(gray, 255 - gray, 7);
        arrays.step(observation, y);
        buffers.observation().put(0, observation);
        buffers.step();
        assertEquals(y[0], buffers.output().get(0));
        arrays.stepFrame(observation, y);
        buffers.frame().put(0, observation);
        buffers.stepFrame();
        assertEquals(y[0], buffers.output().get(0));
      }
      assertTrue(buffers.observation().isDirect() && buffers.output().isDirect());
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15ResyncStartsOverFromAnObservation(Backend backend) {
    float[] a = new float[1];
    float[] b = new float[1];
    try (Session session = backend.plan(NET, PlanOptions.DEFAULT).open(Thresholds.of(90, 90));
        Session zero = backend.plan(NET, PlanOptions.DEFAULT).open()) {
      session.step(bytes(3, 4, 5), a);
      session.resync(bytes(30, 40, 50));
      zero.step(bytes(30, 40, 50), b);
      session.output().get(0, a);
      assertArrayEquals(b, a);
      session.step(bytes(30, 40, 50), a);
      assertEquals(0, session.counts().events(1) + session.counts().events(2));
    }
  }
}
