package saccade.environments.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects a state field by field, big-endian; {@link StateReader} reads it in the same order. */
public final class StateWriter {
  private static final int FIRST_CAPACITY = 256;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);

  /** Appends four bytes. */
  public void putInt(int value) {
    room(Integer.BYTES).putInt(value);
  }

  /** Appends eight bytes. */
  public void putLong(long value) {
    room(Long.BYTES).putLong(value);
  }

  /** Appends the eight bytes of the value's bit pattern. */
  public void putDouble(double value) {
    room(Double.BYTES).putDouble(value);
  }

  /** Appends one byte, 0 or 1. */
  public void putFlag(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
  }

  /** Appends one byte, 0 or 1, per element; the reader knows the length. */
  public void putFlags(boolean[] values) {
    for (boolean value : values) {
      putFlag(value);
    }
  }

  /** Appends four bytes per element; the reader knows the length. */
  public void putInts(int[] values) {
    for (int value : values) {
      putInt(value);
    }
  }

  /** Appends the bytes themselves; the reader knows the length. */
  public void putBytes(byte[] values) {
    room(values.length).put(values);
  }

  /** Appends the length in bytes of the text in UTF-8, and the text. */
  public void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    putInt(encoded.length);
    putBytes(encoded);
  }

  /** A copy of all that was put so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int capacity = Math.max(2 * bytes.capacity(), bytes.position() + more);
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
    return bytes;
  }
}
