package saccade.environments.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/** One array of a trace file while it is read: header checked, data not yet inflated. */
final class NpyArray implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final TraceReader reader;
  private final String key;
  private final CheckedInputStream in;
  private final ZipEntry entry;
  private final NpyHeader header;

  NpyArray(TraceReader reader, String key, InputStream in, ZipEntry entry) throws IOException {
    this.reader = reader;
    this.key = key;
    // The JDK checks no CRC on this way of reading, so it is summed here.
    this.in = new CheckedInputStream(in, new CRC32());
    this.entry = entry;
    try {
      this.header = NpyHeader.read(this.in);
    } catch (NpyHeader.FormatException e) {
      this.in.close();
      throw reader.fault("holds '%s', which %s".formatted(key, e.getMessage()));
    } catch (IOException e) {
      this.in.close();
      throw e;
    }
  }

  String descr() {
    return header.descr();
  }

  String shapeText() {
    return header.shapeText();
  }

  void requireType(String descr, String words) {
    if (!header.descr().equals(descr)) {
      throw reader.fault(
          "has '%s' of type '%s'; save it as %s ('%s')"
              .formatted(key, header.descr(), words, descr));
    }
  }

  int[] requireShape(String words, int dimensions) {
    if (header.shape().length != dimensions || header.elements() == 0) {
      throw reader.fault(
          "has '%s' of shape %s; save it as %s with no size 0"
              .formatted(key, header.shapeText(), words));
    }
    return header.shape();
  }

  /** All data as it is stored, with elements of the given size in bytes. */
  byte[] bytes(int size) throws IOException {
    reader.spend(key, header.elements(), size, entry.getCompressedSize());
    byte[] data = new byte[(int) (header.elements() * size)];
    requireAll(in.readNBytes(data, 0, data.length), data.length);
    requireEnd();
    return data;
  }

  float[] floats() throws IOException {
    reader.spend(key, header.elements(), Float.BYTES, entry.getCompressedSize());
    float[] data = new float[(int) header.elements()];
    byte[] chunk = new byte[CHUNK];
    ByteBuffer view = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < data.length; ) {
      int count = Math.min(data.length - start, CHUNK / Float.BYTES);
      requireAll(in.readNBytes(chunk, 0, count * Float.BYTES), count * Float.BYTES);
      view.asFloatBuffer().get(data, start, count);
      start += count;
    }
    requireEnd();
    return data;
  }

  private void requireAll(int read, int wanted) {
    if (read < wanted) {
      throw reader.fault(
          "ends within '%s' of shape %s; write it again".formatted(key, header.shapeText()));
    }
  }

  private void requireEnd() throws IOException {
    if (in.read() >= 0) {
      throw reader.fault(
          "has more data in '%s' than its shape %s says; write it again"
              .formatted(key, header.shapeText()));
    }
    if (in.getChecksum().getValue() != entry.getCrc()) {
      throw reader.fault("has damaged data in '%s' (wrong CRC); fetch it again".formatted(key));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
