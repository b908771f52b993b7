package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import saccade.model.Thresholds;

/**
 * The part of a session that every backend shares: buffers, checks and the guard. A call is
 * checked, then let in, then handed to one of the protected methods, so that a refused call touches
 * no state (contract, law 11). For backends.
 */
public abstract class GuardedSession implements Session {
  private final SessionGuard guard = new SessionGuard();
  private final Plan plan;
  private final StepCounts counts;
  private final SessionBuffers buffers;
  private final ByteBuffer callersObservation;
  private final ByteBuffer callersFrame;
  private final FloatBuffer callersOutput;
  private Thresholds thresholds;

  /** A session of {@code plan} that reads from and writes to {@code buffers}. */
  protected GuardedSession(Plan plan, Thresholds thresholds, SessionBuffers buffers) {
    this.plan = plan;
    this.thresholds = thresholds.requireFor(plan.network());
    this.buffers = buffers;
    counts = new StepCounts(plan.layers());
    // The caller may move limits of what it holds; ours must stay whole.
    callersObservation = buffers.observation().duplicate().order(buffers.observation().order());
    callersFrame = buffers.frame().duplicate().order(buffers.frame().order());
    callersOutput = buffers.output().duplicate();
  }

  /** The whole observation that {@link #runStep} and {@link #runResync} read. */
  protected final ByteBuffer observed() {
    return buffers.observation();
  }

  /** The newest frame that {@link #runFrame} reads. */
  protected final ByteBuffer newestFrame() {
    return buffers.frame();
  }

  /** Where y goes. */
  protected final FloatBuffer y() {
    return buffers.output();
  }

  /** One step on {@link #observed}. */
  protected abstract void runStep();

  /** One step on {@link #newestFrame}. */
  protected abstract void runFrame();

  /** Copies the reset state and writes y. */
  protected abstract void runReset();

  /** O := b + W * sent in every layer; writes y. */
  protected abstract void runRefresh();

  /** Starts over from {@link #observed}; writes y. */
  protected abstract void runResync();

  /** Takes over new thresholds and marks every neuron. */
  protected abstract void runThresholds(Thresholds changed);

  /** A copy of the state. */
  protected abstract SessionImage runSave();

  /** Takes over a state that fits the plan; writes y. */
  protected abstract void runLoad(SessionImage image);

  /** Copies a layer's sent values; arguments are checked. */
  protected abstract void copySent(int layer, double[] target);

  /** Copies a layer's accumulators; arguments are checked. */
  protected abstract void copyAccumulators(int layer, double[] target);

  @Override
  public final ByteBuffer observation() {
    return callersObservation;
  }

  @Override
  public final ByteBuffer frame() {
    return callersFrame;
  }

  @Override
  public final FloatBuffer output() {
    return callersOutput;
  }

  @Override
  public final void step() {
    guard.enter();
    try {
      buffers.require("observation", observed());
      runStep();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void step(byte[] observation, float[] y) {
    buffers.requireBytes("observation", observation, observed());
    SessionBuffers.requireLength("output array", y.length, y().capacity());
    guard.enter();
    try {
      observed().put(0, observation);
      runStep();
      y().get(0, y);
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void step(float[] observation, float[] y) {
    buffers.requireFloats("observation", observation, observed());
    SessionBuffers.requireLength("output array", y.length, y().capacity());
    guard.enter();
    try {
      SessionBuffers.put(observation, observed());
      runStep();
      y().get(0, y);
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void stepFrame() {
    guard.enter();
    try {
      buffers.require("frame", newestFrame());
      runFrame();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void stepFrame(byte[] frame, float[] y) {
    buffers.requireBytes("frame", frame, newestFrame());
    SessionBuffers.requireLength("output array", y.length, y().capacity());
    guard.enter();
    try {
      newestFrame().put(0, frame);
      runFrame();
      y().get(0, y);
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void stepFrame(float[] frame, float[] y) {
    buffers.requireFloats("frame", frame, newestFrame());
    SessionBuffers.requireLength("output array", y.length, y().capacity());
    guard.enter();
    try {
      SessionBuffers.put(frame, newestFrame());
      runFrame();
      y().get(0, y);
    } finally {
      guard.leave();
    }
  }

  /** {@link #step()} for a batch: false, and nothing touched, if the input is refused. */
  final boolean offerStep() {
    guard.enter();
    try {
      boolean allowed = buffers.firstRefused(observed()) < 0;
      if (allowed) {
        runStep();
      }
      return allowed;
    } finally {
      guard.leave();
    }
  }

  /** {@link #stepFrame()} for a batch: false, and nothing touched, if the input is refused. */
  final boolean offerFrame() {
    guard.enter();
    try {
      boolean allowed = buffers.firstRefused(newestFrame()) < 0;
      if (allowed) {
        runFrame();
      }
      return allowed;
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void reset() {
    guard.enter();
    try {
      counts.clear();
      runReset();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void refresh() {
    guard.enter();
    try {
      runRefresh();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void resync(byte[] observation) {
    buffers.requireBytes("observation", observation, observed());
    guard.enter();
    try {
      observed().put(0, observation);
      startOver();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void resync(float[] observation) {
    buffers.requireFloats("observation", observation, observed());
    guard.enter();
    try {
      SessionBuffers.put(observation, observed());
      startOver();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void resync() {
    guard.enter();
    try {
      buffers.require("observation", observed());
      startOver();
    } finally {
      guard.leave();
    }
  }

  /** Counts are cleared last: reading an observation counts what it saturates. */
  private void startOver() {
    runResync();
    counts.clear();
  }

  @Override
  public final Snapshot snapshot() {
    guard.enter();
    try {
      return new Snapshot(
          plan.mode(),
          plan.info().digest().bytes(),
          plan.options().crossovers().toArray(),
          thresholds,
          runSave());
    } finally {
      guard.leave();
    }
  }

  @Override
  public final boolean restore(Snapshot snapshot) {
    guard.enter();
    try {
      snapshot.requireFor(plan.info());
      counts.clear();
      runLoad(snapshot.image());
      if (!snapshot.thresholds().equals(thresholds)) {
        runThresholds(thresholds);
      }
      return plan.mode() == Mode.EXACT
          || Arrays.equals(snapshot.crossovers(), plan.options().crossovers().toArray());
    } finally {
      guard.leave();
    }
  }

  @Override
  public final Session fork() {
    Snapshot now = snapshot();
    Session other = plan.open(now.thresholds());
    other.restore(now);
    return other;
  }

  @Override
  public final StepCounts counts() {
    return counts;
  }

  @Override
  public final Thresholds thresholds() {
    return thresholds;
  }

  @Override
  public final void setThresholds(Thresholds changed) {
    changed.requireFor(plan.network());
    guard.enter();
    try {
      thresholds = changed;
      runThresholds(changed);
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void readSent(int layer, double[] target) {
    requireReadable(layer, 0, plan.network().depth() - 1, target);
    guard.enter();
    try {
      copySent(layer, target);
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void readAccumulators(int layer, double[] target) {
    requireReadable(layer, 1, plan.network().depth(), target);
    guard.enter();
    try {
      copyAccumulators(layer, target);
    } finally {
      guard.leave();
    }
  }

  private void requireReadable(int layer, int from, int to, double[] target) {
    if (layer < from || layer > to) {
      throw new IllegalArgumentException(
          "neuron layer " + layer + " is outside " + from + ".." + to + "; read another one");
    }
    SessionBuffers.requireLength("target array", target.length, plan.network().shape(layer).size());
  }

  @Override
  public final void close() {
    guard.close();
  }
}
