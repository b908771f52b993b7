package saccade.onnx;

import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.model.WeightedLayer;

/**
 * Writes a network as an ONNX model (IR version 8, opset 17), with the pruned weights as zeros of
 * dense tensors: what any ONNX runtime executes.
 *
 * <p>The input is the tensor "observation", float32: [1, n] for a vector in front of a dense layer,
 * else [1, channels, rows, columns], where channels are the frames of a stack or history times the
 * channels of a frame; images are gray levels 0..255 as numbers, everything else raw units. The
 * output is "y": float32 [1, n], or [1, channels, rows, columns] if the network ends in a
 * convolution. Every layer of the network, Flatten included, is one node of the layer's name; nodes
 * without a name (the normaliser, activations, quantisers, a Flatten that only Gemm asks for)
 * belong to the layer in front of them or behind them. The entries {@link #NAME}, {@link #INPUT},
 * {@link #DEPTH}, {@link #LOW}, {@link #HIGH}, {@link #DEVIATION} and {@link #THRESHOLDS} of
 * metadata_props hold what a graph has no place for. With them {@link #float32} loses nothing:
 * {@link OnnxReader} gives back the same network, to the bit. The one exception are bounds of
 * +-3.4028235e38 and clips without any bound, which exporters write where there is none.
 */
public final class OnnxWriter {
  /** Metadata key: name of the network. */
  public static final String NAME = "saccade.name";

  /** Metadata key: kind of input; "image" is a stack of byte images, "float" a float stack. */
  public static final String INPUT = "saccade.input";

  /**
   * Metadata key: thresholds T, input first, as {@link Thresholds#toString} writes them; a slash
   * stands behind the only element of an input that has a T of its own.
   */
  public static final String THRESHOLDS = "saccade.thresholds";

  /** Metadata key: frames in the history or image stack. */
  public static final String DEPTH = "saccade.depth";

  /** Metadata key: smallest declared value of each element of a frame, separated by slashes. */
  public static final String LOW = "saccade.low";

  /** Metadata key: largest declared value of each element of a frame, separated by slashes. */
  public static final String HIGH = "saccade.high";

  /**
   * Metadata key: what the normaliser divides each element of the observation by, separated by
   * slashes; the division itself is in the first layer's weights.
   */
  public static final String DEVIATION = "saccade.deviation";

  private OnnxWriter() {}

  /**
   * Writes the weights unrounded: nodes Conv, Flatten and Gemm, one or two per activation (SiLU is
   * Sigmoid and Mul), and Sub, Clip, Max and Min for a normaliser, whose scale is in the weights.
   *
   * @param network what to write
   * @param thresholds its thresholds, kept as metadata
   * @return the bytes of an .onnx file
   * @throws IllegalArgumentException if a layer's name cannot stand in the file, the thresholds
   *     belong to another network, or the file would pass 2 GiB
   */
  public static byte[] float32(Network network, Thresholds thresholds) {
    return new LayerChain(network).write(new FloatLowering(network), thresholds);
  }

  /** Weights and normaliser as they are. */
  private record FloatLowering(Network network) implements LayerChain.Lowering {
    @Override
    public void begin(OnnxGraph graph, InputNodes input) {
      input.normalise(graph);
    }

    @Override
    public LayerChain.Operands operands(OnnxGraph graph, int k) {
      return floatOperands(graph, network.weighted().get(k - 1));
    }
  }

  private static LayerChain.Operands floatOperands(OnnxGraph graph, PlacedLayer placed) {
    WeightedLayer layer = placed.layer();
    String name = placed.name();
    float[] bias = layer.bias().toArray();
    return new LayerChain.Operands(
        graph.floats(name + ".weight", layer.weights().toDense(), LayerChain.weightDims(placed)),
        graph.floats(name + ".bias", bias, bias.length));
  }

  /**
   * Writes the integers of EXACT mode as a QDQ model (QuantizeLinear and DequantizeLinear around
   * float operators), in the shape that ONNX Runtime fuses into int8 kernels: weights int8 with a
   * scale per output channel, biases int32 with scale input * weight, activations uint8.
   *
   * <p>A float input is multiplied by its inverse scales and put on a grid of step 1, because its
   * scales are in the weights. What has a stored table in EXACT is computed as the real function,
   * in float between two grids.
   *
   * <p>A signed grid is stored as uint8 with zero point -lo, because ONNX Runtime runs an integer
   * Conv only if its input and output have the same type, and images are uint8; on x86 signed
   * activations made the Table 1 network four times slower. The last layer is not requantised
   * (contract, law 6e): its y is float, a last Dense runs on integers, a last convolution in float.
   * A runtime multiplies by the scales in its own order, so a value may round to a neighbouring
   * grid point of what EXACT computes. On an x86 CPU without VNNI it adds pairs of products in 16
   * bits, which saturate when two weights above 64 meet two large inputs.
   *
   * @param network what to write
   * @param thresholds its thresholds, kept as metadata
   * @return the bytes of an .onnx file
   * @throws IllegalArgumentException as {@link #float32}, and if a grid does not clamp where uint8
   *     does: it must have 255 steps (or 254, such as -127..127, whose upper clamp then lies one
   *     step higher), start at 0 behind a ReLU, and at one point for all elements of the input; a
   *     stored table of the input cannot be written
   */
  public static byte[] int8(QuantizedNetwork network, Thresholds thresholds) {
    return new LayerChain(network.source()).write(new QdqLowering(network), thresholds);
  }
}
