package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import saccade.model.ImageStack;
import saccade.model.Shape;
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
  private final ByteBuffer observation;
  private final ByteBuffer frame;
  private final FloatBuffer output;
  private final ByteBuffer callersObservation;
  private final ByteBuffer callersFrame;
  private final FloatBuffer callersOutput;
  private Thresholds thresholds;

  /** Allocates the buffers of a session on {@code plan}. */
  protected GuardedSession(Plan plan, Thresholds thresholds) {
    this.plan = plan;
    this.thresholds = thresholds.requireFor(plan.network());
    ImageStack stack = (ImageStack) plan.network().input();
    counts = new StepCounts(plan.layers());
    observation = ByteBuffer.allocateDirect(stack.shape().size());
    frame = ByteBuffer.allocateDirect(stack.frameSize());
    output =
        ByteBuffer.allocateDirect(plan.network().outputSize() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    // The caller may move limits of what it holds; ours must stay whole.
    callersObservation = observation.duplicate();
    callersFrame = frame.duplicate();
    callersOutput = output.duplicate();
  }

  /** Bytes of the buffers that every session on {@code network}'s plan owns. */
  public static long bufferBytes(ImageStack stack, int outputs) {
    return stack.shape().size() + stack.frameSize() + (long) outputs * Float.BYTES;
  }

  /** The whole observation that {@link #runStep} and {@link #runResync} read. */
  protected final ByteBuffer observed() {
    return observation;
  }

  /** The newest frame that {@link #runFrame} reads. */
  protected final ByteBuffer newestFrame() {
    return frame;
  }

  /** Where y goes. */
  protected final FloatBuffer y() {
    return output;
  }

  /** One step on {@link #observed}. */
  protected abstract void runStep();

  /** One step on {@link #newestFrame}. */
  protected abstract void runFrame();

  /** Copies the reset state. */
  protected abstract void runReset();

  /** O := b + W * sent everywhere. */
  protected abstract void runRefresh();

  /** Starts over from {@link #observed}. */
  protected abstract void runResync();

  /** Takes over new thresholds and marks every neuron. */
  protected abstract void runThresholds(Thresholds changed);

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
      runStep();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void step(byte[] newObservation, float[] y) {
    requireLength("observation", newObservation.length, observation.capacity());
    requireLength("output array", y.length, output.capacity());
    guard.enter();
    try {
      observation.put(0, newObservation);
      runStep();
      output.get(0, y);
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void stepFrame() {
    guard.enter();
    try {
      runFrame();
    } finally {
      guard.leave();
    }
  }

  @Override
  public final void stepFrame(byte[] newFrame, float[] y) {
    requireLength("frame", newFrame.length, frame.capacity());
    requireLength("output array", y.length, output.capacity());
    guard.enter();
    try {
      frame.put(0, newFrame);
      runFrame();
      output.get(0, y);
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
  public final void resync(byte[] newObservation) {
    requireLength("observation", newObservation.length, observation.capacity());
    guard.enter();
    try {
      observation.put(0, newObservation);
      counts.clear();
      runResync();
    } finally {
      guard.leave();
    }
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
    Shape shape = plan.network().shape(layer);
    requireLength("target array", target.length, shape.size());
  }

  private static void requireLength(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          what
              + " has "
              + length
              + " values, but the network has "
              + expected
              + "; pass exactly "
              + expected);
    }
  }

  @Override
  public final void close() {
    guard.close();
  }
}
