package saccade.onnx;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An ONNX model read back by field number, for tests only. */
final class OnnxFile {
  final ProtoWalker model;
  final ProtoWalker graph;
  private final Map<String, ProtoWalker> tensors;

  OnnxFile(byte[] bytes) {
    model = new ProtoWalker(bytes);
    graph = model.message(7);
    tensors = graph.messages(5).stream().collect(Collectors.toMap(t -> t.text(8), t -> t));
  }

  Map<String, String> metadata() {
    return model.messages(14).stream()
        .collect(Collectors.toMap(entry -> entry.text(1), entry -> entry.text(2)));
  }

  /** Nodes as "op name: inputs -> output", in file order. */
  List<String> nodes() {
    return graph.messages(1).stream()
        .map(n -> n.text(4) + " " + n.text(3) + ": " + n.texts(1) + " -> " + n.text(2))
        .toList();
  }

  ProtoWalker node(String name) {
    return graph.messages(1).stream().filter(n -> n.text(3).equals(name)).findFirst().orElseThrow();
  }

  static List<Long> integers(ProtoWalker node, String attribute) {
    return attribute(node, attribute, 7).numbers(8);
  }

  static long integer(ProtoWalker node, String attribute) {
    return attribute(node, attribute, 2).number(3);
  }

  private static ProtoWalker attribute(ProtoWalker node, String name, long type) {
    return node.messages(5).stream()
        .filter(a -> a.text(1).equals(name) && a.number(20) == type)
        .findFirst()
        .orElseThrow();
  }

  List<Long> dims(String tensor) {
    return tensors.get(tensor).numbers(1);
  }

  float[] floats(String tensor) {
    FloatBuffer in = typed(tensor, 1).littleEndian(9).asFloatBuffer();
    float[] out = new float[in.remaining()];
    in.get(out);
    return out;
  }

  int[] ints(String tensor) {
    IntBuffer in = typed(tensor, 6).littleEndian(9).asIntBuffer();
    int[] out = new int[in.remaining()];
    in.get(out);
    return out;
  }

  /** Raw bytes of an int8 (type 3) or uint8 (type 2) tensor. */
  byte[] bytes(String tensor, int type) {
    return typed(tensor, type).bytes(9);
  }

  private ProtoWalker typed(String tensor, int type) {
    ProtoWalker t = tensors.get(tensor);
    if (t.number(2) != type) {
      throw new IllegalStateException(tensor + " has type " + t.number(2) + ", not " + type);
    }
    return t;
  }

  /** Dims of graph input (field 11) or output (field 12); its element type must be float32. */
  List<Long> valueDims(int field, String name) {
    ProtoWalker value = graph.message(field);
    ProtoWalker type = value.message(2).message(1);
    if (!value.text(1).equals(name) || type.number(1) != 1) {
      throw new IllegalStateException(value.text(1) + " of type " + type.number(1));
    }
    return type.message(2).messages(1).stream().map(d -> d.number(1)).toList();
  }
}
