package saccade.verify.generator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.BatchSession;
import saccade.engine.Observations;
import saccade.engine.Session;
import saccade.engine.Snapshot;
import saccade.model.FloatStack;
import saccade.model.Input;
import saccade.model.Thresholds;

/**
 * A batch through calls of its own; beside every slot runs a session that gets the same inputs and
 * must have the same bits and counts (contract, laws 6g and 15).
 */
final class BatchScenario {
  private static final String SAME = "a slot is a session of its own";

  private final Stage stage;
  private final Input input;
  private final BatchSession batch;
  private final @Nullable Session[] twin;
  private final List<Snapshot> saved = new ArrayList<>();
  private Thresholds thresholds;
  private String when = "when opened";

  private BatchScenario(Stage stage) {
    this.stage = stage;
    input = stage.network().input();
    int capacity = Draw.of(stage.id(), Draw.Aspect.BATCH, -1).within(1, 4);
    thresholds = stage.made.thresholds(-1);
    batch = stage.plan.openBatch(capacity, thresholds);
    twin = new Session[capacity];
  }

  /** Runs all calls. */
  static void run(Stage stage) {
    BatchScenario scenario = new BatchScenario(stage);
    scenario.join(scenario.batch.join());
    for (int call = 0; call < stage.id().limits().calls(); call++) {
      if (!stage.id().drop().contains(call)) {
        scenario.when = "after batch call " + call;
        scenario.next(Draw.of(stage.id(), Draw.Aspect.BATCH, call), call);
        scenario.requireAllSame();
      }
    }
    scenario.batch.close();
  }

  private void next(Draw draw, int call) {
    int slot = draw.below(twin.length);
    int kind = draw.weighted(10, 5, 5, 3, 2, 2, 2, 2, 3, 3, 3);
    if (kind <= 2) {
      step(draw, kind == 1, kind == 2 && stage.id().has(Feature.BAD_CALLS) ? slot : -1);
    } else if (kind == 3) {
      joinAny(draw, slot);
    } else if (twin[slot] == null) {
      refusedWhileEmpty(draw, slot);
    } else {
      ofSlot(kind, slot, draw, call);
    }
  }

  private void ofSlot(int kind, int slot, Draw draw, int call) {
    Session single = Objects.requireNonNull(twin[slot]);
    switch (kind) {
      case 4 -> {
        batch.leave(slot);
        single.close();
        twin[slot] = null;
      }
      case 5 -> {
        batch.reset(slot);
        single.reset();
        takePhases(slot, single);
      }
      case 6 -> {
        batch.refresh(slot);
        single.refresh();
      }
      case 7 -> resync(draw, slot, single);
      case 8 -> {
        thresholds =
            stage.id().has(Feature.THRESHOLD_CHANGES) ? stage.made.thresholds(call) : thresholds;
        batch.setThresholds(thresholds);
        for (Session other : twin) {
          if (other != null) {
            other.setThresholds(thresholds);
          }
        }
      }
      case 9 -> restore(draw, slot, single);
      default -> fork(slot, single);
    }
  }

  /** A new agent: the reset state, except for phases of refreshes that are the slot's own. */
  private void join(int slot) {
    Session single = stage.plan.open(thresholds);
    twin[slot] = single;
    requireSame(slot, single);
    takePhases(slot, single);
  }

  /** After a join or a reset a slot has its own refresh phases, whatever was restored before. */
  private void takePhases(int slot, Session single) {
    Snapshot state = batch.snapshot(slot);
    Failure.require(
        state.image().refreshOffset() == slot,
        "a slot in its reset state has its own refresh offset",
        "slot " + slot + " has the offset " + state.image().refreshOffset() + " " + when);
    single.restore(state);
  }

  private void joinAny(Draw draw, int slot) {
    int free = lowestFree();
    if (free < 0) {
      refused("join of a full batch", IllegalStateException.class, batch::join);
      refused("join of a taken slot", IllegalArgumentException.class, () -> batch.join(slot));
    } else if (twin[slot] == null && draw.oneIn(2)) {
      batch.join(slot);
      join(slot);
    } else {
      int joined = batch.join();
      Failure.require(
          joined == free,
          "the lowest free slot is taken",
          "slot " + joined + " was taken, but " + free + " is free");
      join(joined);
    }
  }

  private int lowestFree() {
    for (int s = 0; s < twin.length; s++) {
      if (twin[s] == null) {
        return s;
      }
    }
    return -1;
  }

  private void refusedWhileEmpty(Draw draw, int slot) {
    Runnable[] calls = {
      () -> batch.leave(slot),
      () -> batch.reset(slot),
      () -> batch.refresh(slot),
      () -> batch.resync(slot),
      () -> batch.snapshot(slot),
      () -> batch.fork(slot),
      () -> batch.readSent(slot, 0, new double[input.shape().size()]),
      () -> batch.leave(twin.length),
      () -> batch.status(-1)
    };
    refused("a call on an empty slot", IllegalArgumentException.class, draw.pick(calls));
  }

  private void refused(String what, Class<? extends RuntimeException> type, Runnable call) {
    @Nullable RuntimeException error = null;
    try {
      call.run();
    } catch (RuntimeException e) {
      error = e;
    }
    Failure.require(
        type.isInstance(error), what + " is refused", what + " gave " + error + " " + when);
  }

  /** A frame or a whole observation for every slot; empty slots hold what nobody may read. */
  private void step(Draw draw, boolean whole, int poisoned) {
    int bytes = whole ? input.observationBytes() : input.frameBytes();
    byte[][] given = new byte[twin.length][];
    boolean[] refused = new boolean[twin.length];
    for (int s = 0; s < twin.length; s++) {
      given[s] = observation(draw, bytes / input.frameBytes());
      if (s == poisoned && input instanceof FloatStack) {
        float bad = draw.pick(Float.NaN, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE);
        ByteBuffer.wrap(given[s])
            .order(java.nio.ByteOrder.nativeOrder())
            .putFloat(draw.below(bytes / Float.BYTES) * Float.BYTES, bad);
      }
      refused[s] = !stage.allowed(given[s]);
      batch.input().put(s * bytes, given[s]);
    }
    if (whole) {
      batch.stepFull();
    } else {
      batch.stepFrames();
    }
    float[] y = new float[stage.network().outputSize()];
    for (int s = 0; s < twin.length; s++) {
      Session single = twin[s];
      requireStatus(s, single == null ? BatchSession.EMPTY : refused[s] ? BatchSession.REFUSED : 0);
      if (single != null && refused[s]) {
        single.counts().clear(); // who did not step counts nothing
      } else if (single != null) {
        if (whole) {
          Observations.step(single, given[s], y);
        } else {
          Observations.stepFrame(single, given[s], y);
        }
      }
    }
  }

  private byte[] observation(Draw draw, int frames) {
    byte[] observation = new byte[frames * input.frameBytes()];
    for (int p = 0; p < frames; p++) {
      byte[] frame = stage.made.frame(draw.below(Math.max(1, stage.id().limits().calls())));
      System.arraycopy(frame, 0, observation, p * frame.length, frame.length);
    }
    return observation;
  }

  private void requireStatus(int slot, int expected) {
    Failure.require(
        batch.status(slot) == expected,
        "a slot says what became of its step",
        "slot "
            + slot
            + " has status "
            + batch.status(slot)
            + " instead of "
            + expected
            + " "
            + when);
  }

  private void resync(Draw draw, int slot, Session single) {
    byte[] observation = observation(draw, input.planes());
    batch.input().put(slot * observation.length, observation);
    if (stage.allowed(observation)) {
      batch.resync(slot);
      Observations.resync(single, observation);
    } else {
      refused("a resync from poison", IllegalArgumentException.class, () -> batch.resync(slot));
    }
  }

  private void restore(Draw draw, int slot, Session single) {
    saved.add(batch.snapshot(slot));
    Failure.require(
        saved.get(saved.size() - 1).equals(single.snapshot()),
        "a slot's snapshot is its session's",
        "the snapshots of slot " + slot + " and of its session differ " + when);
    Snapshot state = saved.get(draw.below(saved.size()));
    batch.restore(slot, state);
    single.restore(state);
  }

  private void fork(int slot, Session single) {
    int free = lowestFree();
    if (free < 0) {
      refused("fork in a full batch", IllegalStateException.class, () -> batch.fork(slot));
      return;
    }
    int to = batch.fork(slot);
    Failure.require(
        to == free, "a fork takes the lowest free slot", "fork took slot " + to + " " + when);
    twin[to] = single.fork();
  }

  private void requireAllSame() {
    for (int s = 0; s < twin.length; s++) {
      Session single = twin[s];
      if (single != null) {
        requireSame(s, single);
      }
    }
  }

  private void requireSame(int slot, Session single) {
    List<double[]> state = new ArrayList<>();
    int depth = stage.network().depth();
    for (int k = 0; k <= 2 * depth - 1; k++) {
      int layer = k < depth ? k : k - depth + 1;
      double[] values = new double[stage.network().shape(layer).size()];
      if (k < depth) {
        batch.readSent(slot, layer, values);
      } else {
        batch.readAccumulators(slot, layer, values);
      }
      state.add(values);
    }
    double[] y = new double[stage.network().outputSize()];
    for (int j = 0; j < y.length; j++) {
      y[j] = batch.output().get(slot * y.length + j);
    }
    String where = "in slot " + slot + " " + when;
    Stage.requireSame(SAME, state, stage.read(single), where);
    Stage.requireSame(SAME, List.of(y), Stage.y(single), where);
    Stage.requireSameCounts(SAME, batch.counts(slot), single.counts(), true, where);
  }
}
