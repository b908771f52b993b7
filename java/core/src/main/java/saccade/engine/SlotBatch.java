package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import saccade.model.Input;
import saccade.model.Thresholds;

/**
 * A batch as so many sessions of its own, whose buffers are slices of the batch's, stepped by one
 * thread or by several: what a backend offers that gains nothing from running agents together. For
 * backends.
 */
public final class SlotBatch implements BatchSession {
  /** Opens the session of one slot. */
  @FunctionalInterface
  public interface Opening {
    /**
     * A session in its reset state.
     *
     * @param buffers where it reads observations and writes y
     * @param refreshOffset shift of its refresh phases (contract, law 7d)
     */
    GuardedSession open(SessionBuffers buffers, long refreshOffset);
  }

  private final SessionGuard guard = new SessionGuard();
  private final PlanInfo plan;
  private final GuardedSession[] slot;
  private final int[] status;
  private final Crew crew;
  private final ByteBuffer callersInput;
  private final FloatBuffer callersOutput;
  private Thresholds thresholds;
  private boolean byFrames;

  /**
   * Opens all slots, empty.
   *
   * @param executor whose threads help in a step
   * @param threads most threads of a step, the calling one included, at least 1
   */
  public SlotBatch(
      PlanInfo plan,
      int capacity,
      Thresholds thresholds,
      Executor executor,
      int threads,
      Opening opening) {
    Objects.requireNonNull(executor, "the executor of a batch is null; give one or leave it out");
    Input input = plan.network().input();
    long largest = Math.max(input.observationBytes(), 4L * plan.network().outputSize());
    if (capacity < 1 || capacity * largest > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of "
              + capacity
              + " slots is not supported; give 1.."
              + Integer.MAX_VALUE / largest);
    }
    if (threads < 1) {
      throw new IllegalArgumentException(
          "a step on " + threads + " threads is not possible; give 1 or more, this one included");
    }
    this.plan = plan;
    this.thresholds = thresholds.requireFor(plan.network());
    slot = new GuardedSession[capacity];
    status = new int[capacity];
    Arrays.fill(status, EMPTY);
    crew = new Crew(executor, threads, capacity, this::takesPart, this::stepSlot);
    ByteBuffer all = ByteBuffer.allocateDirect(capacity * input.observationBytes());
    int outputs = plan.network().outputSize();
    FloatBuffer y = SessionBuffers.floats(capacity * outputs);
    for (int s = 0; s < capacity; s++) {
      SessionBuffers buffers =
          new SessionBuffers(
              plan,
              slice(all, s, input.observationBytes()),
              slice(all, s, input.frameBytes()),
              y.slice(s * outputs, outputs));
      slot[s] = opening.open(buffers, s);
    }
    callersInput = all.duplicate().order(ByteOrder.nativeOrder());
    callersOutput = y.duplicate();
  }

  private static ByteBuffer slice(ByteBuffer all, int slot, int bytes) {
    return all.slice(slot * bytes, bytes);
  }

  @Override
  public int capacity() {
    return slot.length;
  }

  @Override
  public ByteBuffer input() {
    return callersInput;
  }

  @Override
  public FloatBuffer output() {
    return callersOutput;
  }

  @Override
  public void stepFull() {
    step(false);
  }

  @Override
  public void stepFrames() {
    step(true);
  }

  private void step(boolean frames) {
    guard.enter();
    try {
      byFrames = frames;
      crew.run();
    } finally {
      guard.leave();
    }
  }

  private boolean takesPart(int s) {
    return (status[s] & (EMPTY | FAILED)) == 0;
  }

  /** A refused slot did not step, so it counts nothing. */
  private void stepSlot(int s) {
    int after = FAILED;
    try {
      after = (byFrames ? slot[s].offerFrame() : slot[s].offerStep()) ? 0 : REFUSED;
    } finally {
      status[s] = after;
      if (after != 0) {
        slot[s].counts().clear();
      }
    }
  }

  private void requireSlot(int s) {
    if (s < 0 || s >= slot.length) {
      throw new IllegalArgumentException(
          "slot " + s + " is outside 0.." + (slot.length - 1) + "; give one of the batch");
    }
  }

  private GuardedSession joined(int s) {
    requireSlot(s);
    if ((status[s] & EMPTY) != 0) {
      throw new IllegalArgumentException("slot " + s + " is empty; let an agent join it first");
    }
    return slot[s];
  }

  private GuardedSession sound(int s) {
    GuardedSession session = joined(s);
    if ((status[s] & FAILED) != 0) {
      throw new IllegalStateException(
          "slot " + s + " failed within a step; reset, resync or restore it first");
    }
    return session;
  }

  private int lowestFree() {
    for (int s = 0; s < slot.length; s++) {
      if ((status[s] & EMPTY) != 0) {
        return s;
      }
    }
    throw new IllegalStateException(
        "all " + slot.length + " slots of the batch are taken; let an agent leave first");
  }

  @Override
  public int status(int s) {
    requireSlot(s);
    return status[s];
  }

  @Override
  public StepCounts counts(int s) {
    requireSlot(s);
    return slot[s].counts();
  }

  @Override
  public int join() {
    guard.enter();
    try {
      int s = lowestFree();
      slot[s].reset();
      status[s] = 0;
      return s;
    } finally {
      guard.leave();
    }
  }

  @Override
  public void join(int s) {
    guard.enter();
    try {
      requireSlot(s);
      if ((status[s] & EMPTY) == 0) {
        throw new IllegalArgumentException(
            "slot " + s + " is taken; let its agent leave first or join another");
      }
      slot[s].reset();
      status[s] = 0;
    } finally {
      guard.leave();
    }
  }

  @Override
  public void leave(int s) {
    guard.enter();
    try {
      joined(s).counts().clear();
      status[s] = EMPTY;
    } finally {
      guard.leave();
    }
  }

  @Override
  public void reset(int s) {
    guard.enter();
    try {
      joined(s).reset();
      status[s] = 0;
    } finally {
      guard.leave();
    }
  }

  @Override
  public void refresh(int s) {
    guard.enter();
    try {
      sound(s).refresh();
    } finally {
      guard.leave();
    }
  }

  @Override
  public void resync(int s) {
    guard.enter();
    try {
      joined(s).resync();
      status[s] = 0;
    } finally {
      guard.leave();
    }
  }

  @Override
  public Snapshot snapshot(int s) {
    guard.enter();
    try {
      return sound(s).snapshot();
    } finally {
      guard.leave();
    }
  }

  @Override
  public boolean restore(int s, Snapshot snapshot) {
    guard.enter();
    try {
      boolean same = joined(s).restore(snapshot);
      status[s] = 0;
      return same;
    } finally {
      guard.leave();
    }
  }

  @Override
  public int fork(int s) {
    guard.enter();
    try {
      GuardedSession from = sound(s);
      int to = lowestFree();
      slot[to].restore(from.snapshot());
      status[to] = 0;
      return to;
    } finally {
      guard.leave();
    }
  }

  @Override
  public Thresholds thresholds() {
    return thresholds;
  }

  @Override
  public void setThresholds(Thresholds changed) {
    changed.requireFor(plan.network());
    guard.enter();
    try {
      thresholds = changed;
      for (GuardedSession session : slot) {
        session.setThresholds(changed);
      }
    } finally {
      guard.leave();
    }
  }

  @Override
  public void readSent(int s, int layer, double[] target) {
    guard.enter();
    try {
      joined(s).readSent(layer, target);
    } finally {
      guard.leave();
    }
  }

  @Override
  public void readAccumulators(int s, int layer, double[] target) {
    guard.enter();
    try {
      joined(s).readAccumulators(layer, target);
    } finally {
      guard.leave();
    }
  }

  @Override
  public void close() {
    if (guard.close()) {
      for (GuardedSession session : slot) {
        session.close();
      }
    }
  }
}
