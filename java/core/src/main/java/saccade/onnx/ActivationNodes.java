package saccade.onnx;

import saccade.model.Activation;
import saccade.onnx.OnnxGraph.Attributes;

/** The activation of a layer as nodes without a name. */
final class ActivationNodes {
  private ActivationNodes() {}

  /**
   * Appends f to the chain.
   *
   * @param layer name of the layer, in front of the tensors' names
   */
  static void append(OnnxGraph graph, String layer, Activation f) {
    String out = layer + ".activation";
    Attributes none = Attributes.none();
    switch (f.kind()) {
      case NONE -> {}
      case RELU -> graph.chain("Relu", OnnxGraph.HELPER, out, none);
      case TANH -> graph.chain("Tanh", OnnxGraph.HELPER, out, none);
      case SIGMOID -> graph.chain("Sigmoid", OnnxGraph.HELPER, out, none);
      case LEAKY_RELU ->
          graph.chain("LeakyRelu", OnnxGraph.HELPER, out, none.number("alpha", f.a()));
      case ELU -> graph.chain("Elu", OnnxGraph.HELPER, out, none.number("alpha", f.a()));
      case SILU -> {
        String sigmoid = graph.side("Sigmoid", layer + ".sigmoid", none, graph.tip());
        graph.chain("Mul", OnnxGraph.HELPER, out, Attributes.none(), sigmoid);
      }
      case CLIP -> {
        String low = graph.floats(layer + ".low", new float[] {f.a()});
        String high = graph.floats(layer + ".high", new float[] {f.b()});
        graph.chain("Clip", OnnxGraph.HELPER, out, none, low, high);
      }
    }
  }
}
