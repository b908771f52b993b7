package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.layer;
import static saccade.contract.FloatCases.vector;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.BatchSession;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.SessionClosedException;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Law 15: batches of agents in slots that come and go singly. */
class Law15BatchTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  private static final Network FLOATS =
      vector(
          2,
          layer("a", Activation.RELU, 2, new float[] {1, 0.5f, 0, 1}, 0, 0),
          layer("b", Activation.NONE, 2, new float[] {1, -1}, 0));

  /** Each slot is a session: y, counts and state, whatever its neighbours do. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15ASlotIsASession(Backend backend) {
    for (long seed = 400; seed < 410; seed++) {
      Case c = Case.random(seed);
      Thresholds t = Thresholds.uniform(c.network(), seed % 2);
      int size = c.network().shape(0).size();
      int outputs = c.network().outputSize();
      SplittableRandom random = new SplittableRandom(seed);
      try (BatchSession batch = c.plan(backend, Mode.EXACT).openBatch(3, t)) {
        Session[] alone = new Session[3];
        for (int s = 0; s < 3; s++) {
          assertEquals(s, batch.join());
          alone[s] = c.plan(backend, Mode.EXACT).open(t);
        }
        byte[] observation = new byte[size];
        for (int step = 0; step < 20; step++) {
          for (int s = 0; s < 3; s++) {
            for (int i = 0; i < size; i++) {
              if (random.nextInt(4) == 0) {
                observation[i] = (byte) random.nextInt(256);
              }
            }
            batch.input().put(s * size, observation);
            alone[s].observation().put(0, observation);
            alone[s].step();
          }
          batch.stepFull();
          for (int s = 0; s < 3; s++) {
            assertEquals(0, batch.status(s));
            assertEquals(alone[s].output(), batch.output().slice(s * outputs, outputs));
            assertEquals(alone[s].counts().counted(), batch.counts(s).counted());
            for (int layer = 0; layer < c.network().depth(); layer++) {
              assertArrayEquals(
                  alone[s].snapshot().image().sent()[layer],
                  batch.snapshot(s).image().sent()[layer]);
            }
          }
        }
        for (Session session : alone) {
          session.close();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15SlotsJoinLeaveForkAndStartOverSingly(Backend backend) {
    try (BatchSession batch =
        backend.plan(FLOATS, PlanOptions.DEFAULT).openBatch(3, Thresholds.of(0, 0))) {
      assertEquals(BatchSession.EMPTY, batch.status(0));
      assertEquals(0, batch.join());
      batch.join(2);
      put(batch, 0, 1, 2);
      put(batch, 1, 9, 9);
      put(batch, 2, 3, 0);
      batch.stepFull();
      assertEquals(2 - 2, batch.output().get(0));
      assertEquals(0, batch.output().get(1), "an empty slot does not step");
      assertEquals(3, batch.output().get(2));
      assertEquals(1, batch.fork(2));
      assertEquals(3, batch.output().get(1));
      batch.reset(2);
      assertEquals(0, batch.output().get(2));
      assertEquals(3, batch.output().get(1), "its fork is another agent");
      batch.leave(0);
      assertEquals(BatchSession.EMPTY, batch.status(0));
      put(batch, 2, 5, 1);
      batch.resync(2);
      assertEquals(5 + 0.5f - 1, batch.output().get(2));
      assertEquals(0, batch.join(), "in its reset state");
      assertEquals(0, batch.output().get(0));
      assertTrue(batch.restore(0, batch.snapshot(2)));
      assertEquals(4.5f, batch.output().get(0));
      batch.refresh(0);
      assertEquals(4.5f, batch.output().get(0));
      double[] sent = new double[2];
      batch.readSent(0, 0, sent);
      assertEquals(5, sent[0]);
    }
  }

  private static void put(BatchSession batch, int slot, float a, float b) {
    batch.input().putFloat(slot * 8, a).putFloat(slot * 8 + 4, b);
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law11APoisonedSlotKeepsItsStateAndSaysSo(Backend backend) {
    try (BatchSession batch =
        backend.plan(FLOATS, PlanOptions.DEFAULT).openBatch(2, Thresholds.of(0, 0))) {
      batch.join();
      batch.join();
      put(batch, 0, 1, 0);
      put(batch, 1, 2, 0);
      batch.stepFull();
      var before = batch.snapshot(0);
      put(batch, 0, Float.NaN, 0);
      put(batch, 1, 4, 0);
      batch.stepFull();
      assertEquals(BatchSession.REFUSED, batch.status(0));
      assertEquals(1, batch.output().get(0), "y stays");
      assertEquals(0, batch.counts(0).events(1), "it did not step");
      assertEquals(before, batch.snapshot(0));
      assertEquals(0, batch.status(1));
      assertEquals(4, batch.output().get(1));
      batch.stepFrames();
      assertEquals(BatchSession.REFUSED, batch.status(0));
      batch.restore(0, before);
      assertEquals(0, batch.status(0), "a restored slot is well again");
      put(batch, 0, 6, 0);
      batch.stepFrames();
      assertEquals(0, batch.status(0));
      assertEquals(6, batch.output().get(0));
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15WhatCannotBeIsRefused(Backend backend) {
    var plan = backend.plan(FLOATS, PlanOptions.DEFAULT);
    assertThrows(IllegalArgumentException.class, () -> plan.openBatch(0, Thresholds.of(0, 0)));
    assertThrows(
        IllegalArgumentException.class,
        () -> plan.openBatch(Integer.MAX_VALUE, Thresholds.of(0, 0)));
    BatchSession batch = plan.openBatch(2, Thresholds.of(0, 0));
    batch.join(1);
    assertSaid("slot 1 is taken", () -> batch.join(1));
    assertSaid("slot 0 is empty", () -> batch.leave(0));
    assertSaid("slot 0 is empty", () -> batch.snapshot(0));
    assertSaid("slot 0 is empty", () -> batch.fork(0));
    assertSaid("slot 2 is outside 0..1", () -> batch.reset(2));
    assertSaid("slot -1 is outside 0..1", () -> batch.status(-1));
    batch.join();
    var full = assertThrows(IllegalStateException.class, batch::join);
    assertTrue(full.getMessage().contains("all 2 slots"), full.getMessage());
    assertThrows(IllegalStateException.class, () -> batch.fork(0));
    assertEquals(0, batch.status(0));
    batch.close();
    batch.close();
    assertThrows(SessionClosedException.class, batch::stepFull);
    assertThrows(SessionClosedException.class, batch::join);
    assertFalse(batch.output().get(0) != 0, "views stay readable");
  }

  private static void assertSaid(String what, Runnable call) {
    var error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(what), error.getMessage());
  }

  /** Slots do not all refresh in the same step: slot s is s steps ahead (law 7d). */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7dSlotsRefreshInTurns(Backend backend) {
    PlanOptions options = PlanOptions.DEFAULT.withRefreshInterval(8);
    try (BatchSession batch = backend.plan(FLOATS, options).openBatch(3, Thresholds.of(0, 0))) {
      int[] refreshedAt = new int[3];
      for (int s = 0; s < 3; s++) {
        batch.join(s);
      }
      for (int step = 0; step < 9; step++) {
        batch.stepFull();
        for (int s = 0; s < 3; s++) {
          refreshedAt[s] = batch.counts(s).refreshed(1) > 0 ? step : refreshedAt[s];
        }
      }
      assertEquals(4, refreshedAt[0]);
      assertEquals(3, refreshedAt[1]);
      assertEquals(2, refreshedAt[2]);
    }
  }

  /** Whatever was in a slot, who joins it finds its reset state, refresh phases included. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15AUsedSlotStartsAnew(Backend backend) {
    PlanOptions options = PlanOptions.DEFAULT.withRefreshInterval(8);
    var plan = backend.plan(FLOATS, options);
    try (BatchSession batch = plan.openBatch(3, Thresholds.of(0, 0));
        Session single = plan.open(Thresholds.of(0, 0))) {
      batch.join(2);
      var pristine = batch.snapshot(2);
      assertEquals(2, pristine.image().refreshOffset());
      batch.join(0);
      batch.leave(2);
      batch.fork(0);
      batch.join(2);
      batch.restore(2, batch.snapshot(1));
      assertEquals(0, batch.snapshot(2).image().refreshOffset(), "a restored state brings its own");
      batch.leave(2);
      batch.join(2);
      assertEquals(pristine, batch.snapshot(2));
      single.restore(batch.snapshot(2));
      assertEquals(2, single.snapshot().image().refreshOffset());
      single.reset();
      assertEquals(0, single.snapshot().image().refreshOffset());
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law2ABatchSharesOneSetOfThresholds(Backend backend) {
    try (BatchSession batch =
        backend.plan(FLOATS, PlanOptions.DEFAULT).openBatch(2, Thresholds.of(0, 0))) {
      batch.join();
      batch.setThresholds(Thresholds.of(10, 0));
      batch.join();
      put(batch, 0, 9, 0);
      put(batch, 1, 10, 0);
      batch.stepFull();
      assertEquals(0, batch.counts(0).events(1));
      assertEquals(1, batch.counts(1).events(1));
      assertEquals(Thresholds.of(10, 0), batch.thresholds());
    }
  }
}
