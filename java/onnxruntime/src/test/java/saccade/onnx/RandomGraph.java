package saccade.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import saccade.onnx.OnnxGraph.Attributes;
import saccade.onnx.OnnxGraph.Element;

/**
 * A random graph as exporters write them, of every operator that is read, in many orders and in the
 * words of several operator sets. In this package for the sake of {@link OnnxGraph}.
 */
public final class RandomGraph {
  private final Random random;
  private final int opset;
  private final OnnxGraph graph;
  private String tip = "x";
  private int[] dims;
  private int count;

  private RandomGraph(long seed) {
    random = new Random(seed);
    opset = new int[] {11, 13, 17}[random.nextInt(3)];
    graph = new OnnxGraph(opset);
    int side = 5 + random.nextInt(4);
    dims =
        switch (random.nextInt(3)) {
          case 0 -> new int[] {1, 3 + random.nextInt(8)};
          case 1 -> new int[] {1, 1 + random.nextInt(4), side};
          default -> new int[] {1, 1 + random.nextInt(4), side, 5 + random.nextInt(4)};
        };
    graph.input("x", Element.FLOAT, "", dims);
  }

  /** The bytes of a model with the input x and one output. */
  public static byte[] bytes(long seed) {
    RandomGraph g = new RandomGraph(seed);
    boolean shifted = g.normalise();
    for (int i = g.random.nextInt(3); i > 0 && g.dims.length > 2; i--) {
      g.conv(shifted);
      shifted = g.behindLayer();
    }
    g.flatten();
    for (int i = 1 + g.random.nextInt(3); i > 0; i--) {
      g.dense();
      if (i == 1) {
        g.part();
        g.activation();
      } else {
        g.behindLayer();
      }
    }
    g.graph.output(g.tip, g.dims);
    return g.graph.toByteArray("random" + seed, Map.of());
  }

  private boolean coin() {
    return random.nextBoolean();
  }

  private String name(String what) {
    return what + count++;
  }

  private void step(String op, Attributes attributes, String... more) {
    List<String> inputs = new ArrayList<>(List.of(tip));
    inputs.addAll(List.of(more));
    String out = name("t");
    graph.node(op, coin() ? name(op) : "", attributes, inputs, out);
    tip = out;
  }

  /** A step whose constant may stand on either side. */
  private void either(String op, String constant) {
    String out = name("t");
    List<String> inputs = coin() ? List.of(tip, constant) : List.of(constant, tip);
    graph.node(op, "", Attributes.none(), inputs, out);
    tip = out;
  }

  private String constant(double low, double high, int... shape) {
    int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return graph.floats(name("c"), values, shape);
  }

  private String scalar(float value) {
    return coin()
        ? graph.floats(name("c"), new float[] {value})
        : graph.floats(name("c"), new float[] {value}, 1);
  }

  /** Dims of a constant: one for all, one per channel, or one per element of a vector. */
  private int[] few() {
    if (random.nextInt(3) == 0) {
      return coin() ? new int[0] : new int[] {1};
    }
    int[] shape = new int[coin() ? dims.length : dims.length - 1];
    Arrays.fill(shape, 1);
    shape[shape.length == dims.length ? 1 : 0] = dims[1];
    return shape;
  }

  /** True if something is left that padding cannot take. */
  private boolean normalise() {
    boolean each = coin();
    if (coin()) {
      either("Sub", constant(-1, 1, each ? dims : few()));
    }
    if (coin()) {
      either("Mul", constant(0.5, 2, few()));
    } else if (coin()) {
      step("Div", Attributes.none(), constant(-2, -0.5, few()));
    }
    if (coin()) {
      either("Add", constant(-1, 1, each && coin() ? dims : few()));
    }
    if (random.nextInt(3) > 0) {
      return false;
    }
    step("Clip", Attributes.none(), graph.floats(name("c"), new float[] {-1.5f}), one());
    if (coin()) {
      either("Add", constant(0.1, 0.5, few()));
      return true;
    }
    return false;
  }

  private String one() {
    return graph.floats(name("c"), new float[] {1});
  }

  private void conv(boolean unpadded) {
    int channels = dims[1];
    int groups = channels % 2 == 0 && coin() ? 2 : 1;
    int filters = groups * (1 + random.nextInt(3));
    int axes = dims.length - 2;
    int[] shape = new int[axes + 2];
    long[] stride = new long[axes];
    long[] dilation = new long[axes];
    long[] pads = new long[2 * axes];
    Arrays.fill(shape, 1 + random.nextInt(2));
    shape[0] = filters;
    shape[1] = channels / groups;
    for (int i = 0; i < axes; i++) {
      stride[i] = 1 + random.nextInt(2);
      dilation[i] = 1 + random.nextInt(2);
      pads[i] = unpadded ? 0 : random.nextInt(3);
      pads[axes + i] = unpadded ? 0 : random.nextInt(3);
    }
    Attributes a = Attributes.none().integers("strides", stride).integer("group", groups);
    boolean same = !unpadded && random.nextInt(3) == 0;
    for (int i = 0; i < axes; i++) {
      int span = (int) ((shape[2 + i] - 1) * dilation[i] + 1);
      int padded = (int) (dims[2 + i] + pads[i] + pads[axes + i]);
      dims[2 + i] =
          same
              ? (int) ((dims[2 + i] + stride[i] - 1) / stride[i])
              : (int) ((padded - span) / stride[i] + 1);
    }
    if (same) {
      a.text("auto_pad", coin() ? "SAME_UPPER" : "SAME_LOWER");
    } else {
      a.integers("pads", pads).integers("dilations", dilation);
    }
    if (same) {
      a.integers("dilations", ones(axes));
      // SAME keeps the size whatever the dilation; 1 avoids an old bug of runtimes.
    }
    String weights = constant(-1, 1, shape);
    if (coin()) {
      step("Conv", a, weights, constant(-1, 1, filters));
    } else {
      step("Conv", a, weights);
    }
    dims[1] = filters;
    if (coin()) {
      batchNormalization();
    }
  }

  private static long[] ones(int n) {
    long[] ones = new long[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void batchNormalization() {
    int c = dims[1];
    step(
        "BatchNormalization",
        Attributes.none().number("epsilon", 0.01f),
        constant(-1, 1, c),
        constant(-1, 1, c),
        constant(-1, 1, c),
        constant(0.1, 2, c));
  }

  /** Scales, activation, noise; true if a shift stands behind the activation. */
  private boolean behindLayer() {
    if (coin()) {
      either(coin() ? "Add" : "Mul", constant(0.5, 2, few()));
    }
    activation();
    noise();
    if (random.nextInt(3) > 0) {
      return false;
    }
    either("Mul", constant(-2, 2, few()));
    if (coin()) {
      either(coin() ? "Add" : "Sub", constant(0.1, 1, few()));
      return true;
    }
    return false;
  }

  private void activation() {
    switch (random.nextInt(8)) {
      case 0 -> step("Relu", Attributes.none());
      case 1 -> step("LeakyRelu", Attributes.none().number("alpha", 0.3f));
      case 2 -> step("Elu", Attributes.none());
      case 3 -> step("Tanh", Attributes.none());
      case 4 -> step("Sigmoid", Attributes.none());
      case 5 -> {
        String sigmoid = graph.side("Sigmoid", name("s"), Attributes.none(), tip);
        either("Mul", sigmoid);
      }
      case 6 -> step("Clip", Attributes.none(), graph.floats(name("c"), new float[] {-1}), one());
      default -> {}
    }
  }

  private void noise() {
    switch (random.nextInt(4)) {
      case 0 -> step("Identity", Attributes.none());
      case 1 -> step("Cast", Attributes.none().integer("to", 1));
      case 2 -> step("Dropout", Attributes.none());
      default -> {}
    }
  }

  private void flatten() {
    int n = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    if (dims.length > 2 || coin()) {
      if (coin()) {
        step("Flatten", Attributes.none());
      } else {
        step("Reshape", Attributes.none(), graph.longs(name("c"), coin() ? 1 : -1, n));
      }
    }
    dims = new int[] {1, n};
    if (random.nextInt(4) == 0) {
      unsqueeze();
    }
  }

  /** There and back through a third axis. */
  private void unsqueeze() {
    for (String op : List.of("Unsqueeze", "Squeeze")) {
      if (opset < 13) {
        step(op, Attributes.none().integers("axes", 1));
      } else {
        step(op, Attributes.none(), graph.longs(name("c"), 1));
      }
    }
  }

  private void dense() {
    int in = dims[1];
    int out = 2 + random.nextInt(6);
    double size = 2 / Math.sqrt(in);
    switch (random.nextInt(3)) {
      case 0 -> {
        step("MatMul", Attributes.none(), constant(-size, size, in, out));
        either("Add", constant(-1, 1, coin() ? new int[] {out} : new int[] {1, out}));
      }
      case 1 ->
          step(
              "Gemm",
              Attributes.none().integer("transB", 1).number("alpha", 0.5f),
              constant(-size, size, out, in),
              constant(-1, 1, out));
      default ->
          step(
              "Gemm",
              Attributes.none().number("beta", 2),
              constant(-size, size, in, out),
              scalar(0.3f));
    }
    dims[1] = out;
  }

  /** Half of the channels, or a slice of them. */
  private void part() {
    int n = dims[1];
    int kept = 1 + random.nextInt(n - 1);
    if (random.nextInt(3) == 0) {
      String from = graph.longs(name("c"), n - kept);
      step("Slice", Attributes.none(), from, graph.longs(name("c"), n), graph.longs(name("c"), 1));
      dims[1] = kept;
    } else if (coin()) {
      Attributes a = Attributes.none().integer("axis", coin() ? 1 : -1);
      List<String> inputs = new ArrayList<>(List.of(tip));
      if (opset < 13) {
        a.integers("split", kept, n - kept);
      } else {
        inputs.add(graph.longs(name("c"), kept, n - kept));
      }
      String out = name("t");
      graph.node("Split", "", a, inputs, out, name("unread"));
      tip = out;
      dims[1] = kept;
    }
  }
}
