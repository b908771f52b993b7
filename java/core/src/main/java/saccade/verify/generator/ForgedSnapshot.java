package saccade.verify.generator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Changes snapshots on purpose, by the table of their layout in ADR 0001. */
final class ForgedSnapshot {
  private static final int HEADER = 3 * Integer.BYTES + 32;

  private ForgedSnapshot() {}

  /** Where the first sent value of the input stands. */
  static int firstSentValue(ByteBuffer snapshot) {
    int at = HEADER;
    at += Integer.BYTES * (1 + snapshot.getInt(at)); // crossovers
    at += Integer.BYTES * (1 + snapshot.getInt(at)); // thresholds
    at += Integer.BYTES * (1 + snapshot.getInt(at)); // thresholds per element
    at += 2 * Long.BYTES + 2; // step count, refresh offset, two flags
    return at + 2 * Integer.BYTES; // number of layers, size of the input
  }

  static byte[] withChecksum(byte[] bytes) {
    int end = bytes.length - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
    return bytes;
  }
}
