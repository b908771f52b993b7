package saccade.onnx;

import java.util.List;
import java.util.Map;
import saccade.model.Activation;
import saccade.model.PlacedLayer;
import saccade.onnx.OnnxGraph.Attributes;
import saccade.onnx.OnnxGraph.Element;

/** A hand-built graph from the tensor "x", and what it is read as. */
final class Graphs {
  final OnnxGraph graph;

  private Graphs(int opset) {
    graph = new OnnxGraph(opset);
  }

  /** A graph on float32 x; a side of 0 is dynamic. */
  static Graphs on(int... dims) {
    return opset(13, dims);
  }

  static Graphs opset(int opset, int... dims) {
    return typed(opset, Element.FLOAT, dims);
  }

  static Graphs typed(int opset, Element type, int... dims) {
    Graphs graphs = new Graphs(opset);
    graphs.graph.input("x", type, "", dims);
    return graphs;
  }

  static Attributes attributes() {
    return Attributes.none();
  }

  /** A constant whose values are a, 2a, 3a... */
  Graphs ramp(String name, float a, int... dims) {
    int n = 1;
    for (int d : dims) {
      n *= d;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = a * (i + 1);
    }
    graph.floats(name, values, dims);
    return this;
  }

  Graphs scalar(String name, float value) {
    graph.floats(name, new float[] {value});
    return this;
  }

  /** A constant of one axis. */
  Graphs list(String name, float... values) {
    graph.floats(name, values, values.length);
    return this;
  }

  Graphs longs(String name, long... values) {
    graph.longs(name, values);
    return this;
  }

  /** A node without attributes, named after its output. */
  Graphs node(String op, String output, String... inputs) {
    return node(op, output, Attributes.none(), inputs);
  }

  Graphs node(String op, String output, Attributes attributes, String... inputs) {
    graph.node(op, "n." + output, attributes, List.of(inputs), output);
    return this;
  }

  /** A dense layer of {@code rows} on {@code input}, a vector of {@code columns}. */
  Graphs gemm(String output, String input, int rows, int columns) {
    ramp(output + ".w", 1, rows, columns).ramp(output + ".b", 0.5f, rows);
    return node(
        "Gemm",
        output,
        Attributes.none().integer("transB", 1),
        input,
        output + ".w",
        output + ".b");
  }

  byte[] bytes(String... outputs) {
    return bytes(Map.of(), outputs);
  }

  byte[] bytes(Map<String, String> metadata, String... outputs) {
    for (String output : outputs) {
      graph.output(output);
    }
    return graph.toByteArray("graph", metadata);
  }

  ReadModel read(String... outputs) {
    return OnnxReader.read(bytes(outputs));
  }

  static PlacedLayer layer(ReadModel read, int k) {
    return read.network().weighted().get(k);
  }

  static float[] weights(ReadModel read, int k) {
    return layer(read, k).layer().weights().toDense();
  }

  static float[] bias(ReadModel read, int k) {
    return layer(read, k).layer().bias().toArray();
  }

  static Activation activation(ReadModel read, int k) {
    return layer(read, k).layer().activation();
  }
}
