package saccade.onnx;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Operators between constants, folded in double (integers stay integers). Results are never larger
 * than the constants that they come from.
 */
final class ConstantOps {
  private ConstantOps() {}

  /** The value of a Constant node. */
  static Value constant(Node node) {
    String name = node.data().label();
    for (AttributeData attribute : node.data().attributes().values()) {
      TensorData tensor = attribute.tensor();
      switch (attribute.name()) {
        case "value" -> {
          if (tensor != null) {
            return tensor.decode(name);
          }
        }
        case "value_float" -> {
          return Constant.of(name, Dims.of(), new float[] {attribute.number()});
        }
        case "value_int" -> {
          return Constant.of(name, Dims.of(), new long[] {attribute.integer()});
        }
        case "value_floats" -> {
          float[] values = attribute.numbers();
          return Constant.of(name, Dims.of(values.length), values);
        }
        case "value_ints" -> {
          long[] values = attribute.integers();
          return Constant.of(name, Dims.of(values.length), values);
        }
        default -> {}
      }
    }
    throw new NodeRefusal("it holds no tensor of numbers");
  }

  /** The dims of any tensor, with a dynamic batch as 1. */
  static Value shape(Node node) {
    Dims dims = node.input(0) instanceof Chain chain ? chain.dims() : node.constant(0).dims();
    long[] sides = Arrays.stream(dims.toArray()).asLongStream().toArray();
    if (node.hasAttribute("start") || node.hasAttribute("end")) {
      throw new NodeRefusal("it takes a part of the shape; export the model with fixed shapes");
    }
    return Constant.of(node.data().label(), Dims.of(sides.length), sides);
  }

  static Value cast(Node node) {
    Constant x = node.constant(0);
    long to = node.integer("to", 1);
    if (to == 1 || to == 11) {
      return map(node, x, to == 1 ? v -> (float) v : v -> v);
    }
    if (x.isInteger() && (to == 6 || to == 7)) {
      return x;
    }
    throw new NodeRefusal("it casts a constant to element type " + to + "; float32 is read");
  }

  static Value identity(Node node) {
    return node.constant(0);
  }

  static Value reshape(Node node) {
    Constant x = node.constant(0);
    return x.reshaped(ShapeOps.reshaped(node, x.dims()));
  }

  static Value flatten(Node node) {
    Constant x = node.constant(0);
    return x.reshaped(ShapeOps.flattened(node, x.dims()));
  }

  static Value squeeze(Node node) {
    Constant x = node.constant(0);
    return x.reshaped(ShapeOps.squeezed(node, x.dims()));
  }

  static Value unsqueeze(Node node) {
    Constant x = node.constant(0);
    return x.reshaped(ShapeOps.unsqueezed(node, x.dims()));
  }

  /** A matrix with rows and columns exchanged. */
  static Value transpose(Node node) {
    Constant x = node.constant(0);
    int[] perm = ShapeOps.permutation(node, x.dims());
    if (perm.length != 2 || perm[0] == 0) {
      throw new NodeRefusal("it transposes a constant of dims " + x.dims() + "; matrices are read");
    }
    int rows = x.dims().at(0);
    int columns = x.dims().at(1);
    node.ledger().spend(x.size());
    double[] values = new double[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = x.number(i % rows * columns + i / rows);
    }
    return Constant.of(node.data().label(), Dims.of(columns, rows), values);
  }

  static Value add(Node node) {
    return combine(node, Double::sum);
  }

  static Value subtract(Node node) {
    return combine(node, (a, b) -> a - b);
  }

  static Value multiply(Node node) {
    return combine(node, (a, b) -> a * b);
  }

  /** Integers are cut off, as ONNX divides them. */
  static Value divide(Node node) {
    boolean integers = node.constant(0).isInteger() && node.constant(1).isInteger();
    return combine(node, integers ? ConstantOps::quotient : (a, b) -> a / b);
  }

  private static double quotient(double a, double b) {
    if (b == 0) {
      throw new NodeRefusal("it divides an integer by 0");
    }
    double q = a / b;
    return q < 0 ? Math.ceil(q) : Math.floor(q);
  }

  static Value negate(Node node) {
    return map(node, node.constant(0), v -> -v);
  }

  static Value squareRoot(Node node) {
    return map(node, node.constant(0), Math::sqrt);
  }

  static Value reciprocal(Node node) {
    return map(node, node.constant(0), v -> 1 / v);
  }

  private static Value map(Node node, Constant x, DoubleUnaryOperator f) {
    node.ledger().spend(x.size());
    double[] values = new double[x.size()];
    Arrays.setAll(values, i -> f.applyAsDouble(x.number(i)));
    return Constant.of(node.data().label(), x.dims(), values);
  }

  private static Value combine(Node node, DoubleBinaryOperator f) {
    Constant a = node.constant(0);
    Constant b = node.constant(1);
    Dims dims =
        b.size() > a.size() || (b.size() == a.size() && b.dims().rank() > a.dims().rank())
            ? b.dims()
            : a.dims();
    double[] left = Broadcast.over(a, dims, node.ledger());
    double[] right = Broadcast.over(b, dims, node.ledger());
    node.ledger().spend(dims.size());
    double[] values = new double[dims.size()];
    Arrays.setAll(values, i -> f.applyAsDouble(Affine.at(left, i), Affine.at(right, i)));
    String name = node.data().label();
    if (a.isInteger() && b.isInteger()) {
      return Constant.of(name, dims, Arrays.stream(values).mapToLong(v -> (long) v).toArray());
    }
    return Constant.of(name, dims, values);
  }

  /** Lists of sizes, one behind the other. */
  static Value concat(Node node) {
    long[] joined = {};
    for (int i = 0; i < node.inputs().size(); i++) {
      Constant part = node.constant(i);
      if (part.dims().rank() != 1 || !part.isInteger()) {
        throw new NodeRefusal("it joins constants that are no lists of sizes");
      }
      long[] values = part.integers();
      node.ledger().spend(joined.length + values.length);
      joined = Arrays.copyOf(joined, joined.length + values.length);
      System.arraycopy(values, 0, joined, joined.length - values.length, values.length);
    }
    return Constant.of(node.data().label(), Dims.of(joined.length), joined);
  }

  /** Some of a list of sizes. */
  static Value gather(Node node) {
    Constant from = node.constant(0);
    Constant index = node.constant(1);
    if (from.dims().rank() != 1 || !from.isInteger()) {
      throw new NodeRefusal("it takes elements of a constant that is no list of sizes");
    }
    long[] all = from.integers();
    long[] at = index.integers();
    node.ledger().spend(at.length);
    for (int i = 0; i < at.length; i++) {
      at[i] = all[axis(from, at[i])];
    }
    return Constant.of(node.data().label(), index.dims(), at);
  }

  private static int axis(Constant list, long at) {
    if (at < -list.size() || at >= list.size()) {
      throw new OnnxFormatException(
          "index " + at + " is outside the " + list.size() + " values of " + list.name());
    }
    return (int) (at < 0 ? at + list.size() : at);
  }
}
