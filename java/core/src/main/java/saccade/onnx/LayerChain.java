package saccade.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import saccade.model.Conv2d;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.model.Window;
import saccade.onnx.OnnxGraph.Attributes;

/**
 * The layers of a network as a chain of ONNX nodes. Where the weights come from, and whether
 * integer grids stand between the layers, is left to a {@link Lowering}.
 */
final class LayerChain {
  /** What differs between the float and the integer file. */
  interface Lowering {
    /** Called once, before the first layer. */
    void begin(OnnxGraph graph, InputNodes input);

    /**
     * Adds the weights and the bias of neuron layer {@code k} and what must stand before it.
     *
     * @return names of the weight and the bias tensor
     */
    Operands operands(OnnxGraph graph, int k);

    /** Called after layer {@code k} and its activation. */
    default void after(OnnxGraph graph, int k) {}
  }

  /**
   * Names of two float tensors.
   *
   * @param weight weights, dims as {@link #weightDims}
   * @param bias one value per output channel
   */
  record Operands(String weight, String bias) {}

  private final Network network;
  private final InputNodes input;
  private final OnnxGraph graph = new OnnxGraph();
  private boolean flat;

  LayerChain(Network network) {
    this.network = network;
    this.input = new InputNodes(network);
    this.flat = input.isVector();
    for (Layer layer : network.layers()) {
      if (layer.name().equals(OnnxGraph.INPUT)) {
        throw new IllegalArgumentException(
            "layer name \""
                + layer.name()
                + "\" cannot stand in an ONNX file, where the input is "
                + OnnxGraph.INPUT
                + "; rename the layer");
      }
    }
  }

  /** Encodes the whole network. */
  byte[] write(Lowering lowering, Thresholds thresholds) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(OnnxWriter.NAME, network.name());
    input.describe(metadata);
    metadata.put(OnnxWriter.THRESHOLDS, Metadata.text(thresholds.requireFor(network)));
    input.declare(graph);
    lowering.begin(graph, input);
    int k = 0;
    for (Layer layer : network.layers()) {
      if (layer instanceof Flatten) {
        flatten(layer.name(), layer.name() + ".out");
      } else {
        k++;
        if (layer instanceof Dense && !flat) {
          // It may follow an n x 1 x 1 image directly, but Gemm wants a matrix.
          flatten(OnnxGraph.HELPER, layer.name() + ".flat");
        }
        weighted(network.weighted().get(k - 1), lowering.operands(graph, k));
        lowering.after(graph, k);
      }
    }
    graph.endChain(outputDims());
    return graph.toByteArray(network.name(), metadata);
  }

  private int[] outputDims() {
    Shape out = network.shape(network.depth());
    return flat
        ? new int[] {1, out.size()}
        : new int[] {1, out.channels(), out.height(), out.width()};
  }

  private void weighted(PlacedLayer layer, Operands operands) {
    String name = layer.name();
    if (layer.layer() instanceof Conv2d conv) {
      graph.chain("Conv", name, name + ".out", conv(conv), operands.weight, operands.bias);
    } else {
      Attributes transposed = Attributes.none().integer("transB", 1);
      graph.chain("Gemm", name, name + ".out", transposed, operands.weight, operands.bias);
    }
    ActivationNodes.append(graph, name, layer.layer().activation());
  }

  private static Attributes conv(Conv2d conv) {
    Window kernel = conv.kernel();
    Window.Padding pad = kernel.padding();
    Attributes attributes =
        Attributes.none()
            .integers("kernel_shape", kernel.kernelHeight(), kernel.kernelWidth())
            .integers("strides", kernel.strideY(), kernel.strideX())
            .integers("pads", pad.top(), pad.left(), pad.bottom(), pad.right());
    if (!kernel.dilation().equals(Window.Dilation.NONE)) {
      attributes.integers("dilations", kernel.dilation().y(), kernel.dilation().x());
    }
    return conv.groups() == 1 ? attributes : attributes.integer("group", conv.groups());
  }

  private void flatten(String node, String output) {
    graph.chain("Flatten", node, output, Attributes.none().integer("axis", 1));
    flat = true;
  }

  /**
   * Dims of a weight tensor: [out, in] of a dense layer, [out, in per group, rows, columns] of a
   * Conv.
   */
  static int[] weightDims(PlacedLayer layer) {
    int rows = layer.output().channels();
    if (layer.layer() instanceof Dense) {
      return new int[] {rows, layer.input().size()};
    }
    Window kernel = layer.window();
    return new int[] {rows, layer.channelsPerGroup(), kernel.kernelHeight(), kernel.kernelWidth()};
  }
}
