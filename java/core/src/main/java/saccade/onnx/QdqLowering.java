package saccade.onnx;

import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.FloatStack;
import saccade.model.InputGrids;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.onnx.OnnxGraph.Attributes;
import saccade.onnx.OnnxGraph.Element;

/** Puts the integer grids of EXACT mode between the layers of a QDQ model. */
final class QdqLowering implements LayerChain.Lowering {
  private static final int UINT8_STEPS = 255;
  private static final String INPUT = OnnxGraph.INPUT;
  private final QuantizedNetwork network;

  QdqLowering(QuantizedNetwork network) {
    this.network = network;
    requireInput(network.inputGrids());
    for (int k = 1; k < network.source().depth(); k++) {
      requireUint8(name(k), network.grid(k), activation(k).equals(Activation.RELU));
    }
  }

  private static void requireInput(InputGrids grids) {
    if (grids.hasTables()) {
      throw new IllegalArgumentException(
          "the input has a stored table per element, for which an int8 ONNX file has no place;"
              + " write float32, or quantise with the normaliser folded");
    }
    for (int i = 0; i < grids.size(); i++) {
      requireUint8(grids.size() == 1 ? INPUT : INPUT + " " + i, grids.grid(i), false);
      if (grids.grid(i).lo() != grids.grid(0).lo()) {
        throw new IllegalArgumentException(
            "the input grids start at "
                + grids.grid(0).lo()
                + " and at "
                + grids.grid(i).lo()
                + ", but an int8 ONNX file has one zero point for all elements; quantise alike");
      }
    }
  }

  private static void requireUint8(String layer, ActivationGrid grid, boolean relu) {
    if (grid.range() > UINT8_STEPS || grid.range() < UINT8_STEPS - 1 || (relu && grid.lo() != 0)) {
      throw new IllegalArgumentException(
          "the grid "
              + grid.lo()
              + ".."
              + grid.hi()
              + " of "
              + layer
              + " does not clamp as uint8 does; an int8 ONNX file needs 254 or 255 steps, from 0"
              + " after a ReLU, so quantise to 8 bits");
    }
  }

  /** Prefix of the tensors of neuron layer {@code k}. */
  private String name(int k) {
    return k == 0 ? INPUT : placed(k).name();
  }

  private PlacedLayer placed(int k) {
    return network.source().weighted().get(k - 1);
  }

  private Activation activation(int k) {
    return placed(k).layer().activation();
  }

  /** A float observation is scaled element by element, so that one grid of step 1 fits all. */
  @Override
  public void begin(OnnxGraph graph, InputNodes input) {
    if (network.source().input() instanceof FloatStack stack) {
      float[] inverse = new float[stack.shape().size()];
      for (int i = 0; i < inverse.length; i++) {
        inverse[i] = network.inputGrids().inverse(i % stack.frameSize());
      }
      graph.chain(
          "Mul",
          OnnxGraph.HELPER,
          INPUT + ".steps",
          Attributes.none(),
          graph.floats(INPUT + ".inverse", inverse, input.dims()));
    }
    int lo = network.inputGrids().grid(0).lo();
    quantize(graph, 0, new ActivationGrid(1, lo, lo + UINT8_STEPS));
  }

  /** Scale of what layer {@code k} receives; the scales of a float input are in the weights. */
  private float inputScale(int k) {
    return k == 1 ? 1 : network.grid(k - 1).scale();
  }

  @Override
  public LayerChain.Operands operands(OnnxGraph graph, int k) {
    String input = name(k - 1);
    graph.chain(
        "DequantizeLinear",
        OnnxGraph.HELPER,
        name(k) + ".in",
        Attributes.none(),
        input + ".scale",
        input + ".zero");
    return new LayerChain.Operands(weight(graph, k), bias(graph, k));
  }

  @Override
  public void after(OnnxGraph graph, int k) {
    if (k < network.source().depth()) {
      quantize(graph, k, network.grid(k));
    }
  }

  /** Ends neuron layer {@code k} on its grid; what follows, a Flatten included, sees integers. */
  private void quantize(OnnxGraph graph, int k, ActivationGrid grid) {
    String prefix = name(k);
    graph.chain(
        "QuantizeLinear",
        OnnxGraph.HELPER,
        prefix + ".grid",
        Attributes.none(),
        graph.floats(prefix + ".scale", new float[] {grid.scale()}),
        graph.bytes(prefix + ".zero", Element.UINT8, new byte[] {(byte) -grid.lo()}));
  }

  private String weight(OnnxGraph graph, int k) {
    QuantizedLayer layer = network.layer(k);
    String prefix = name(k) + ".weight";
    int rows = layer.weights().pattern().rows();
    float[] scale = new float[rows];
    for (int r = 0; r < rows; r++) {
      scale[r] = layer.weightScale(r);
    }
    int[] dims = LayerChain.weightDims(placed(k));
    return graph.side(
        "DequantizeLinear",
        prefix + "_float",
        Attributes.none().integer("axis", 0),
        graph.bytes(prefix, Element.INT8, layer.weights().toDense(), dims),
        graph.floats(prefix + "_scale", scale, rows),
        graph.bytes(prefix + "_zero", Element.INT8, new byte[rows], rows));
  }

  private String bias(OnnxGraph graph, int k) {
    QuantizedLayer layer = network.layer(k);
    String prefix = name(k) + ".bias";
    int rows = layer.weights().pattern().rows();
    int[] bias = new int[rows];
    float[] scale = new float[rows];
    for (int r = 0; r < rows; r++) {
      bias[r] = layer.bias(r);
      scale[r] = inputScale(k) * layer.weightScale(r);
    }
    return graph.side(
        "DequantizeLinear",
        prefix + "_float",
        Attributes.none().integer("axis", 0),
        graph.ints(prefix, bias, rows),
        graph.floats(prefix + "_scale", scale, rows));
  }
}
