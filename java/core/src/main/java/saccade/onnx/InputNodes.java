package saccade.onnx;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import saccade.model.Dense;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.Shape;
import saccade.onnx.OnnxGraph.Attributes;

/** The observation of a written model: its tensor, its normaliser's nodes, and its metadata. */
final class InputNodes {
  private final Network network;

  InputNodes(Network network) {
    this.network = network;
  }

  /** True if the tensor is [1, n], as Gemm wants it, and not [1, channels, rows, columns]. */
  boolean isVector() {
    Shape shape = network.input().shape();
    return network.input() instanceof FloatStack
        && shape.height() == 1
        && shape.width() == 1
        && network.weighted().get(0).layer() instanceof Dense;
  }

  int[] dims() {
    Shape shape = network.input().shape();
    return isVector()
        ? new int[] {1, shape.size()}
        : new int[] {1, shape.channels(), shape.height(), shape.width()};
  }

  /** Declares the tensor. */
  void declare(OnnxGraph graph) {
    String doc =
        network.input() instanceof ImageStack
            ? "gray levels 0..255 as numbers"
            : "values as observed, before any normalisation";
    graph.input(OnnxGraph.INPUT, OnnxGraph.Element.FLOAT, doc, dims());
  }

  /** Puts the normaliser behind the tensor: Sub, and Clip or Max and Min. */
  void normalise(OnnxGraph graph) {
    Normaliser normaliser = network.normaliser();
    if (normaliser == null) {
      return;
    }
    float[] mean = new float[normaliser.size()];
    boolean shifted = false;
    for (int i = 0; i < mean.length; i++) {
      mean[i] = normaliser.mean(i);
      shifted |= mean[i] != 0;
    }
    if (shifted) {
      String constant = graph.floats(OnnxGraph.INPUT + ".mean", mean, dims());
      helper(graph, "Sub", ".centred", constant);
    }
    if (normaliser.clamps()) {
      clip(graph, normaliser);
    }
  }

  private void clip(OnnxGraph graph, Normaliser normaliser) {
    int n = normaliser.size();
    float[] low = new float[n];
    float[] high = new float[n];
    boolean alike = true;
    for (int i = 0; i < n; i++) {
      low[i] = normaliser.low(i);
      high[i] = normaliser.high(i);
      alike &= low[i] == low[0] && high[i] == high[0];
    }
    String lowest = OnnxGraph.INPUT + ".low";
    String highest = OnnxGraph.INPUT + ".high";
    if (alike) {
      graph.floats(lowest, new float[] {low[0]});
      graph.floats(highest, new float[] {high[0]});
      helper(graph, "Clip", ".clipped", lowest, highest);
    } else {
      // Clip has one bound for all elements.
      helper(graph, "Max", ".atleast", graph.floats(lowest, low, dims()));
      helper(graph, "Min", ".atmost", graph.floats(highest, high, dims()));
    }
  }

  private static void helper(OnnxGraph graph, String op, String output, String... more) {
    graph.chain(op, OnnxGraph.HELPER, OnnxGraph.INPUT + output, Attributes.none(), more);
  }

  /** What the graph has no place for. */
  void describe(Map<String, String> metadata) {
    boolean image = network.input() instanceof ImageStack;
    metadata.put(OnnxWriter.INPUT, image ? Metadata.IMAGE : Metadata.FLOAT);
    metadata.put(OnnxWriter.DEPTH, Integer.toString(network.input().planes()));
    if (network.input() instanceof FloatStack stack) {
      describe(stack.ranges(), metadata);
    }
    Normaliser normaliser = network.normaliser();
    if (normaliser != null) {
      String deviation = Metadata.text(normaliser.size(), normaliser::deviation);
      metadata.put(OnnxWriter.DEVIATION, deviation);
    }
  }

  private static void describe(@Nullable ElementRanges ranges, Map<String, String> metadata) {
    if (ranges != null) {
      metadata.put(OnnxWriter.LOW, Metadata.text(ranges.size(), ranges::low));
      metadata.put(OnnxWriter.HIGH, Metadata.text(ranges.size(), ranges::high));
    }
  }
}
