package saccade.engine;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import saccade.model.Shape;
import saccade.model.Thresholds;

/** The canonical bytes of a snapshot, little-endian; the table is in ADR 0001. */
final class SnapshotLayout {
  private static final int MAGIC = 0x53434153; // "SACS"
  private static final int VERSION = 1;

  private SnapshotLayout() {}

  static byte[] write(Snapshot snapshot) {
    Writer out = new Writer();
    SessionImage image = snapshot.image();
    out.int32(MAGIC);
    out.int32(VERSION);
    out.int32(number(snapshot.mode()));
    out.bytes(snapshot.digest());
    out.int32(snapshot.crossovers().length);
    for (int events : snapshot.crossovers()) {
      out.int32(events);
    }
    out.thresholds(snapshot.thresholds());
    out.int64(image.steps());
    out.int64(image.refreshOffset());
    out.flag(image.first());
    out.flag(image.bytes());
    int width = snapshot.mode() == Mode.EXACT ? Short.BYTES : Float.BYTES;
    out.int32(image.sent().length);
    for (int k = 0; k < image.sent().length; k++) {
      out.values(image.sent()[k], k == 0 && image.bytes() ? Byte.BYTES : width);
    }
    float[][] accumulators = image.accumulators();
    out.int32(accumulators == null ? 0 : accumulators.length);
    for (int k = 0; accumulators != null && k < accumulators.length; k++) {
      out.values(accumulators[k], Float.BYTES);
    }
    out.int32(image.marks().length);
    for (boolean[] marks : image.marks()) {
      out.bits(marks);
    }
    return out.checked();
  }

  static Snapshot read(byte[] bytes) {
    try {
      return parse(new Reader(bytes));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "the snapshot ends too early, after " + bytes.length + " bytes; take it anew", e);
    }
  }

  private static Snapshot parse(Reader in) {
    in.header();
    int mode = in.within(number(Mode.FLOAT32), "mode");
    byte[] digest = in.bytes(NetworkDigest.BYTES);
    int[] crossovers = new int[in.count(Integer.BYTES, "crossovers")];
    for (int k = 0; k < crossovers.length; k++) {
      crossovers[k] = in.within(Integer.MAX_VALUE, "crossover");
    }
    Thresholds thresholds = in.thresholds();
    long steps = in.int64();
    long offset = in.int64();
    boolean first = in.flag();
    boolean pixels = in.flag();
    int width = mode == number(Mode.EXACT) ? Short.BYTES : Float.BYTES;
    float[][] sent = new float[in.count(Integer.BYTES, "layers")][];
    for (int k = 0; k < sent.length; k++) {
      sent[k] = in.values(k == 0 && pixels ? Byte.BYTES : width);
    }
    float[][] accumulators = new float[in.count(Integer.BYTES, "accumulators")][];
    for (int k = 0; k < accumulators.length; k++) {
      accumulators[k] = in.values(Float.BYTES);
    }
    boolean[][] marks = new boolean[in.count(Integer.BYTES, "marks")][];
    for (int k = 0; k < marks.length; k++) {
      marks[k] = in.bits();
    }
    in.requireEnd();
    float[][] o = accumulators.length == 0 ? null : accumulators;
    SessionImage image = new SessionImage(pixels, steps, offset, first, sent, o, marks);
    return new Snapshot(
        mode == number(Mode.EXACT) ? Mode.EXACT : Mode.FLOAT32,
        digest,
        crossovers,
        thresholds,
        image);
  }

  @SuppressWarnings("EnumOrdinal") // the layout's numbers: EXACT 0, FLOAT32 1
  private static int number(Mode mode) {
    return mode.ordinal();
  }

  private static IllegalArgumentException damaged(String what) {
    return new IllegalArgumentException("the snapshot is damaged: " + what + "; take it anew");
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void bytes(byte[] values) {
      out.write(values, 0, values.length);
    }

    void int32(int value) {
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        out.write(value >>> shift);
      }
    }

    void int64(long value) {
      int32((int) value);
      int32((int) (value >>> Integer.SIZE));
    }

    void flag(boolean value) {
      out.write(value ? 1 : 0);
    }

    void thresholds(Thresholds thresholds) {
      values(thresholds.toArray(), Float.BYTES);
      float[] elements = thresholds.inputToArray();
      values(elements == null ? new float[0] : elements, Float.BYTES);
    }

    /** A count and the values, in 1 (unsigned), 2 (signed) or 4 bytes (float32) each. */
    void values(float[] values, int width) {
      int32(values.length);
      for (float v : values) {
        int bits = width == Float.BYTES ? Float.floatToRawIntBits(v) : (int) v;
        for (int i = 0; i < width; i++) {
          out.write(bits >>> (i * Byte.SIZE));
        }
      }
    }

    /** A count and one bit each, lowest bit of the first byte first. */
    void bits(boolean[] values) {
      int32(values.length);
      for (int from = 0; from < values.length; from += Byte.SIZE) {
        int bits = 0;
        for (int i = from; i < Math.min(values.length, from + Byte.SIZE); i++) {
          bits |= values[i] ? 1 << (i - from) : 0;
        }
        out.write(bits);
      }
    }

    byte[] checked() {
      byte[] body = out.toByteArray();
      int32(checksum(body, body.length));
      return out.toByteArray();
    }
  }

  private static final class Reader {
    private final byte[] all;
    private final ByteBuffer in;

    Reader(byte[] bytes) {
      all = bytes;
      in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Magic, version and checksum, before anything else is believed. */
    void header() {
      if (in.getInt() != MAGIC) {
        throw new IllegalArgumentException(
            "these bytes are no snapshot; give what Snapshot.toBytes wrote");
      }
      int version = in.getInt();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "the snapshot has version "
                + version
                + ", but this program reads "
                + VERSION
                + "; take it anew");
      }
      int end = all.length - Integer.BYTES;
      if (in.position() > end) {
        throw new BufferUnderflowException();
      }
      if (in.getInt(end) != checksum(all, end)) {
        throw damaged("its checksum does not match its " + all.length + " bytes");
      }
      in.limit(end);
    }

    long int64() {
      return in.getLong();
    }

    boolean flag() {
      byte value = in.get();
      if (value != 0 && value != 1) {
        throw damaged("a flag is " + value);
      }
      return value == 1;
    }

    int within(int largest, String what) {
      int value = in.getInt();
      if (value < 0 || value > largest) {
        throw damaged("its " + what + " is " + value);
      }
      return value;
    }

    /** A number of things of at least {@code bytesEach}, no more than the rest can hold. */
    int count(int bytesEach, String what) {
      int count = within(Shape.MAX_SIZE, what);
      if ((long) count * bytesEach > in.remaining()) {
        throw damaged("it has too few bytes for " + count + " " + what);
      }
      return count;
    }

    byte[] bytes(int length) {
      byte[] values = new byte[length];
      in.get(values);
      return values;
    }

    Thresholds thresholds() {
      float[] layers = values(Float.BYTES);
      float[] elements = values(Float.BYTES);
      Thresholds thresholds = Thresholds.of(layers);
      return elements.length == 0 ? thresholds : thresholds.withInput(elements);
    }

    float[] values(int width) {
      float[] values = new float[count(width, "values")];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (width) {
              case Byte.BYTES -> in.get() & 0xff;
              case Short.BYTES -> in.getShort();
              default -> in.getFloat();
            };
      }
      return values;
    }

    boolean[] bits() {
      int size = within(Shape.MAX_SIZE, "marks");
      if ((size + Byte.SIZE - 1) / Byte.SIZE > in.remaining()) {
        throw damaged("it has too few bytes for " + size + " marks");
      }
      boolean[] values = new boolean[size];
      int bits = 0;
      for (int i = 0; i < size; i++) {
        bits = i % Byte.SIZE == 0 ? in.get() : bits;
        values[i] = (bits >> (i % Byte.SIZE) & 1) != 0;
      }
      return values;
    }

    void requireEnd() {
      if (in.hasRemaining()) {
        throw damaged(in.remaining() + " bytes are left over");
      }
    }
  }
}
