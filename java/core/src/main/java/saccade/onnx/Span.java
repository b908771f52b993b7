package saccade.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes within a file, not copied.
 *
 * @param file the whole file
 * @param from first byte
 * @param length number of bytes
 */
record Span(byte[] file, int from, int length) {
  /** The bytes in the order of ONNX, low byte first. */
  ByteBuffer littleEndian() {
    return ByteBuffer.wrap(file, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
