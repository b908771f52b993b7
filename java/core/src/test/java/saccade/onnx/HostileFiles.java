package saccade.onnx;

import java.util.List;
import java.util.Map;
import saccade.onnx.OnnxGraph.Attributes;
import saccade.onnx.OnnxGraph.Element;

/** Files that no exporter writes. */
final class HostileFiles {
  private HostileFiles() {}

  /** A MatMul of x [1, 2] with this TensorProto, which must be named w. */
  static byte[] withTensor(ProtoWriter tensor) {
    ProtoWriter node =
        new ProtoWriter().string(1, "x").string(1, "w").string(2, "y").string(4, "MatMul");
    return model(
        new ProtoWriter()
            .message(1, node)
            .message(5, tensor)
            .message(11, value("x", 1, 2))
            .message(12, value("y", 1, 2)));
  }

  static byte[] model(ProtoWriter graph) {
    return new ProtoWriter()
        .message(7, graph)
        .message(8, new ProtoWriter().varint(2, 13))
        .toByteArray();
  }

  static ProtoWriter value(String name, long... dims) {
    ProtoWriter shape = new ProtoWriter();
    for (long d : dims) {
      shape.message(1, new ProtoWriter().varint(1, d));
    }
    ProtoWriter tensor = new ProtoWriter().varint(1, 1).message(2, shape);
    return new ProtoWriter().string(1, name).message(2, new ProtoWriter().message(1, tensor));
  }

  /** {@code n} nodes of one kind in a row, each with the constant c as its second input. */
  static byte[] row(String op, int n, float[] c, int... dims) {
    OnnxGraph graph = new OnnxGraph(13);
    graph.input("t0", Element.FLOAT, "", 1, 2);
    graph.floats("c", c, dims);
    for (int i = 0; i < n; i++) {
      String name = op.equals("Flatten") ? "f" : "";
      List<String> inputs = op.equals("Flatten") ? List.of("t" + i) : List.of("t" + i, "c");
      graph.node(op, name, Attributes.none(), inputs, "t" + (i + 1));
    }
    graph.output("t" + n);
    return graph.toByteArray("row", Map.of());
  }
}
