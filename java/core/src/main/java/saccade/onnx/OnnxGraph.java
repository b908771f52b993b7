package saccade.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import saccade.model.Shape;

/**
 * One ONNX model under construction: a chain of nodes from the tensor "observation" to the tensor
 * "y", with side nodes that feed it. Field numbers are those of onnx.proto (IR version 8).
 */
final class OnnxGraph {
  /** Name of the input tensor. */
  static final String INPUT = "observation";

  /** Name of the output tensor. */
  static final String OUTPUT = "y";

  /** A helper node has no name: only the layers of the network have one. */
  static final String HELPER = "";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  /** Element types of onnx.proto. */
  enum Element {
    FLOAT(1),
    UINT8(2),
    INT8(3),
    INT32(6);

    private final int code;

    Element(int code) {
      this.code = code;
    }
  }

  private record Node(
      String op, String name, List<String> inputs, String output, Attributes attributes) {}

  /** Attributes of one node. */
  static final class Attributes {
    private static final int TYPE_INT = 2;
    private static final int TYPE_INTS = 7;
    private final ProtoWriter fields = new ProtoWriter();

    /** No attribute. */
    static Attributes none() {
      return new Attributes();
    }

    Attributes integer(String name, int value) {
      fields.message(5, new ProtoWriter().string(1, name).varint(3, value).varint(20, TYPE_INT));
      return this;
    }

    Attributes integers(String name, int... values) {
      ProtoWriter attribute = new ProtoWriter().string(1, name);
      for (int value : values) {
        attribute.varint(8, value);
      }
      fields.message(5, attribute.varint(20, TYPE_INTS));
      return this;
    }
  }

  private final ProtoWriter initializers = new ProtoWriter();
  private final List<Node> nodes = new ArrayList<>();
  private String tip = INPUT;
  private int tipNode;

  /** Adds a constant of floats; no dims make it a scalar. */
  String floats(String name, float[] values, int... dims) {
    initializers.message(5, tensor(name, Element.FLOAT, dims).packed(9, values));
    return name;
  }

  /** Adds a constant of 32-bit integers; no dims make it a scalar. */
  String ints(String name, int[] values, int... dims) {
    initializers.message(5, tensor(name, Element.INT32, dims).packed(9, values));
    return name;
  }

  /** Adds a constant of bytes of the given type; no dims make it a scalar. */
  String bytes(String name, Element type, byte[] values, int... dims) {
    initializers.message(5, tensor(name, type, dims).bytes(9, values));
    return name;
  }

  private static ProtoWriter tensor(String name, Element type, int... dims) {
    ProtoWriter tensor = new ProtoWriter();
    for (int d : dims) {
      tensor.varint(1, d);
    }
    return tensor.varint(2, type.code).string(8, name);
  }

  /**
   * Appends a node to the chain: its first input is the chain's last output.
   *
   * @param more further inputs
   */
  void chain(String op, String name, String output, Attributes attributes, String... more) {
    List<String> inputs = new ArrayList<>();
    inputs.add(tip);
    inputs.addAll(List.of(more));
    tipNode = nodes.size();
    nodes.add(new Node(op, name, inputs, output, attributes));
    tip = output;
  }

  /** Adds a helper node beside the chain and returns its output. */
  String side(String op, String output, Attributes attributes, String... inputs) {
    nodes.add(new Node(op, HELPER, List.of(inputs), output, attributes));
    return output;
  }

  /**
   * Ends the chain and encodes the model.
   *
   * @param name name of the graph
   * @param input shape of the observation
   * @param outputDims dims of y
   * @param metadata metadata_props
   */
  byte[] finish(String name, Shape input, int[] outputDims, Map<String, String> metadata) {
    Node last = nodes.get(tipNode);
    nodes.set(tipNode, new Node(last.op, last.name, last.inputs, OUTPUT, last.attributes));
    ProtoWriter graph = new ProtoWriter();
    nodes.forEach(node -> graph.message(1, encode(node)));
    int[] inputDims = {1, input.channels(), input.height(), input.width()};
    graph
        .string(2, name)
        .append(initializers)
        .message(11, value(INPUT, inputDims).string(3, "gray levels 0..255 as numbers"))
        .message(12, value(OUTPUT, outputDims));
    ProtoWriter model =
        new ProtoWriter()
            .varint(1, IR_VERSION)
            .string(2, "saccade")
            .message(7, graph)
            .message(8, new ProtoWriter().string(1, "").varint(2, OPSET));
    metadata.forEach((k, v) -> model.message(14, new ProtoWriter().string(1, k).string(2, v)));
    return model.toByteArray();
  }

  private static ProtoWriter encode(Node node) {
    ProtoWriter out = new ProtoWriter();
    node.inputs.forEach(input -> out.string(1, input));
    return out.string(2, node.output)
        .string(3, node.name)
        .string(4, node.op)
        .append(node.attributes.fields);
  }

  private static ProtoWriter value(String name, int... dims) {
    ProtoWriter shape = new ProtoWriter();
    for (int d : dims) {
      shape.message(1, new ProtoWriter().varint(1, d));
    }
    ProtoWriter tensor = new ProtoWriter().varint(1, Element.FLOAT.code).message(2, shape);
    return new ProtoWriter().string(1, name).message(2, new ProtoWriter().message(1, tensor));
  }
}
