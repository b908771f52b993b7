package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.onnx.Graphs.attributes;
import static saccade.onnx.Graphs.bias;
import static saccade.onnx.Graphs.weights;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Normaliser;
import saccade.model.Shape;
import saccade.onnx.OnnxGraph.Element;
import saccade.onnx.ReadOptions.InputKind;

/** Observations: their kind, their normaliser, their shape. */
class ReadInputTest {
  private static Normaliser normaliser(ReadModel read) {
    Normaliser normaliser = read.network().normaliser();
    assertNotNull(normaliser);
    return normaliser;
  }

  @Test
  void subtractionAndDivisionBecomeANormaliser() {
    ReadModel read =
        Graphs.on(0, 2)
            .list("mean", 3, -0.1f)
            .list("std", 2, -4)
            .node("Sub", "a", "x", "mean")
            .node("Div", "b", "a", "std")
            .gemm("y", "b", 1, 2)
            .read("y");
    float[] mean = {3, -0.1f};
    assertEquals(new Normaliser(mean, new float[] {2, 4}, null, null), normaliser(read));
    assertArrayEquals(new float[] {0.5f, -0.5f}, weights(read, 0));
    assertArrayEquals(new float[] {0.5f}, bias(read, 0));
  }

  @Test
  void aScaleInFrontOfTheShiftIsTheSame() {
    ReadModel read =
        Graphs.on(0, 2)
            .scalar("s", 0.25f)
            .list("t", 1, 2)
            .node("Mul", "a", "s", "x")
            .node("Add", "b", "t", "a")
            .gemm("y", "b", 1, 2)
            .read("y");
    assertEquals(
        new Normaliser(new float[] {-4, -8}, new float[] {4, 4}, null, null), normaliser(read));
    assertArrayEquals(new float[] {0.25f, 0.5f}, weights(read, 0));
  }

  @Test
  void aClipBecomesBoundsInRawUnits() {
    ReadModel read =
        Graphs.on(0, 2)
            .list("mean", 1, 2)
            .list("std", 2, -4)
            .scalar("low", -5)
            .scalar("high", 10)
            .node("Sub", "a", "x", "mean")
            .node("Div", "b", "a", "std")
            .node("Clip", "c", "b", "low", "high")
            .gemm("y", "c", 1, 2)
            .read("y");
    float[] low = {-10, -40};
    float[] high = {20, 20};
    float[] deviation = {2, 4};
    assertEquals(new Normaliser(new float[] {1, 2}, deviation, low, high), normaliser(read));
  }

  @Test
  void aShiftBehindAClipGoesIntoTheBias() {
    ReadModel read =
        Graphs.on(0, 2)
            .scalar("one", 1)
            .scalar("low", -1)
            .node("Clip", "a", "x", "low", "one")
            .node("Add", "b", "a", "one")
            .gemm("y", "b", 1, 2)
            .read("y");
    assertArrayEquals(new float[] {0.5f + 1 + 2}, bias(read, 0));
    float[] zero = {0, 0};
    float[] one = {1, 1};
    assertEquals(new Normaliser(zero, one, new float[] {-1, -1}, one), normaliser(read));
  }

  @Test
  void twoClipsBecomeTheNarrower() {
    ReadModel read =
        Graphs.on(0, 1)
            .scalar("one", 1)
            .scalar("two", 2)
            .scalar("minus", -3)
            .node("Clip", "a", "x", "minus", "two")
            .node("Mul", "b", "a", "two")
            .node("Min", "c", "b", "one")
            .gemm("y", "c", 1, 1)
            .read("y");
    float[] zero = {0};
    assertEquals(
        new Normaliser(zero, new float[] {0.5f}, new float[] {-3}, new float[] {0.5f}),
        normaliser(read));
    assertArrayEquals(new float[] {2}, weights(read, 0));
  }

  @Test
  void aSecondClipCountsFromWhereTheFirstWasShifted() {
    ReadModel read =
        Graphs.on(0, 1)
            .scalar("one", 1)
            .scalar("two", 2)
            .scalar("minus", -3)
            .node("Clip", "a", "x", "minus", "two")
            .node("Add", "b", "a", "one")
            .node("Clip", "c", "b", "minus", "two")
            .gemm("y", "c", 1, 1)
            .read("y");
    float[] zero = {0};
    assertEquals(
        new Normaliser(zero, new float[] {1}, new float[] {-3}, new float[] {1}), normaliser(read));
    assertArrayEquals(new float[] {0.5f + 1}, bias(read, 0));
  }

  @Test
  void anUnusedElementIsWhatItsClipLeaves() {
    ReadModel read =
        Graphs.on(0, 2)
            .list("s", 1, 0)
            .list("t", 0, 5)
            .scalar("two", 2)
            .scalar("minus", -3)
            .node("Mul", "a", "s", "x")
            .node("Add", "b", "t", "a")
            .node("Clip", "c", "b", "minus", "two")
            .gemm("y", "c", 1, 2)
            .read("y");
    assertArrayEquals(new float[] {1, 0}, weights(read, 0));
    assertArrayEquals(new float[] {0.5f + 2 * 2}, bias(read, 0));
    assertEquals(Float.NEGATIVE_INFINITY, normaliser(read).low(1));
  }

  @Test
  void anElementWithoutScaleIsUnused() {
    ReadModel read =
        Graphs.on(0, 2)
            .list("s", 1, 0)
            .list("t", 0, 5)
            .node("Mul", "a", "s", "x")
            .node("Add", "b", "t", "a")
            .gemm("y", "b", 1, 2)
            .read("y");
    assertArrayEquals(new float[] {1, 0}, weights(read, 0));
    assertArrayEquals(new float[] {0.5f + 10}, bias(read, 0));
    assertNull(read.network().normaliser());
  }

  private static Graphs divided(Element type, float by) {
    return Graphs.typed(13, type, 0, 4, 8, 8)
        .node("Cast", "f", attributes().integer("to", 1), "x")
        .scalar("by", by)
        .node("Div", "d", "f", "by")
        .ramp("w", 1, 2, 4, 3, 3)
        .node("Conv", "c", "d", "w")
        .node("Flatten", "flat", "c")
        .gemm("y", "flat", 3, 72);
  }

  @Test
  void imagesAreGuessedFromTypeOrDivision() {
    Input image = new ImageStack(4, 8, 8);
    Input floats = new FloatStack(1, new Shape(4, 8, 8), null);
    assertEquals(image, divided(Element.UINT8, 1).read("y").network().input());
    assertEquals(image, divided(Element.FLOAT, 255).read("y").network().input());
    assertEquals(floats, divided(Element.FLOAT, 100).read("y").network().input());
    ReadModel read = divided(Element.FLOAT, 255).read("y");
    assertEquals((float) (2 / 255.0), weights(read, 0)[1]);
    assertNull(read.network().normaliser());
  }

  @Test
  void theCallerAndTheFileKnowBetterThanAGuess() {
    byte[] file = divided(Element.FLOAT, 255).bytes("y");
    ReadOptions asked = ReadOptions.DEFAULT.withInput(InputKind.FLOAT).withDepth(2);
    Input floats = new FloatStack(2, new Shape(2, 8, 8), null);
    assertEquals(floats, OnnxReader.read(file, asked).network().input());
    Map<String, String> says = Map.of("saccade.input", "float", "saccade.depth", "4");
    byte[] said = divided(Element.FLOAT, 255).bytes(says, "y");
    assertEquals(
        new FloatStack(4, new Shape(1, 8, 8), null), OnnxReader.read(said).network().input());
    Input image = new ImageStack(4, 8, 8);
    asked = ReadOptions.DEFAULT.withInput(InputKind.IMAGE);
    assertEquals(image, OnnxReader.read(said, asked).network().input());
  }

  @Test
  void theDepthOfImagesIsAskedThenSaidThenOneFramePerChannel() {
    byte[] file = divided(Element.UINT8, 1).bytes("y");
    assertEquals(new ImageStack(4, 1, 8, 8), OnnxReader.read(file).network().input());
    ReadOptions two = ReadOptions.DEFAULT.withDepth(2);
    assertEquals(new ImageStack(2, 2, 8, 8), OnnxReader.read(file, two).network().input());
    byte[] said = divided(Element.UINT8, 1).bytes(Map.of("saccade.depth", "1"), "y");
    assertEquals(new ImageStack(1, 4, 8, 8), OnnxReader.read(said).network().input());
    assertEquals(new ImageStack(2, 2, 8, 8), OnnxReader.read(said, two).network().input());
    assertRefused(file, 3);
  }

  private static void assertRefused(byte[] file, int depth) {
    ReadOptions options = ReadOptions.DEFAULT.withDepth(depth);
    var error = assertThrows(OnnxFormatException.class, () -> OnnxReader.read(file, options));
    assertTrue(error.getMessage().contains("history of " + depth), error.getMessage());
  }

  @Test
  void aDepthThatDoesNotDivideIsRefused() {
    byte[] file = Graphs.on(1, 5).gemm("y", "x", 1, 5).bytes("y");
    assertRefused(file, 2);
  }

  @Test
  void aFlatObservationMayBecomeAnImage() {
    ReadModel read =
        Graphs.on(0, 48)
            .longs("shape", -1, 3, 4, 4)
            .node("Reshape", "r", "x", "shape")
            .ramp("w", 1, 1, 3, 2, 2)
            .node("Conv", "y", "r", "w")
            .read("y");
    assertEquals(new FloatStack(1, new Shape(3, 4, 4), null), read.network().input());
  }

  @Test
  void aDynamicBatchIsOneInComputedShapesToo() {
    Graphs graphs =
        Graphs.on(0, 2, 3, 3)
            .ramp("w", 1, 2, 2, 2, 2)
            .node("Conv", "c", "x", "w")
            .node("Shape", "s", "c")
            .node("Constant", "zero", attributes().integer("value_int", 0))
            .node("Gather", "batch", "s", "zero")
            .longs("axis", 0)
            .longs("rest", -1)
            .node("Unsqueeze", "b", "batch", "axis")
            .node("Concat", "shape", attributes().integer("axis", 0), "b", "rest")
            .node("Reshape", "flat", "c", "shape")
            .gemm("y", "flat", 2, 8);
    ReadModel read = graphs.read("y");
    assertEquals(new Flatten("flatten"), read.network().layers().get(1));
    assertEquals(2, read.network().outputSize());
  }

  @Test
  void tailsAndOtherOutputsAreNoted() {
    Graphs graphs =
        Graphs.on(1, 2)
            .gemm("logits", "x", 3, 2)
            .node("Softmax", "probs", "logits")
            .node("ArgMax", "index", "probs")
            .node("Cast", "action", attributes().integer("to", 7), "index")
            .gemm("value", "x", 1, 2);
    byte[] file = graphs.bytes("action", "value");
    ReadModel read = OnnxReader.read(file);
    assertEquals(3, read.network().outputSize());
    String notes = String.join("\n", read.notes());
    assertTrue(notes.contains("Softmax n.probs is left out"), notes);
    assertTrue(notes.contains("output value is left out; action is read"), notes);
    assertTrue(notes.contains("1 of the graph's nodes"), notes);
    ReadModel value = OnnxReader.read(file, ReadOptions.DEFAULT.withOutput("value"));
    assertEquals(1, value.network().outputSize());
    var none = ReadOptions.DEFAULT.withOutput("q");
    assertThrows(IllegalArgumentException.class, () -> OnnxReader.read(file, none));
  }

  @Test
  void metadataIsKept() {
    Map<String, String> says = Map.of("saccade.thresholds", "0.5/1,2", "robot", "go");
    byte[] file = Graphs.on(1, 2).gemm("g", "x", 1, 2).gemm("y", "g", 1, 1).bytes(says, "y");
    ReadModel read = OnnxReader.read(file);
    assertEquals("0.5/1.0,2.0", String.valueOf(read.thresholds()));
    assertEquals("go", read.metadata().get("robot"));
    assertEquals("graph", read.network().name());
    assertEquals(List.of(), read.notes());
  }
}
