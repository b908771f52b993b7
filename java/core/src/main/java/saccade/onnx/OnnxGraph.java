package saccade.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One ONNX model under construction: nodes, constants, inputs and outputs. Most nodes stand in a
 * chain from the tensor "observation" to the tensor "y", with side nodes that feed it. Field
 * numbers are those of onnx.proto (IR version 8).
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
    INT32(6),
    INT64(7);

    private final int code;

    Element(int code) {
      this.code = code;
    }
  }

  private record Node(
      String op, String name, List<String> inputs, List<String> outputs, Attributes attributes) {}

  /** Attributes of one node. */
  static final class Attributes {
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT = 2;
    private static final int TYPE_STRING = 3;
    private static final int TYPE_INTS = 7;
    private final ProtoWriter fields = new ProtoWriter();

    /** No attribute. */
    static Attributes none() {
      return new Attributes();
    }

    Attributes integer(String name, long value) {
      fields.message(5, new ProtoWriter().string(1, name).varint(3, value).varint(20, TYPE_INT));
      return this;
    }

    Attributes number(String name, float value) {
      fields.message(5, new ProtoWriter().string(1, name).fixed(2, value).varint(20, TYPE_FLOAT));
      return this;
    }

    Attributes text(String name, String value) {
      fields.message(5, new ProtoWriter().string(1, name).string(4, value).varint(20, TYPE_STRING));
      return this;
    }

    Attributes integers(String name, long... values) {
      ProtoWriter attribute = new ProtoWriter().string(1, name);
      for (long value : values) {
        attribute.varint(8, value);
      }
      fields.message(5, attribute.varint(20, TYPE_INTS));
      return this;
    }
  }

  private final int opset;
  private final ProtoWriter initializers = new ProtoWriter();
  private final ProtoWriter inputs = new ProtoWriter();
  private final ProtoWriter outputs = new ProtoWriter();
  private final List<Node> nodes = new ArrayList<>();
  private String tip = INPUT;
  private int tipNode;

  OnnxGraph() {
    this(OPSET);
  }

  /** A graph in the words of another operator set than the writer's own. */
  OnnxGraph(int opset) {
    this.opset = opset;
  }

  /**
   * Declares an input.
   *
   * @param doc what it holds, for readers
   * @param dims sides; 0 for a dynamic one
   */
  OnnxGraph input(String name, Element type, String doc, int... dims) {
    inputs.message(11, value(name, type, dims).string(3, doc));
    return this;
  }

  /** Declares a float32 output; a side of 0 is dynamic. */
  OnnxGraph output(String name, int... dims) {
    outputs.message(12, value(name, Element.FLOAT, dims));
    return this;
  }

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

  /** Adds a constant list of 64-bit integers: sizes or axes. */
  String longs(String name, long... values) {
    ProtoWriter tensor = tensor(name, Element.INT64, values.length);
    for (long value : values) {
      tensor.varint(7, value);
    }
    initializers.message(5, tensor);
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
    List<String> all = new ArrayList<>();
    all.add(tip);
    all.addAll(List.of(more));
    tipNode = nodes.size();
    node(op, name, attributes, all, output);
    tip = output;
  }

  /** Adds a helper node beside the chain and returns its output. */
  String side(String op, String output, Attributes attributes, String... from) {
    node(op, HELPER, attributes, List.of(from), output);
    return output;
  }

  /** Adds any node. */
  void node(String op, String name, Attributes attributes, List<String> from, String... to) {
    nodes.add(new Node(op, name, from, List.of(to), attributes));
  }

  /** Last tensor of the chain. */
  String tip() {
    return tip;
  }

  /** Ends the chain: its last tensor becomes the output y. */
  void endChain(int... dims) {
    Node last = nodes.get(tipNode);
    nodes.set(tipNode, new Node(last.op, last.name, last.inputs, List.of(OUTPUT), last.attributes));
    tip = OUTPUT;
    output(OUTPUT, dims);
  }

  /**
   * Encodes the model.
   *
   * @param name name of the graph
   * @param metadata metadata_props
   */
  byte[] toByteArray(String name, Map<String, String> metadata) {
    ProtoWriter graph = new ProtoWriter();
    nodes.forEach(node -> graph.message(1, encode(node)));
    graph.string(2, name).append(initializers).append(inputs).append(outputs);
    ProtoWriter model =
        new ProtoWriter()
            .varint(1, IR_VERSION)
            .string(2, "saccade")
            .message(7, graph)
            .message(8, new ProtoWriter().string(1, "").varint(2, opset));
    metadata.forEach((k, v) -> model.message(14, new ProtoWriter().string(1, k).string(2, v)));
    return model.toByteArray();
  }

  private static ProtoWriter encode(Node node) {
    ProtoWriter out = new ProtoWriter();
    node.inputs.forEach(input -> out.string(1, input));
    node.outputs.forEach(output -> out.string(2, output));
    return out.string(3, node.name).string(4, node.op).append(node.attributes.fields);
  }

  private static ProtoWriter value(String name, Element type, int... dims) {
    ProtoWriter shape = new ProtoWriter();
    for (int d : dims) {
      ProtoWriter dim = new ProtoWriter();
      shape.message(1, d > 0 ? dim.varint(1, d) : dim.string(2, "N"));
    }
    ProtoWriter tensor = new ProtoWriter().varint(1, type.code).message(2, shape);
    return new ProtoWriter().string(1, name).message(2, new ProtoWriter().message(1, tensor));
  }
}
