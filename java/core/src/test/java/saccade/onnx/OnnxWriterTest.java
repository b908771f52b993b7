package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.CsrWeights;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.model.Window;

class OnnxWriterTest {
  private static final ActivationGrid BYTES = new ActivationGrid(0.5f, 0, 255);

  private static OnnxFile float32(Network network) {
    return new OnnxFile(OnnxWriter.float32(network, Thresholds.zero(network)));
  }

  private static OnnxFile int8(QuantizedNetwork network) {
    return new OnnxFile(OnnxWriter.int8(network, Thresholds.zero(network.source())));
  }

  @Test
  void declaresVersionsAndProducer() {
    OnnxFile file = float32(Samples.mixed(1));
    assertEquals(8, file.model.number(1));
    assertEquals("saccade", file.model.text(2));
    assertEquals("", file.model.message(8).text(1));
    assertEquals(17, file.model.message(8).number(2));
    assertEquals("mixed", file.graph.text(2));
  }

  @Test
  void floatNodesFollowTheLayers() {
    assertEquals(
        List.of(
            "Conv conv1: [observation, conv1.weight, conv1.bias] -> conv1.out",
            "Relu : [conv1.out] -> conv1.activation",
            "Conv conv2: [conv1.activation, conv2.weight, conv2.bias] -> conv2.out",
            "Relu : [conv2.out] -> conv2.activation",
            "Flatten flat: [conv2.activation] -> flat.out",
            "Gemm fc: [flat.out, fc.weight, fc.bias] -> fc.out",
            "Relu : [fc.out] -> fc.activation",
            "Gemm q: [fc.activation, q.weight, q.bias] -> y"),
        float32(Samples.mixed(1)).nodes());
  }

  @Test
  void attributesHoldTheWindow() {
    OnnxFile file = float32(Samples.mixed(1));
    assertEquals(List.of(3L, 2L), OnnxFile.integers(file.node("conv1"), "kernel_shape"));
    assertEquals(List.of(2L, 1L), OnnxFile.integers(file.node("conv1"), "strides"));
    assertEquals(List.of(1L, 0L, 2L, 3L), OnnxFile.integers(file.node("conv1"), "pads"));
    assertEquals(1, OnnxFile.integer(file.node("flat"), "axis"));
    assertEquals(1, OnnxFile.integer(file.node("fc"), "transB"));
  }

  @Test
  void initialisersAreTheWeightsToTheBit() {
    Network network = Samples.mixed(2);
    OnnxFile file = float32(network);
    for (PlacedLayer placed : network.weighted()) {
      CsrWeights weights = placed.layer().weights();
      int rows = weights.pattern().rows();
      float[] dense = file.floats(placed.name() + ".weight");
      assertEquals(weights, CsrWeights.fromDense(rows, weights.pattern().columns(), dense));
      // assertArrayEquals compares float bits: -0 is not 0.
      assertArrayEquals(placed.layer().bias().toArray(), file.floats(placed.name() + ".bias"));
      assertEquals(List.of((long) rows), file.dims(placed.name() + ".bias"));
    }
    assertEquals(List.of(3L, 2L, 3L, 2L), file.dims("conv1.weight"));
    assertEquals(List.of(5L, 40L), file.dims("fc.weight"));
  }

  @Test
  void metadataHoldsWhatTheGraphCannot() {
    Network network = Samples.mixed(1);
    Thresholds thresholds = Thresholds.of(20, 0.1f, 1e-7f, 0, 0.5f);
    OnnxFile file = new OnnxFile(OnnxWriter.float32(network, thresholds));
    assertEquals(
        Map.of(
            "saccade.name", "mixed",
            "saccade.input", "image",
            "saccade.depth", "2",
            "saccade.thresholds", "20.0,0.1,1.0E-7,0.0,0.5"),
        file.metadata());
  }

  @Test
  void outputKeepsTheShapeOfALastConvolution() {
    OnnxFile conv = float32(Samples.convOnly(1));
    assertEquals(List.of(1L, 1L, 5L, 6L), conv.valueDims(11, "observation"));
    assertEquals(List.of(1L, 2L, 5L, 6L), conv.valueDims(12, "y"));
    assertEquals(List.of(1L, 2L), float32(Samples.mixed(1)).valueDims(12, "y"));
  }

  @Test
  void aLastFlattenMakesTheOutputAVector() {
    List<Layer> layers =
        List.of(
            Samples.conv("conv", Window.square(3, 1), 2, 1, new Random(1)), new Flatten("flat"));
    Network network = new Network("flat-last", new ImageStack(1, 5, 6), layers);
    OnnxFile file = float32(network);
    assertEquals("Flatten flat: [conv.activation] -> y", file.nodes().get(2));
    assertEquals(List.of(1L, 24L), file.valueDims(12, "y"));
  }

  @Test
  void aFlattenThatOnlyGemmAsksForHasNoName() {
    assertEquals(
        List.of(
            "Flatten : [observation] -> only.flat",
            "Gemm only: [only.flat, only.weight, only.bias] -> y"),
        float32(Samples.denseOnly(1)).nodes());
  }

  @Test
  void integerNodesAreQuantisedBetweenLayersOnly() {
    QuantizedNetwork network = Samples.quantized(Samples.mixed(1), BYTES, 3);
    List<String> nodes = int8(network).nodes();
    List<String> ops = nodes.stream().map(node -> node.substring(0, node.indexOf(':'))).toList();
    assertEquals(
        "QuantizeLinear ,DequantizeLinear ,DequantizeLinear ,DequantizeLinear ,Conv conv1,Relu ,"
            + "QuantizeLinear ,DequantizeLinear ,DequantizeLinear ,DequantizeLinear ,Conv conv2,"
            + "Relu ,QuantizeLinear ,Flatten flat,DequantizeLinear ,DequantizeLinear ,"
            + "DequantizeLinear ,Gemm fc,Relu ,QuantizeLinear ,DequantizeLinear ,DequantizeLinear ,"
            + "DequantizeLinear ,Gemm q",
        String.join(",", ops));
    assertEquals(
        "QuantizeLinear : [observation, observation.scale, observation.zero] -> observation.grid",
        nodes.get(0));
    assertTrue(nodes.get(nodes.size() - 1).endsWith("-> y"));
  }

  @Test
  void integerInitialisersAreTheGridsToTheBit() {
    QuantizedNetwork network = Samples.quantized(Samples.mixed(1), BYTES, 3);
    OnnxFile file = int8(network);
    for (int k = 1; k <= network.source().depth(); k++) {
      QuantizedLayer layer = network.layer(k);
      String name = network.source().weighted().get(k - 1).name();
      assertArrayEquals(layer.weights().toDense(), file.bytes(name + ".weight", 3));
      int[] bias = file.ints(name + ".bias");
      float[] scale = file.floats(name + ".weight_scale");
      float[] biasScale = file.floats(name + ".bias_scale");
      assertArrayEquals(new byte[bias.length], file.bytes(name + ".weight_zero", 3));
      for (int r = 0; r < bias.length; r++) {
        assertEquals(layer.bias(r), bias[r]);
        assertEquals(layer.weightScale(r), scale[r]);
        assertEquals(network.grid(k - 1).scale() * layer.weightScale(r), biasScale[r]);
      }
    }
    assertArrayEquals(new float[] {1}, file.floats("observation.scale"));
    assertArrayEquals(new float[] {0.5f}, file.floats("conv1.scale"));
    assertArrayEquals(new byte[] {0}, file.bytes("conv1.zero", 2));
    assertEquals(List.of(), file.dims("conv1.scale"));
  }

  @Test
  void aSignedGridBecomesUint8WithItsOwnZeroPoint() {
    Random random = new Random(1);
    List<Layer> layers =
        List.of(
            Samples.dense("a", 3, 4, Activation.NONE, random),
            Samples.dense("b", 2, 3, Activation.NONE, random));
    Network network = new Network("signed", new ImageStack(4, 1, 1), layers);
    ActivationGrid signed = new ActivationGrid(0.25f, -128, 127);
    OnnxFile file = int8(Samples.quantized(network, signed, 1));
    assertArrayEquals(new byte[] {(byte) 128}, file.bytes("a.zero", 2));
  }

  @Test
  void refusesGridsThatClampElsewhere() {
    Network network = Samples.mixed(1);
    for (ActivationGrid grid :
        List.of(
            new ActivationGrid(1, 0, 511),
            new ActivationGrid(1, 0, 127),
            new ActivationGrid(1, -128, 127))) {
      QuantizedNetwork quantized = Samples.quantized(network, grid, 1);
      String message =
          assertThrows(IllegalArgumentException.class, () -> int8(quantized)).getMessage();
      assertTrue(message.contains(grid.lo() + ".." + grid.hi() + " of conv1"), message);
    }
  }

  @Test
  void refusesTheNameThatOnnxNeedsItself() {
    String name = "observation";
    List<Layer> layers = List.of(Samples.dense(name, 2, 4, Activation.NONE, new Random(1)));
    Network network = new Network("n", new ImageStack(4, 1, 1), layers);
    String message =
        assertThrows(IllegalArgumentException.class, () -> float32(network)).getMessage();
    assertTrue(message.contains("\"" + name + "\""), message);
  }

  @Test
  void refusesThresholdsOfAnotherNetwork() {
    Network network = Samples.mixed(1);
    assertThrows(
        IllegalArgumentException.class, () -> OnnxWriter.float32(network, Thresholds.of(1, 2)));
  }
}
