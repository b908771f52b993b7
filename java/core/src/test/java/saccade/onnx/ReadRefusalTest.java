package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.onnx.Graphs.attributes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.onnx.OnnxGraph.Element;

/** What cannot be read is named, all of it, in one sentence. */
class ReadRefusalTest {
  private static List<UnsupportedNode> unsupported(Graphs graphs, String... outputs) {
    byte[] file = graphs.bytes(outputs);
    var error = assertThrows(UnsupportedModelException.class, () -> OnnxReader.read(file));
    for (UnsupportedNode node : error.nodes()) {
      assertTrue(error.getMessage().contains(node.toString()), error.getMessage());
    }
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    return error.nodes();
  }

  private static void assertRefused(String part, Graphs graphs, String output) {
    List<UnsupportedNode> nodes = unsupported(graphs, output);
    assertEquals(1, nodes.size(), nodes::toString);
    assertTrue(nodes.get(0).reason().contains(part), nodes::toString);
  }

  private static void assertBroken(String part, Graphs graphs, String... outputs) {
    byte[] file = graphs.bytes(outputs);
    var error = assertThrows(OnnxFormatException.class, () -> OnnxReader.read(file));
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  @Test
  void everyUnsupportedNodeIsListed() {
    Graphs graphs =
        Graphs.on(1, 2, 8, 8)
            .ramp("w", 1, 2, 2, 3, 3)
            .node("Conv", "c", attributes().integers("pads", 1, 1, 1, 1), "x", "w")
            .node("MaxPool", "pool", attributes().integers("kernel_shape", 2, 2), "c")
            .node("Add", "sum", "x", "c")
            .node("Relu", "r", "sum")
            .node("LSTM", "l", "r")
            .node("Mish", "m", "pool")
            .node("Concat", "y", "l", "m");
    List<UnsupportedNode> nodes = unsupported(graphs, "y");
    assertEquals(
        List.of("n.pool", "n.sum", "n.l", "n.m"), nodes.stream().map(n -> n.node()).toList());
    assertEquals(
        List.of("MaxPool", "Add", "LSTM", "Mish"), nodes.stream().map(n -> n.op()).toList());
    assertTrue(nodes.get(1).reason().contains("two tensors"), nodes.get(1).reason());
  }

  @Test
  void onlyWhatTheOutputNeedsIsJudged() {
    Graphs graphs = Graphs.on(1, 2).gemm("y", "x", 2, 2).node("LSTM", "l", "x");
    assertEquals(2, graphs.read("y", "l").network().outputSize());
  }

  /** A controller's last scale must not be lost in silence. */
  @Test
  void aScaleBehindTheLastActivationIsRefused() {
    Graphs scaled = Graphs.on(1, 2).gemm("g", "x", 1, 2).node("Tanh", "t", "g").scalar("k", 2);
    assertRefused("behind the last activation", scaled.node("Mul", "y", "t", "k"), "y");
    Graphs shifted = Graphs.on(1, 2).gemm("g", "x", 2, 2).node("Relu", "r", "g").scalar("k", 1);
    assertRefused(
        "behind the last activation",
        shifted.node("Add", "a", "r", "k").node("Softmax", "y", "a"),
        "y");
    Graphs plain = Graphs.on(1, 2).gemm("g", "x", 1, 2).scalar("k", 2).node("Mul", "y", "g", "k");
    assertEquals(1, plain.read("y").network().outputSize(), "a sum takes it into its weights");
  }

  @Test
  void weightsOfThreeDimsAreRefused() {
    assertRefused(
        "3 dims", Graphs.on(1, 2).ramp("w", 1, 1, 2, 3).node("MatMul", "y", "x", "w"), "y");
  }

  /** Bytes divide without a rest and wrap below 0. */
  @Test
  void arithmeticOnBytesIsRefused() {
    for (String op : List.of("Div", "Sub", "Mul", "Add")) {
      Graphs bytes =
          Graphs.typed(13, Element.UINT8, 0, 2)
              .scalar("k", 3)
              .node(op, "d", "x", "k")
              .node("Cast", "f", attributes().integer("to", 1), "d")
              .gemm("y", "f", 1, 2);
      assertRefused("uint8", bytes, "y");
    }
    Graphs shaped =
        Graphs.typed(13, Element.UINT8, 0, 2)
            .node("Identity", "i", "x")
            .node("Cast", "f", attributes().integer("to", 1), "i")
            .scalar("k", 3)
            .node("Sub", "s", "f", "k")
            .gemm("y", "s", 1, 2);
    assertEquals(1, shaped.read("y").network().outputSize());
  }

  @Test
  void placesThatDoNotFitAreRefused() {
    assertRefused(
        "in front of the first", Graphs.on(1, 2).node("Tanh", "t", "x").gemm("y", "t", 1, 2), "y");
    assertRefused(
        "follows TANH",
        Graphs.on(1, 2).gemm("g", "x", 1, 2).node("Tanh", "t", "g").node("Sigmoid", "y", "t"),
        "y");
    assertRefused(
        "-Infinity..6.0",
        Graphs.on(1, 2).gemm("g", "x", 1, 2).scalar("six", 6).node("Clip", "y", "g", "", "six"),
        "y");
    assertRefused(
        "transA",
        Graphs.on(1, 2)
            .ramp("w", 1, 1, 2)
            .node("Gemm", "y", attributes().integer("transA", 1), "x", "w"),
        "y");
    assertRefused(
        "Softmax or ArgMax",
        Graphs.on(1, 2).gemm("g", "x", 2, 2).node("Softmax", "s", "g").gemm("y", "s", 1, 2),
        "y");
    assertRefused(
        "per pixel",
        Graphs.on(1, 1, 2, 2)
            .ramp("w", 1, 1, 1, 1, 1)
            .node("Conv", "c", "x", "w")
            .node("Flatten", "f", "c")
            .ramp("b", 1, 1, 4)
            .node("Add", "y", "f", "b"),
        "y");
    assertRefused(
        "no weighted layer", Graphs.on(1, 2).scalar("s", 2).node("Mul", "y", "x", "s"), "y");
    assertRefused(
        "moves elements",
        Graphs.on(1, 2, 3, 4)
            .node("Transpose", "t", attributes().integers("perm", 0, 2, 3, 1), "x")
            .ramp("w", 1, 1, 3, 1, 1)
            .node("Conv", "y", "t", "w"),
        "y");
    assertRefused(
        "part of the observation",
        Graphs.on(1, 4)
            .longs("s", 0)
            .longs("e", 2)
            .longs("a", 1)
            .node("Slice", "p", "x", "s", "e", "a")
            .gemm("y", "p", 1, 2),
        "y");
  }

  @Test
  void aShiftInFrontOfPaddingIsRefused() {
    Graphs graphs =
        Graphs.on(1, 1, 4, 4)
            .ramp("w", 1, 1, 1, 3, 3)
            .scalar("s", 1)
            .node("Conv", "c", attributes().integers("pads", 1, 1, 1, 1), "x", "w")
            .node("Relu", "r", "c")
            .node("Add", "a", "r", "s")
            .node("Conv", "y", attributes().integers("pads", 1, 1, 1, 1), "a", "w");
    assertRefused("in front of its padding", graphs, "y");
  }

  @Test
  void inputsThatAreNoObservationAreRefused() {
    assertRefused("batch of 4", Graphs.on(4, 2).gemm("y", "x", 1, 2), "y");
    assertRefused("must be fixed", Graphs.on(1, 0).gemm("y", "x", 1, 2), "y");
    assertRefused("has 5 dims", Graphs.on(1, 1, 1, 1, 2).gemm("y", "x", 1, 2), "y");
    assertRefused(
        "element type 7", Graphs.typed(13, Element.INT64, 1, 2).gemm("y", "x", 1, 2), "y");
    assertRefused("up to 27", Graphs.opset(28, 1, 2).gemm("y", "x", 1, 2), "y");
    Graphs two = Graphs.on(1, 2);
    two.graph.input("state", Element.FLOAT, "", 1, 2);
    List<UnsupportedNode> nodes = unsupported(two.node("Add", "a", "x", "state"), "a");
    assertEquals(List.of("x", "state"), nodes.stream().map(n -> n.node()).toList());
  }

  @Test
  void weightsElsewhereAreNamed() {
    ProtoWriter tensor = new ProtoWriter().varint(1, 2).varint(1, 2).varint(2, 1).string(8, "w");
    List<UnsupportedNode> nodes = unsupportedWith(tensor.varint(14, 1));
    assertTrue(nodes.get(0).reason().contains("w lies in another file"), nodes::toString);
    tensor = new ProtoWriter().varint(1, 2).varint(1, 2).varint(2, 10).string(8, "w");
    nodes = unsupportedWith(tensor.bytes(9, new byte[8]));
    assertTrue(nodes.get(0).reason().contains("element type 10"), nodes::toString);
  }

  private static List<UnsupportedNode> unsupportedWith(ProtoWriter tensor) {
    byte[] file = HostileFiles.withTensor(tensor);
    return assertThrows(UnsupportedModelException.class, () -> OnnxReader.read(file)).nodes();
  }

  @Test
  void graphsThatContradictThemselvesAreBroken() {
    assertBroken(
        "cycle",
        Graphs.on(1, 2).node("Add", "a", "x", "b").node("Relu", "b", "a").gemm("y", "b", 1, 2),
        "y");
    assertBroken("reads tensor w", Graphs.on(1, 2).node("MatMul", "y", "x", "w"), "y");
    assertBroken(
        "y is written twice", Graphs.on(1, 2).gemm("y", "x", 1, 2).node("Relu", "y", "x"), "y");
    assertBroken("x is written twice", Graphs.on(1, 2).node("Relu", "x", "x"), "x");
    assertBroken("two initializers are named w", Graphs.on(1, 2).list("w", 1).list("w", 2), "x");
    assertBroken("nothing writes the output y", Graphs.on(1, 2), "y");
    assertBroken("no output", Graphs.on(1, 2).gemm("y", "x", 1, 2));
    assertBroken("has no input 1", Graphs.on(1, 2).node("Gemm", "y", "x"), "y");
  }

  @Test
  void shapesThatDoNotFitAreBroken() {
    assertBroken("[3, 3]", Graphs.on(1, 2).ramp("w", 1, 3, 3).node("Gemm", "y", "x", "w"), "y");
    assertBroken(
        "in 2 groups for 4 channels",
        Graphs.on(1, 4, 3, 3)
            .ramp("w", 1, 2, 4, 3, 3)
            .node("Conv", "y", attributes().integer("group", 2), "x", "w"),
        "y");
    assertBroken(
        "strides [0, 1]",
        Graphs.on(1, 1, 3, 3)
            .ramp("w", 1, 1, 1, 1, 1)
            .node("Conv", "y", attributes().integers("strides", 0, 1), "x", "w"),
        "y");
    assertBroken(
        "cannot give dims [1, 6]",
        Graphs.on(1, 6).longs("s", 4, -1).node("Reshape", "r", "x", "s").gemm("y", "r", 1, 6),
        "y");
    assertBroken(
        "into [1, 2]",
        Graphs.on(1, 2)
            .gemm("g", "x", 4, 2)
            .longs("s", 1, 2)
            .node("Split", "y", attributes().integer("axis", 1), "g", "s"),
        "y");
    assertBroken(
        "axis 2 is outside",
        Graphs.on(1, 2)
            .gemm("g", "x", 4, 2)
            .node("Split", "y", attributes().integer("axis", 2), "g"),
        "y");
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void weightsMustBeNumbers(float bad) {
    assertBroken(
        "tensor y.b holds " + bad,
        Graphs.on(1, 1)
            .list("y.w", 1)
            .list("y.b", bad)
            .ramp("v", 1, 1, 1)
            .node("Conv", "z", "x", "v")
            .node("Gemm", "y", "x", "v", "y.b"),
        "y");
  }

  @Test
  void scalesBeyondFloatAreBroken() {
    Graphs graphs = Graphs.on(1, 2).gemm("g", "x", 1, 2).scalar("s", 3e38f);
    assertBroken("beyond float32", graphs.node("Mul", "y", "g", "s"), "y");
  }
}
