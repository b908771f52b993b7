package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.BatchSession;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.engine.SessionBusyException;
import saccade.engine.SessionClosedException;
import saccade.model.Thresholds;

/** Laws 6g, 11 and 15: threads change no bit, and nothing ends a slot halfway in its step. */
@Timeout(120)
class Law15ThreadsTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final int SLOTS = 7;
  private static final int STEPS = 24;

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  /** A batch, and beside each slot a session that is stepped alone. */
  private static final class Twins implements AutoCloseable {
    final BatchSession batch;
    private final Plan plan;
    private final Session[] alone = new Session[SLOTS];
    private final byte[] frame;
    private final SplittableRandom random;
    private final int outputs;

    Twins(Plan plan, long seed, Executor executor, int threads) {
      this.plan = plan;
      random = new SplittableRandom(seed);
      Thresholds t = Thresholds.uniform(plan.network(), seed % 2);
      batch = plan.openBatch(SLOTS, t, executor, threads);
      for (int s = 0; s < SLOTS; s++) {
        alone[s] = plan.open(t);
      }
      frame = new byte[plan.network().input().frameBytes()];
      outputs = plan.network().outputSize();
    }

    void join(int slot) {
      batch.join(slot);
      alone[slot].reset();
    }

    void observe() {
      for (int s = 0; s < SLOTS; s++) {
        random.nextBytes(frame);
        alone[s].frame().get(0, frame, 0, frame.length / 2); // half of it rests
        alone[s].frame().put(0, frame);
        batch.input().put(s * frame.length, frame);
      }
    }

    void stepAlone() {
      for (int s = 0; s < SLOTS; s++) {
        if (batch.status(s) == 0) {
          alone[s].stepFrame();
        }
      }
    }

    void step() {
      observe();
      stepAlone();
      batch.stepFrames();
      requireSame();
    }

    void requireSame() {
      for (int s = 0; s < SLOTS; s++) {
        if (batch.status(s) == 0) {
          assertEquals(alone[s].output(), batch.output().slice(s * outputs, outputs), "slot " + s);
          assertEquals(alone[s].counts().counted(), batch.counts(s).counted());
          assertEquals(alone[s].counts().performed(), batch.counts(s).performed());
        }
      }
    }

    void requireSameState() {
      double[] a = new double[size(plan.network().depth())];
      double[] b = a.clone();
      for (int s = 0; s < SLOTS; s++) {
        for (int layer = 0; batch.status(s) == 0 && layer < plan.network().depth(); layer++) {
          double[] x = layer == 0 ? new double[size(0)] : new double[size(layer)];
          double[] y = x.clone();
          alone[s].readSent(layer, x);
          batch.readSent(s, layer, y);
          assertArrayEquals(x, y);
        }
        if (batch.status(s) == 0) {
          alone[s].readAccumulators(plan.network().depth(), a);
          batch.readAccumulators(s, plan.network().depth(), b);
          assertArrayEquals(a, b);
        }
      }
    }

    private int size(int layer) {
      return plan.network().shape(layer).size();
    }

    @Override
    public void close() {
      batch.close();
      for (Session session : alone) {
        session.close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6gThreadsChangeNoBitOfASlot(Backend backend) {
    for (Mode mode : Mode.values()) {
      for (int threads = 1; threads <= 5; threads++) {
        Plan plan = Case.random(500 + threads).plan(backend, mode);
        try (Twins twins = new Twins(plan, threads, pool, threads)) {
          for (int step = 0; step < STEPS; step++) {
            if (step < SLOTS) {
              twins.join((step * 3 + 2) % SLOTS); // one more in each step, in no order
            }
            if (step % 5 == 4) {
              twins.batch.leave(step % SLOTS == 0 ? 1 : 2);
              twins.join(step % SLOTS == 0 ? 1 : 2);
            }
            twins.step();
          }
          twins.requireSameState();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15WhateverTheExecutorDoesEverySlotSteps(Backend backend) {
    Plan plan = Case.random(510).plan(backend, Mode.EXACT);
    AtomicInteger asked = new AtomicInteger();
    List<Executor> executors =
        List.of(
            Runnable::run,
            task -> {
              throw new RejectedExecutionException("full");
            },
            task -> asked.incrementAndGet(), // and never runs it
            task -> new Thread(task).start());
    for (Executor executor : executors) {
      try (Twins twins = full(plan, executor, 3)) {
        for (int step = 0; step < STEPS; step++) {
          twins.step();
        }
        twins.requireSameState();
      }
    }
    assertEquals(2, asked.get(), "a task that does not run is not sent again");
    try (Twins twins = full(plan, pool, 3)) {
      twins.step();
      pool.shutdownNow();
      twins.step();
      twins.step();
      twins.requireSameState();
    }
  }

  private static Twins full(Plan plan, Executor executor, int threads) {
    Twins twins = new Twins(plan, 8, executor, threads);
    for (int s = 0; s < SLOTS; s++) {
      twins.join(s);
    }
    return twins;
  }

  /** Interrupts come at any moment; none is lost, and each step is whole. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11AnInterruptEndsNoStepAndStaysPending(Backend backend) throws Exception {
    Plan plan = Case.random(511).plan(backend, Mode.EXACT);
    Thread stepping = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    Thread storm =
        new Thread(
            () -> {
              while (!over.get()) {
                stepping.interrupt();
                Thread.onSpinWait();
              }
            });
    try (Twins twins = full(plan, pool, 4)) {
      storm.start();
      for (int step = 0; step < 10 * STEPS; step++) {
        twins.step();
      }
      over.set(true);
      while (storm.isAlive()) {
        Thread.onSpinWait(); // a join would end at once
      }
      twins.step();
      assertTrue(Thread.interrupted(), "it is still pending after the step");
      twins.requireSameState();
    } finally {
      over.set(true);
      Thread.interrupted();
    }
  }

  /**
   * Who closes during a step is refused; who closes between two finds every slot after the last.
   */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11ACloseLeavesEverySlotBeforeOrAfterItsStep(Backend backend) throws Exception {
    Plan plan = Case.random(512).plan(backend, Mode.EXACT);
    int refused = 0;
    for (int round = 0; round < 30; round++) {
      try (Twins twins = full(plan, pool, 3)) {
        AtomicBoolean go = new AtomicBoolean();
        Future<Integer> closing = pool.submit(() -> close(twins.batch, go));
        int steps = stepUntilClosed(twins, go);
        refused += closing.get(30, TimeUnit.SECONDS);
        assertTrue(steps > 0);
        twins.requireSame();
      }
    }
    assertTrue(refused > 0, "nobody ever closed during a step");
  }

  /** Tries until it succeeds; how often it was refused. */
  private static int close(BatchSession batch, AtomicBoolean go) {
    while (!go.get()) {
      Thread.onSpinWait();
    }
    for (int refused = 0; ; refused++) {
      try {
        batch.close();
        return refused;
      } catch (SessionBusyException e) {
        Thread.onSpinWait();
      }
    }
  }

  /** The sessions beside step after the batch, and so not after a step that was refused. */
  private static int stepUntilClosed(Twins twins, AtomicBoolean go) {
    for (int step = 0; ; step++) {
      twins.observe();
      go.set(step >= 2);
      try {
        twins.batch.stepFrames();
      } catch (SessionClosedException e) {
        return step;
      }
      twins.stepAlone();
    }
  }

  /** Each thread has a session of its own on the one plan, and the outcome of a run alone. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15SessionsOnOnePlanShareNothingThatChanges(Backend backend) throws Exception {
    for (Mode mode : Mode.values()) {
      Plan plan = Case.random(513).plan(backend, mode);
      List<List<Float>> expected = new ArrayList<>();
      List<Future<List<Float>>> actual = new ArrayList<>();
      for (int agent = 0; agent < 8; agent++) {
        expected.add(life(plan, agent));
      }
      for (int agent = 0; agent < 8; agent++) {
        int seed = agent;
        actual.add(pool.submit(() -> life(plan, seed)));
      }
      for (int agent = 0; agent < 8; agent++) {
        assertEquals(expected.get(agent), actual.get(agent).get(60, TimeUnit.SECONDS));
      }
      assertTrue(expected.stream().distinct().count() > 4, "agents that all do the same");
    }
  }

  /** Every y of an agent that steps, changes its thresholds, starts over, forks and is restored. */
  private static List<Float> life(Plan plan, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] frame = new byte[plan.network().input().frameBytes()];
    float[] y = new float[plan.network().outputSize()];
    List<Float> all = new ArrayList<>();
    try (Session session = plan.open(Thresholds.uniform(plan.network(), seed % 3))) {
      for (int step = 0; step < 150; step++) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
        session.stepFrame(frame, y);
        for (float value : y) {
          all.add(value);
        }
        switch (step % 30) {
          case 9 -> session.reset();
          case 14 -> session.setThresholds(Thresholds.uniform(plan.network(), step % 4));
          case 19 -> session.refresh();
          case 24 -> {
            try (Session fork = session.fork()) {
              fork.stepFrame(frame, y);
              session.restore(fork.snapshot());
            }
          }
          default -> {}
        }
      }
    }
    return all;
  }
}
