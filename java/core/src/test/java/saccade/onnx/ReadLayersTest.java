package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.onnx.Graphs.activation;
import static saccade.onnx.Graphs.attributes;
import static saccade.onnx.Graphs.bias;
import static saccade.onnx.Graphs.layer;
import static saccade.onnx.Graphs.weights;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Activation;
import saccade.model.Conv2d;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.Shape;
import saccade.model.Window;

/** Weighted layers, what is folded into them, and the activations behind them. */
class ReadLayersTest {
  @Test
  void gemmTakesItsFactorsAlong() {
    ReadModel read =
        Graphs.on(0, 2)
            .ramp("w", 1, 2, 3)
            .scalar("c", 4)
            .node("Gemm", "y", attributes().number("alpha", 0.5f).number("beta", 3), "x", "w", "c")
            .read("y");
    assertEquals(FloatStack.vector(2), read.network().input());
    assertArrayEquals(new float[] {0.5f, 2, 1, 2.5f, 1.5f, 3}, weights(read, 0));
    assertArrayEquals(new float[] {12, 12, 12}, bias(read, 0));
    assertEquals("n.y", layer(read, 0).name());
    assertEquals(List.of(), read.notes());
    assertNull(read.thresholds());
  }

  @ParameterizedTest
  @CsvSource({"mm, b", "b, mm"})
  void matMulTakesTheBiasFromEitherSide(String left, String right) {
    ReadModel read =
        Graphs.on(1, 2)
            .ramp("w", 1, 2, 3)
            .list("b", 7, 8, 9)
            .node("MatMul", "mm", "x", "w")
            .node("Add", "y", left, right)
            .read("y");
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, weights(read, 0));
    assertArrayEquals(new float[] {7, 8, 9}, bias(read, 0));
    assertEquals("n.mm", layer(read, 0).name());
  }

  @Test
  void aMatrixMayStandOnTheLeftOfAColumn() {
    ReadModel read =
        Graphs.on(1, 2)
            .ramp("w", 1, 3, 2)
            .node("Transpose", "column", "x")
            .node("MatMul", "y", "w", "column")
            .read("y");
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, weights(read, 0));
  }

  @Test
  void scalesAndShiftsBehindALayerGoIntoIt() {
    ReadModel read =
        Graphs.on(1, 1)
            .gemm("g", "x", 2, 1)
            .list("s", 2, 4)
            .list("t", 1, -1)
            .scalar("d", 0.5f)
            .node("Mul", "a", "s", "g")
            .node("Sub", "b", "t", "a")
            .node("Div", "c", "b", "d")
            .node("Relu", "y", "c")
            .read("y");
    // y = 2 * (t - s * (w x + b)): w = 1, 2; b = 0.5, 1
    assertArrayEquals(new float[] {-4, -16}, weights(read, 0));
    assertArrayEquals(new float[] {0, -10}, bias(read, 0));
    assertEquals(Activation.RELU, activation(read, 0));
    assertEquals(1, read.network().depth());
  }

  @Test
  void aScaleBehindAnActivationGoesIntoTheNextLayer() {
    ReadModel read =
        Graphs.on(1, 1)
            .gemm("g", "x", 2, 1)
            .list("s", 2, 3)
            .list("t", 1, -1)
            .node("Tanh", "a", "g")
            .node("Mul", "b", "a", "s")
            .node("Add", "c", "b", "t")
            .gemm("y", "c", 1, 2)
            .read("y");
    assertArrayEquals(new float[] {2, 6}, weights(read, 1));
    assertArrayEquals(new float[] {0.5f + 1 - 2}, bias(read, 1));
  }

  @Test
  void convolutionsKeepTheirWindow() {
    ReadModel read =
        Graphs.on(1, 4, 9, 8)
            .ramp("w", 1, 6, 2, 3, 2)
            .list("b", 1, 2, 3, 4, 5, 6)
            .node(
                "Conv",
                "c",
                attributes()
                    .integer("group", 2)
                    .integers("strides", 2, 1)
                    .integers("dilations", 2, 3)
                    .integers("pads", 1, 0, 2, 3),
                "x",
                "w",
                "b")
            .ramp("shift", 1, 6, 1, 1)
            .node("Add", "y", "shift", "c")
            .read("y");
    Conv2d conv = (Conv2d) layer(read, 0).layer();
    Window.Padding padding = new Window.Padding(1, 0, 2, 3);
    assertEquals(new Window(3, 2, 2, 1, new Window.Dilation(2, 3), padding), conv.kernel());
    assertEquals(2, conv.groups());
    assertArrayEquals(new float[] {2, 4, 6, 8, 10, 12}, bias(read, 0));
    assertEquals(new FloatStack(1, new Shape(4, 9, 8), null), read.network().input());
  }

  @Test
  void aConvolutionInOneDimensionHasOneRow() {
    ReadModel read =
        Graphs.on(0, 3, 20)
            .ramp("w", 1, 4, 3, 5)
            .node(
                "Conv",
                "c",
                attributes().integers("strides", 2).integers("pads", 2, 1).integers("dilations", 2),
                "x",
                "w")
            .node("Flatten", "f", "c")
            .gemm("y", "f", 2, 4 * 8)
            .read("y");
    Conv2d conv = (Conv2d) layer(read, 0).layer();
    assertEquals(
        new Window(1, 5, 1, 2, new Window.Dilation(1, 2), new Window.Padding(0, 2, 0, 1)),
        conv.kernel());
    assertEquals(new Shape(4, 1, 8), layer(read, 0).output());
    assertEquals(new Flatten("n.f"), read.network().layers().get(1));
  }

  @ParameterizedTest
  @CsvSource({"SAME_UPPER, 1, 0, 1, 1", "SAME_LOWER, 1, 1, 1, 0", "VALID, 0, 0, 0, 0"})
  void automaticPaddingBecomesNumbers(String auto, int top, int left, int bottom, int right) {
    ReadModel read =
        Graphs.on(1, 1, 7, 8)
            .ramp("w", 1, 1, 1, 3, 3)
            .node(
                "Conv",
                "y",
                attributes().text("auto_pad", auto).integers("strides", 2, 2),
                "x",
                "w")
            .read("y");
    Conv2d conv = (Conv2d) layer(read, 0).layer();
    assertEquals(new Window.Padding(top, left, bottom, right), conv.kernel().padding());
  }

  @Test
  void oldOperatorSetsSayWhereAConstantStarts() {
    ReadModel read =
        Graphs.opset(6, 1, 1, 2, 2)
            .ramp("w", 1, 3, 1, 1, 1)
            .list("b", 5, 6, 7)
            .node("Conv", "c", "x", "w")
            .node("Add", "y", attributes().integer("axis", 1).integer("broadcast", 1), "c", "b")
            .read("y");
    assertArrayEquals(new float[] {5, 6, 7}, bias(read, 0));
  }

  @Test
  void constantsAreFoldedFirst() {
    ReadModel read =
        Graphs.on(1, 2)
            .ramp("w", 1, 3, 2)
            .list("var", 4, 16)
            .scalar("two", 2)
            .node("Transpose", "wt", "w")
            .node("Sqrt", "std", "var")
            .node("Mul", "std2", "std", "two")
            .node("Div", "z", "x", "std2")
            .node("MatMul", "y", "z", "wt")
            .read("y");
    assertArrayEquals(
        new float[] {1 / 4f, 2 / 8f, 3 / 4f, 4 / 8f, 5 / 4f, 6 / 8f}, weights(read, 0));
  }

  @Test
  void batchNormalisationGoesIntoTheConvolution() {
    ReadModel read =
        Graphs.on(1, 1, 2, 2)
            .list("w0", 1)
            .ramp("w", 1, 2, 1, 1, 1)
            .list("scale", 2, 2)
            .list("shift", 1, 1)
            .list("mean", 0.5f, 1)
            .list("var", 4, 16)
            .node("Conv", "c", "x", "w")
            .node(
                "BatchNormalization",
                "y",
                attributes().number("epsilon", 0),
                "c",
                "scale",
                "shift",
                "mean",
                "var")
            .read("y");
    assertArrayEquals(new float[] {1, 1}, weights(read, 0));
    assertArrayEquals(new float[] {0.5f, 0.5f}, bias(read, 0));
  }

  private static Activation behindGemm(Graphs graphs, String op, OnnxGraph.Attributes a) {
    return activation(graphs.gemm("g", "x", 2, 2).node(op, "y", a, "g").read("y"), 0);
  }

  @Test
  void activationsHaveTheirParameters() {
    assertEquals(Activation.RELU, behindGemm(Graphs.on(1, 2), "Relu", attributes()));
    assertEquals(Activation.TANH, behindGemm(Graphs.on(1, 2), "Tanh", attributes()));
    assertEquals(Activation.SIGMOID, behindGemm(Graphs.on(1, 2), "Sigmoid", attributes()));
    assertEquals(
        Activation.leakyRelu(0.01f), behindGemm(Graphs.on(1, 2), "LeakyRelu", attributes()));
    assertEquals(
        Activation.leakyRelu(0.2f),
        behindGemm(Graphs.on(1, 2), "LeakyRelu", attributes().number("alpha", 0.2f)));
    assertEquals(Activation.elu(1), behindGemm(Graphs.on(1, 2), "Elu", attributes()));
    assertEquals(
        Activation.RELU, behindGemm(Graphs.on(1, 2), "Elu", attributes().number("alpha", 0)));
    assertEquals(
        Activation.clip(-1, 2),
        behindGemm(Graphs.opset(6, 1, 2), "Clip", attributes().number("min", -1).number("max", 2)));
    assertEquals(
        Activation.RELU, behindGemm(Graphs.opset(6, 1, 2), "Clip", attributes().number("min", 0)));
    assertEquals(Activation.NONE, behindGemm(Graphs.opset(6, 1, 2), "Clip", attributes()));
  }

  @Test
  void clipsHaveBoundsAsInputsToo() {
    Graphs graphs =
        Graphs.on(1, 2)
            .gemm("g", "x", 2, 2)
            .scalar("zero", 0)
            .scalar("six", 6)
            .scalar("most", Float.MAX_VALUE)
            .node("Relu", "r", "g")
            .node("Clip", "a", "r", "", "six")
            .gemm("h", "a", 2, 2)
            .node("Clip", "b", "h", "zero", "most")
            .gemm("i", "b", 2, 2)
            .node("Max", "y", "zero", "i");
    ReadModel read = graphs.read("y");
    assertEquals(Activation.clip(0, 6), activation(read, 0), "Relu and Clip as one");
    assertEquals(Activation.RELU, activation(read, 1));
    assertEquals(Activation.RELU, activation(read, 2));
  }

  @ParameterizedTest
  @CsvSource({"g, s", "s, g"})
  void siluIsAProductInEitherOrder(String left, String right) {
    ReadModel read =
        Graphs.on(1, 2)
            .gemm("g", "x", 2, 2)
            .node("Sigmoid", "s", "g")
            .node("Mul", "y", left, right)
            .read("y");
    assertEquals(Activation.SILU, activation(read, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"split", "input", "even", "slice", "oldSlice"})
  void channelsThatNobodyReadsAreDropped(String how) {
    Graphs graphs = Graphs.opset(how.equals("oldSlice") || how.equals("split") ? 9 : 18, 1, 2);
    graphs.gemm("g", "x", 4, 2).longs("two", 2, 2).longs("s", -2).longs("e", 99).longs("one", 1);
    OnnxGraph.Attributes axis = attributes().integer("axis", -1);
    switch (how) {
      case "split" -> split(graphs, axis.integers("split", 2, 2), "g");
      case "input" -> split(graphs, axis, "g", "two");
      case "even" -> split(graphs, axis.integer("num_outputs", 2), "g");
      case "slice" -> graphs.node("Slice", "part", "g", "s", "e", "one");
      default ->
          graphs.node(
              "Slice",
              "part",
              attributes().integers("starts", -2).integers("ends", 99).integers("axes", 1),
              "g");
    }
    ReadModel read = graphs.node("Tanh", "y", "part").read("y");
    assertArrayEquals(new float[] {5, 6, 7, 8}, weights(read, 0));
    assertArrayEquals(new float[] {1.5f, 2}, bias(read, 0));
    assertEquals(Activation.TANH, activation(read, 0));
    assertTrue(read.notes().get(0).contains("only 2..3"), read.notes().get(0));
  }

  @Test
  void aPartOfScaledChannelsKeepsTheirScales() {
    Graphs graphs =
        Graphs.on(1, 1)
            .gemm("g", "x", 4, 1)
            .list("s", 2, 3, 4, 5)
            .node("Relu", "r", "g")
            .node("Mul", "m", "r", "s");
    split(graphs, attributes().integer("axis", 1), "m");
    ReadModel read = graphs.gemm("y", "part", 1, 2).read("y");
    assertArrayEquals(new float[] {3, 4}, weights(read, 0));
    assertArrayEquals(new float[] {1 * 4, 2 * 5}, weights(read, 1));
  }

  private static void split(Graphs graphs, OnnxGraph.Attributes attributes, String... inputs) {
    graphs.graph.node("Split", "", attributes, List.of(inputs), "unread", "part");
  }
}
