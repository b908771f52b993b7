package saccade.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One protobuf message taken apart, written from the wire format's description for tests only. */
final class ProtoWalker {
  private final Map<Integer, List<Object>> fields = new TreeMap<>();

  ProtoWalker(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      fields.computeIfAbsent((int) (tag >>> 3), f -> new ArrayList<>()).add(value(in, tag & 7));
    }
  }

  private static Object value(ByteBuffer in, long wireType) {
    if (wireType == 0) {
      return varint(in);
    }
    if (wireType != 2) {
      throw new IllegalStateException("wire type " + wireType);
    }
    byte[] bytes = new byte[Math.toIntExact(varint(in))];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  List<Long> numbers(int field) {
    return all(field).stream().map(Long.class::cast).toList();
  }

  long number(int field) {
    return (Long) only(field);
  }

  byte[] bytes(int field) {
    return (byte[]) only(field);
  }

  ByteBuffer littleEndian(int field) {
    return ByteBuffer.wrap(bytes(field)).order(ByteOrder.LITTLE_ENDIAN);
  }

  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  List<String> texts(int field) {
    return all(field).stream()
        .map(bytes -> new String((byte[]) bytes, StandardCharsets.UTF_8))
        .toList();
  }

  ProtoWalker message(int field) {
    return new ProtoWalker(bytes(field));
  }

  List<ProtoWalker> messages(int field) {
    return all(field).stream().map(bytes -> new ProtoWalker((byte[]) bytes)).toList();
  }

  private List<Object> all(int field) {
    return fields.getOrDefault(field, List.of());
  }

  private Object only(int field) {
    List<Object> values = all(field);
    if (values.size() != 1) {
      throw new IllegalStateException("field " + field + " occurs " + values.size() + " times");
    }
    return values.get(0);
  }
}
