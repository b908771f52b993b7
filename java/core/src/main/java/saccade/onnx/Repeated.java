package saccade.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The values of a repeated number field, packed or not, where they lie in the file. Decoded only
 * when asked for, into an array of exactly their number.
 */
final class Repeated {
  private static final int MAX_RUNS = 1 << 26;

  private final byte[] file;
  private int[] run = {}; // pairs of offset and length
  private int runs;
  private long bytes;

  Repeated(byte[] file) {
    this.file = file;
  }

  void add(int from, int length) {
    if (runs == MAX_RUNS) {
      throw new OnnxFormatException(
          "a field of the ONNX file has more than "
              + MAX_RUNS
              + " values one by one; write it packed or as raw data");
    }
    if (2 * runs == run.length) {
      run = Arrays.copyOf(run, Math.max(4, 4 * runs));
    }
    run[2 * runs] = from;
    run[2 * runs + 1] = length;
    runs++;
    bytes += length;
  }

  boolean isEmpty() {
    return bytes == 0;
  }

  /** The values of a varint field. */
  long[] varints() {
    long[] values = new long[varintCount()];
    int n = 0;
    for (int i = 0; i < runs; i++) {
      int at = run[2 * i];
      int end = at + run[2 * i + 1];
      while (at < end) {
        long value = 0;
        int shift = 0;
        do {
          value |= (long) (file[at] & 0x7f) << shift;
          shift += 7;
        } while (file[at++] < 0 && at < end);
        values[n++] = value;
      }
    }
    return values;
  }

  /** Checks that no run ends within a number and that no number has more than 64 bits. */
  private int varintCount() {
    long count = 0;
    for (int i = 0; i < runs; i++) {
      int length = 0;
      for (int k = 0; k < run[2 * i + 1]; k++) {
        length++;
        if (file[run[2 * i] + k] >= 0) {
          count++;
          length = 0;
        } else if (length == 10) {
          throw broken(run[2 * i] + k, "a number has more than 64 bits");
        }
      }
      if (length > 0) {
        throw broken(run[2 * i] + run[2 * i + 1], "a number is cut off");
      }
    }
    return counted(count);
  }

  /** The values of a float field. */
  float[] floats() {
    float[] values = new float[fixedCount(Float.BYTES)];
    int n = 0;
    for (int i = 0; i < runs; i++) {
      ByteBuffer in = new Span(file, run[2 * i], run[2 * i + 1]).littleEndian();
      in.asFloatBuffer().get(values, n, in.capacity() / Float.BYTES);
      n += in.capacity() / Float.BYTES;
    }
    return values;
  }

  /** The values of a double field. */
  double[] doubles() {
    double[] values = new double[fixedCount(Double.BYTES)];
    int n = 0;
    for (int i = 0; i < runs; i++) {
      ByteBuffer in = new Span(file, run[2 * i], run[2 * i + 1]).littleEndian();
      in.asDoubleBuffer().get(values, n, in.capacity() / Double.BYTES);
      n += in.capacity() / Double.BYTES;
    }
    return values;
  }

  private int fixedCount(int size) {
    for (int i = 0; i < runs; i++) {
      if (run[2 * i + 1] % size != 0) {
        throw broken(run[2 * i], run[2 * i + 1] + " bytes are no numbers of " + size + " bytes");
      }
    }
    return counted(bytes / size);
  }

  private static int counted(long count) {
    return Math.toIntExact(count); // at most one per byte of an array
  }

  private static OnnxFormatException broken(int offset, String what) {
    return new OnnxFormatException(
        "the ONNX file is broken at byte " + offset + ": " + what + "; write or fetch it again");
  }
}
