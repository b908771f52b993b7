package saccade.environments.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link StateWriter} wrote, in the same order. Every method throws {@link
 * IllegalArgumentException} where the bytes end too early or hold a value out of range.
 */
public final class StateReader {
  private final ByteBuffer bytes;

  /** Reads from the first byte on; the array is not copied. */
  public StateReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads an int.
   *
   * @param what name of the field, for the message
   * @param low smallest value allowed
   * @param high largest value allowed
   * @throws IllegalArgumentException if the value is out of range or missing
   */
  public int getInt(String what, int low, int high) {
    int value = room(Integer.BYTES).getInt();
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "snapshot has %s %d and it must be from %d to %d; pass bytes that snapshot() returned"
              .formatted(what, value, low, high));
    }
    return value;
  }

  /** Reads ints into a whole array, each as {@link #getInt} does. */
  public void getInts(String what, int[] target, int low, int high) {
    for (int i = 0; i < target.length; i++) {
      target[i] = getInt(what, low, high);
    }
  }

  /** Reads an int that is -1 or 1. */
  public int getSign(String what) {
    int value = getInt(what, -1, 1);
    if (value == 0) {
      throw new IllegalArgumentException(
          "snapshot has %s 0 and it must be -1 or 1; pass bytes that snapshot() returned"
              .formatted(what));
    }
    return value;
  }

  /** Reads a long of any value. */
  public long getLong() {
    return room(Long.BYTES).getLong();
  }

  /** Reads a long from 0 up. */
  public long getCount(String what) {
    long value = getLong();
    if (value < 0) {
      throw new IllegalArgumentException(
          "snapshot has %s %d and it must not be negative; pass bytes that snapshot() returned"
              .formatted(what, value));
    }
    return value;
  }

  /** Reads a double of any value. */
  public double getDouble() {
    return room(Double.BYTES).getDouble();
  }

  /** Reads one byte, 0 or 1. */
  public boolean getFlag(String what) {
    byte value = room(1).get();
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException(
          "snapshot has %s %d and it must be 0 or 1; pass bytes that snapshot() returned"
              .formatted(what, value));
    }
    return value == 1;
  }

  /** Reads one byte, 0 or 1, per element. */
  public void getFlags(String what, boolean[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = getFlag(what);
    }
  }

  /** Fills the array. */
  public void getBytes(byte[] target) {
    room(target.length).get(target);
  }

  /** Reads a length in bytes, which is never more than there is. */
  public int getLength(String what) {
    return getInt(what, 0, bytes.capacity());
  }

  /** Reads a text with its length. */
  public String getText(String what) {
    byte[] encoded = new byte[getLength("length of the " + what)];
    getBytes(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  /**
   * Reads a value that this instance was made with.
   *
   * @throws IllegalArgumentException if the snapshot has another one
   */
  public void expect(String what, double mine) {
    double value = getDouble();
    if (Double.compare(value, mine) != 0) {
      throw new IllegalArgumentException(
          "snapshot was taken with %s %s and this one has %s; restore it into one made alike"
              .formatted(what, value, mine));
    }
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if bytes are left
   */
  public void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException(
          "snapshot has %d bytes after its end; pass bytes that snapshot() returned"
              .formatted(bytes.remaining()));
    }
  }

  private ByteBuffer room(int needed) {
    if (bytes.remaining() < needed) {
      throw new IllegalArgumentException(
          "snapshot ends after %d bytes, inside a field of %d; pass bytes that snapshot() returned"
              .formatted(bytes.capacity(), needed));
    }
    return bytes;
  }
}
