package saccade.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the fields of one protobuf message: the part of the wire format that ONNX needs. Fields
 * come out in the order of the calls. A field whose payload is packed fixed32 is at the same time
 * what ONNX calls raw data, because both are little-endian.
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** What protobuf can hold: 2^31 - 1 bytes, less what a Java array cannot. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private byte[] buffer = new byte[64];
  private int size;

  /** Writes an integer field. A negative value takes ten bytes, as protobuf says. */
  ProtoWriter varint(int field, long value) {
    tag(field, VARINT);
    rawVarint(value);
    return this;
  }

  /** Writes a single float. */
  ProtoWriter fixed(int field, float value) {
    tag(field, FIXED32);
    reserve(Float.BYTES).putFloat(value);
    return this;
  }

  /** Writes a field of bytes. */
  ProtoWriter bytes(int field, byte[] value) {
    open(field, value.length).put(value);
    return this;
  }

  /** Writes a field of UTF-8 text. */
  ProtoWriter string(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a message within this one. */
  ProtoWriter message(int field, ProtoWriter value) {
    open(field, value.size).put(value.buffer, 0, value.size);
    return this;
  }

  /** Writes packed fixed32 values: float bits, low byte first. */
  ProtoWriter packed(int field, float... values) {
    open(field, 4L * values.length).asFloatBuffer().put(values);
    return this;
  }

  /** Writes packed fixed32 values: two's complement integers, low byte first. */
  ProtoWriter packed(int field, int... values) {
    open(field, 4L * values.length).asIntBuffer().put(values);
    return this;
  }

  /** Appends the fields of {@code other}, as if they had been written here. */
  ProtoWriter append(ProtoWriter other) {
    reserve(other.size).put(other.buffer, 0, other.size);
    return this;
  }

  /** A copy of what was written. */
  byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  private ByteBuffer open(int field, long length) {
    tag(field, LENGTH_DELIMITED);
    rawVarint(length);
    return reserve(length);
  }

  private void tag(int field, int wireType) {
    rawVarint(((long) field << 3) | wireType);
  }

  private void rawVarint(long value) {
    int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    ByteBuffer out = reserve(length);
    for (int i = 1; i < length; i++) {
      out.put((byte) ((value & 0x7f) | 0x80));
      value >>>= 7;
    }
    out.put((byte) value);
  }

  /** Room for {@code length} more bytes, which count as written. */
  private ByteBuffer reserve(long length) {
    long needed = size + length;
    if (needed > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the ONNX file would have more than "
              + needed
              + " bytes, but protobuf ends at "
              + MAX_BYTES
              + "; write a smaller network");
    }
    if (needed > buffer.length) {
      buffer =
          Arrays.copyOf(buffer, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * buffer.length)));
    }
    ByteBuffer room = ByteBuffer.wrap(buffer, size, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    size = (int) needed;
    return room;
  }
}
