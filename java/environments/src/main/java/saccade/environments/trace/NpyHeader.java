package saccade.environments.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of a NumPy {@code .npy} array: magic, version, and a Python dictionary literal with
 * the keys descr, fortran_order and shape. Faults are {@link FormatException}s, to which the reader
 * adds the file's name.
 *
 * @param descr type in NumPy's notation, such as {@code |u1} or {@code <f4}
 * @param shape sizes of the dimensions, each 0 or more, with a product below 2^63
 */
record NpyHeader(String descr, int[] shape) {
  /** Longest header text accepted, in bytes; NumPy itself writes about 120. */
  static final int MAX_LENGTH = 1 << 16;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  /** What is wrong with a header and what to do about it, as the rest of a sentence. */
  static final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    FormatException(String fault) {
      this(fault, "write it again with numpy.savez_compressed");
    }

    FormatException(String fault, String remedy) {
      super(fault + "; " + remedy);
    }
  }

  /** Reads a header and leaves the stream at the first byte of the data. */
  static NpyHeader read(InputStream in) throws IOException, FormatException {
    byte[] magic = exactly(in, MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new FormatException("does not begin with the .npy magic");
    }
    byte[] version = exactly(in, 2);
    if (version[0] < 1 || version[0] > 3 || version[1] != 0) {
      throw new FormatException(
          "has .npy version %d.%d where 1.0 to 3.0 are known"
              .formatted(version[0] & 0xff, version[1] & 0xff));
    }
    long length = littleEndian(exactly(in, version[0] == 1 ? 2 : 4));
    if (length > MAX_LENGTH) {
      throw new FormatException(
          "has a header of %d bytes, over the limit of %d".formatted(length, MAX_LENGTH));
    }
    byte[] text = exactly(in, (int) length);
    // Version 3 is UTF-8, the others Latin-1; what is accepted below is ASCII in both.
    return new NpyHeaderParser(new String(text, StandardCharsets.ISO_8859_1)).parse();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException, FormatException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new FormatException("ends within its header");
    }
    return bytes;
  }

  private static long littleEndian(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  /** Product of the shape. */
  long elements() {
    long product = 1;
    for (int size : shape) {
      product *= size;
    }
    return product;
  }

  /** Shape as Python writes it. */
  String shapeText() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < shape.length; i++) {
      text.append(i == 0 ? "" : ", ").append(shape[i]);
    }
    return text.append(shape.length == 1 ? ",)" : ")").toString();
  }

  /** The header in version 1.0, padded so that the data starts at a multiple of 64 bytes. */
  byte[] encode() {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shapeText());
    int fixed = MAGIC.length + 4;
    int unpadded = fixed + dictionary.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    byte[] header = new byte[unpadded + padding];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[MAGIC.length] = 1;
    int length = header.length - fixed;
    header[fixed - 2] = (byte) length;
    header[fixed - 1] = (byte) (length >> 8);
    byte[] text = (dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, header, fixed, text.length);
    return header;
  }

  /** A product of sizes that stays below 2^63, or a refusal. */
  static void checkProduct(int[] shape) throws FormatException {
    long product = 1;
    for (int size : shape) {
      if (size != 0 && product > Long.MAX_VALUE / size) {
        throw new FormatException("has a shape whose product passes 2^63");
      }
      product *= size;
    }
  }
}
