package saccade.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message, in the order of the file. It never looks beyond the
 * message, copies nothing but texts, and calls itself nowhere: a message within a message is a
 * reader of its own on the same bytes. All readers of a file share one allowance of texts and
 * messages, so that a small file cannot become many objects.
 */
final class ProtoReader {
  /** Most texts and messages of one file. */
  static final int MAX_PARTS = 1 << 18;

  /** Most messages within each other; ONNX models without subgraphs need eight. */
  static final int MAX_DEPTH = 16;

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;
  static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private final int depth;
  private final int[] parts;
  private int at;
  private int field;
  private int wireType;

  /** A reader of a whole file. */
  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length, 0, new int[1]);
  }

  private ProtoReader(byte[] bytes, int from, int end, int depth, int[] parts) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.depth = depth;
    this.parts = parts;
  }

  /** Goes to the next field; false at the end of the message. */
  boolean next() {
    if (at == end) {
      return false;
    }
    int start = at;
    long tag = rawVarint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw broken(start, "a field has the number " + (tag >>> 3) + ", which protobuf has not");
    }
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (wireType == 3 || wireType == 4) {
      throw broken(start, "field " + field + " is a group, which ONNX never uses");
    }
    if (wireType > FIXED32) {
      throw broken(start, "field " + field + " has the unknown wire type " + wireType);
    }
    return true;
  }

  /** Number of the field that {@link #next} went to. */
  int field() {
    return field;
  }

  /** First byte that is not read yet, counted from the start of the file. */
  int offset() {
    return at;
  }

  /** Value of an integer field. */
  long integer() {
    require(VARINT);
    return rawVarint();
  }

  /** Value of an integer field that is small, such as a version or a type. */
  int smallInteger() {
    int start = at;
    long value = integer();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw broken(start, "field " + field + " is " + value + ", not 0.." + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** Value of a float field. */
  float float32() {
    require(FIXED32);
    int start = take(Float.BYTES);
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      bits = (bits << 8) | (bytes[start + i] & 0xff);
    }
    return Float.intBitsToFloat(bits);
  }

  /** Value of a text field: UTF-8, copied. */
  String text() {
    int start = at;
    Span span = span();
    count(start);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, span.from(), span.length()))
          .toString();
    } catch (CharacterCodingException e) {
      throw broken(start, "the text of field " + field + " is not UTF-8");
    }
  }

  /** A reader of the message in this field. */
  ProtoReader message() {
    int start = at;
    Span span = span();
    count(start);
    if (depth == MAX_DEPTH) {
      throw broken(start, "messages lie more than " + MAX_DEPTH + " deep");
    }
    return new ProtoReader(bytes, span.from(), span.from() + span.length(), depth + 1, parts);
  }

  /** Where the bytes of this field lie; nothing is copied. */
  Span span() {
    require(LENGTH_DELIMITED);
    int length = length();
    return new Span(bytes, take(length), length);
  }

  /**
   * Takes one value, or a packed run, of a repeated field.
   *
   * @param elementType wire type of one value
   */
  void repeated(Repeated into, int elementType) {
    if (wireType != LENGTH_DELIMITED) {
      require(elementType);
    }
    int from = at;
    if (wireType == LENGTH_DELIMITED) {
      Span span = span();
      into.add(span.from(), span.length());
    } else {
      skip();
      into.add(from, at - from);
    }
  }

  /** A run of repeated values of this file. */
  Repeated repeatedField() {
    return new Repeated(bytes);
  }

  /** Passes over the value of this field. */
  void skip() {
    switch (wireType) {
      case VARINT -> rawVarint();
      case FIXED64 -> take(Long.BYTES);
      case FIXED32 -> take(Integer.BYTES);
      default -> take(length());
    }
  }

  private void require(int expected) {
    if (wireType != expected) {
      throw broken(at, "field " + field + " has wire type " + wireType + ", not " + expected);
    }
  }

  private void count(int start) {
    if (++parts[0] > MAX_PARTS) {
      throw broken(start, "the model has more than " + MAX_PARTS + " texts and messages");
    }
  }

  private int length() {
    int start = at;
    long length = rawVarint();
    if (length < 0 || length > end - at) {
      throw broken(
          start,
          "field "
              + field
              + " claims "
              + Long.toUnsignedString(length)
              + " bytes where "
              + (end - at)
              + " are left");
    }
    return (int) length;
  }

  private int take(int length) {
    int start = at;
    if (length > end - at) {
      throw broken(start, "field " + field + " ends after " + (end - at) + " of its bytes");
    }
    at += length;
    return start;
  }

  private long rawVarint() {
    int start = at;
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at == end) {
        throw broken(start, "a number is cut off");
      }
      byte b = bytes[at++];
      if (shift == 63 && (b & 0xff) > 1) {
        break;
      }
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw broken(start, "a number has more than 64 bits");
  }

  private static OnnxFormatException broken(int offset, String what) {
    return new OnnxFormatException(
        "the ONNX file is broken at byte " + offset + ": " + what + "; write or fetch it again");
  }
}
