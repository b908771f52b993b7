package saccade.onnx;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import saccade.model.Activation;

/** Operators on every element alone: affine steps, clips, activations, batch normalisation. */
final class ElementwiseOps {
  /** A tensor of the chain and the constant that it meets. */
  private record Pair(Chain chain, Constant constant, boolean chainFirst) {}

  private ElementwiseOps() {}

  static Value add(Node node) {
    Pair p = pair(node, "adds");
    return p.chain.then(one(), spread(node, p));
  }

  static Value subtract(Node node) {
    Pair p = pair(node, "subtracts");
    double[] c = spread(node, p);
    return p.chainFirst ? p.chain.then(one(), map(c, v -> -v)) : p.chain.then(new double[] {-1}, c);
  }

  @SuppressWarnings("ReferenceEquality") // the very tensor, not one that happens to be alike
  static Value multiply(Node node) {
    if (node.input(0) instanceof Chain a && node.input(1) instanceof Chain b) {
      if (b.sigmoidOf() == a) {
        return a.silu();
      }
      if (a.sigmoidOf() == b) {
        return b.silu();
      }
    }
    Pair p = pair(node, "multiplies");
    return p.chain.then(spread(node, p), zero());
  }

  static Value divide(Node node) {
    Pair p = pair(node, "divides");
    if (!p.chainFirst) {
      throw new NodeRefusal("it divides by a tensor that depends on the observation");
    }
    return p.chain.then(map(spread(node, p), v -> 1 / v), zero());
  }

  static Value negate(Node node) {
    return node.chain(0).then(new double[] {-1}, zero());
  }

  /** Behind a weighted layer its scale and shift go into the weights. */
  static Value batchNormalization(Node node) {
    Chain x = node.chain(0);
    if (node.integer("training_mode", 0) != 0) {
      throw new NodeRefusal("it is in training mode; export the model for inference");
    }
    double epsilon = node.number("epsilon", 1e-5f);
    double[] variance = node.constant(4).finite();
    double[] scale = node.constant(1).finite();
    double[] mean = node.constant(3).finite();
    double[] shift = node.constant(2).finite();
    int channels = x.dims().rank() < 2 ? 0 : x.dims().at(1);
    for (double[] values : new double[][] {variance, scale, mean, shift}) {
      if (values.length != channels) {
        throw node.broken("has " + values.length + " values for " + channels + " channels");
      }
    }
    Arrays.setAll(scale, c -> scale[c] / Math.sqrt(variance[c] + epsilon));
    Arrays.setAll(shift, c -> shift[c] - mean[c] * scale[c]);
    return x.then(perChannel(node, x, scale), perChannel(node, x, shift));
  }

  private static double[] perChannel(Node node, Chain x, double[] values) {
    int[] dims = new int[x.dims().rank() - 1];
    Arrays.fill(dims, 1);
    dims[0] = values.length;
    Constant constant = Constant.of(node.data().label(), Dims.of(dims), values);
    return spread(node, x, constant);
  }

  static Value relu(Node node) {
    return clip(node.chain(0), 0, Double.POSITIVE_INFINITY);
  }

  static Value clip(Node node) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    if (node.has(1)) {
      low = node.constant(1).scalar();
    } else if (node.hasAttribute("min")) {
      low = node.number("min", 0);
    }
    if (node.has(2)) {
      high = node.constant(2).scalar();
    } else if (node.hasAttribute("max")) {
      high = node.number("max", 0);
    }
    return clip(node.chain(0), low, high);
  }

  private static Chain clip(Chain x, double low, double high) {
    return x.draft() == null ? x.clip(bound(low), bound(high)) : x.limit(low, high);
  }

  private static double[] bound(double value) {
    return new double[] {value};
  }

  /** Max with a constant. */
  static Value atLeast(Node node) {
    return limit(node, bound(Double.POSITIVE_INFINITY), true);
  }

  /** Min with a constant. */
  static Value atMost(Node node) {
    return limit(node, bound(Double.NEGATIVE_INFINITY), false);
  }

  private static Value limit(Node node, double[] other, boolean low) {
    if (node.inputs().size() != 2) {
      throw new NodeRefusal("it compares " + node.inputs().size() + " tensors; two are read");
    }
    Pair p = pair(node, "compares");
    double[] c = spread(node, p);
    if (p.chain.draft() == null) {
      return low ? p.chain.clip(c, other) : p.chain.clip(other, c);
    }
    if (c.length != 1) {
      throw new NodeRefusal("its bounds differ between channels; one bound for all is read");
    }
    return low ? clip(p.chain, c[0], other[0]) : clip(p.chain, other[0], c[0]);
  }

  static Value leakyRelu(Node node) {
    float alpha = node.number("alpha", 0.01f);
    if (alpha == 1) {
      return node.chain(0);
    }
    return alpha == 0 ? relu(node) : node.chain(0).activate(Activation.leakyRelu(alpha));
  }

  static Value elu(Node node) {
    float alpha = node.number("alpha", 1);
    return alpha == 0 ? relu(node) : node.chain(0).activate(Activation.elu(alpha));
  }

  private static Pair pair(Node node, String does) {
    if (node.input(0) instanceof Chain && node.input(1) instanceof Chain) {
      throw new NodeRefusal(
          "it "
              + does
              + " two tensors that depend on the observation; a chain of layers has one, and of"
              + " such products only x * Sigmoid(x)");
    }
    boolean first = node.input(0) instanceof Chain;
    return new Pair(node.chain(first ? 0 : 1), old(node, node.constant(first ? 1 : 0)), first);
  }

  /** Before operator set 7 a constant could say at which axis it starts. */
  private static Constant old(Node node, Constant constant) {
    if (node.context().opset() >= 7 || !node.hasAttribute("axis")) {
      return constant;
    }
    int rank = node.chain(0).dims().rank();
    int axis = node.chain(0).dims().axis(node.integer("axis", 0));
    int[] dims = new int[Math.max(rank - axis, constant.dims().rank())];
    Arrays.fill(dims, 1);
    System.arraycopy(constant.dims().toArray(), 0, dims, 0, constant.dims().rank());
    return constant.reshaped(Dims.of(dims));
  }

  private static double[] spread(Node node, Pair pair) {
    return spread(node, pair.chain, pair.constant);
  }

  /** One value for all, or one per element of a vector or an observation, or one per channel. */
  private static double[] spread(Node node, Chain x, Constant constant) {
    Chain.Form form = x.form();
    if (x.draft() == null || !form.isImage() || constant.size() == 1) {
      return Broadcast.over(constant, form.dims(), node.ledger());
    }
    if (!form.isPlain()) {
      throw new NodeRefusal(
          "its constant has one value per pixel of a convolution; one per channel is read");
    }
    int[] channels = new int[form.dims().rank()];
    Arrays.fill(channels, 1);
    channels[1] = form.dims().at(1);
    return Broadcast.over(constant, Dims.of(channels), node.ledger());
  }

  private static double[] one() {
    return new double[] {1};
  }

  private static double[] zero() {
    return new double[] {0};
  }

  private static double[] map(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }
}
