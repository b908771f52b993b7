package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import saccade.model.Input;

/**
 * The direct buffers of one session or slot, and the check of what a caller put there (contract,
 * law 11). For backends.
 */
public final class SessionBuffers {
  private final InputLimits limits;
  private final int frameSize;
  private final ByteBuffer observation;
  private final ByteBuffer frame;
  private final FloatBuffer output;

  SessionBuffers(PlanInfo plan, ByteBuffer observation, ByteBuffer frame, FloatBuffer output) {
    limits = plan.inputLimits();
    frameSize = plan.network().input().frameSize();
    this.observation = observation.order(ByteOrder.nativeOrder());
    this.frame = frame.order(ByteOrder.nativeOrder());
    this.output = output;
  }

  /** Buffers of a session of its own. */
  public static SessionBuffers allocate(PlanInfo plan) {
    Input input = plan.network().input();
    return new SessionBuffers(
        plan,
        ByteBuffer.allocateDirect(input.observationBytes()),
        ByteBuffer.allocateDirect(input.frameBytes()),
        floats(plan.network().outputSize()));
  }

  static FloatBuffer floats(int size) {
    return ByteBuffer.allocateDirect(size * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Bytes of {@link #allocate}. */
  public static long bytes(PlanInfo plan) {
    Input input = plan.network().input();
    return (long) input.observationBytes()
        + input.frameBytes()
        + (long) plan.network().outputSize() * Float.BYTES;
  }

  /** One whole observation. */
  public ByteBuffer observation() {
    return observation;
  }

  /** The newest frame. */
  public ByteBuffer frame() {
    return frame;
  }

  /** y. */
  public FloatBuffer output() {
    return output;
  }

  /** First element that is not allowed, or -1. */
  int firstRefused(ByteBuffer values) {
    if (limits.isNone()) {
      return -1;
    }
    int elements = values.capacity() / Float.BYTES;
    for (int i = 0; i < elements; i++) {
      if (!(Math.abs(values.getFloat(i * Float.BYTES)) <= limits.limit(i % frameSize))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Refuses NaN, infinities and values beyond their limits.
   *
   * @throws IllegalArgumentException naming the first element that is not allowed
   */
  void require(String what, ByteBuffer values) {
    int i = firstRefused(values);
    if (i >= 0) {
      throw refusal(what, i, values.getFloat(i * Float.BYTES));
    }
  }

  /** Refuses an array of bytes that is not what {@code target} holds. */
  void requireBytes(String what, byte[] values, ByteBuffer target) {
    requireKind(what, "bytes", limits.isNone());
    requireLength(what, values.length, target.capacity());
  }

  /** Refuses an array of floats that is not what {@code target} holds, or holds what may not be. */
  void requireFloats(String what, float[] values, ByteBuffer target) {
    requireKind(what, "floats", !limits.isNone());
    requireLength(what, values.length, target.capacity() / Float.BYTES);
    for (int i = 0; i < values.length; i++) {
      if (!(Math.abs(values[i]) <= limits.limit(i % frameSize))) {
        throw refusal(what, i, values[i]);
      }
    }
  }

  private void requireKind(String what, String given, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " was given as "
              + given
              + ", but the network observes "
              + (limits.isNone() ? "bytes" : "floats")
              + "; use the overload for them");
    }
  }

  static void requireLength(String what, int length, int expected) {
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

  static void put(float[] values, ByteBuffer target) {
    for (int i = 0; i < values.length; i++) {
      target.putFloat(i * Float.BYTES, values[i]);
    }
  }

  private IllegalArgumentException refusal(String what, int element, float value) {
    return new IllegalArgumentException(
        what
            + " element "
            + element
            + " is "
            + value
            + ", outside +-"
            + limits.limit(element % frameSize)
            + "; give a finite value within the limit");
  }
}
