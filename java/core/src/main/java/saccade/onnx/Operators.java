package saccade.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import saccade.model.Activation;

/**
 * The operators that are read, by name: what they do to a tensor of the chain and what they do to
 * constants. A new operator is one line here and one method.
 */
final class Operators {
  /** Gives a value for each output. */
  interface Operator extends Function<Node, List<Value>> {}

  private static final Map<String, Operator> ON_CHAIN = new HashMap<>();
  private static final Map<String, Operator> ON_CONSTANTS = new HashMap<>();

  /** What may follow a Softmax or ArgMax: it is outside the network. */
  private static final Set<String> IN_TAIL =
      Set.of(
          "Softmax",
          "LogSoftmax",
          "ArgMax",
          "Identity",
          "Cast",
          "Flatten",
          "Reshape",
          "Squeeze",
          "Unsqueeze");

  static {
    weighted();
    elementwise();
    moving();
    folded();
  }

  private Operators() {}

  private static void weighted() {
    chain("Conv", WeightedOps::conv);
    chain("Gemm", WeightedOps::gemm);
    chain("MatMul", WeightedOps::matMul);
  }

  private static void elementwise() {
    chain("BatchNormalization", ElementwiseOps::batchNormalization);
    chain("Add", ElementwiseOps::add);
    chain("Sub", ElementwiseOps::subtract);
    chain("Mul", ElementwiseOps::multiply);
    chain("Div", ElementwiseOps::divide);
    chain("Neg", ElementwiseOps::negate);
    chain("Clip", ElementwiseOps::clip);
    chain("Max", ElementwiseOps::atLeast);
    chain("Min", ElementwiseOps::atMost);
    chain("Relu", ElementwiseOps::relu);
    chain("LeakyRelu", ElementwiseOps::leakyRelu);
    chain("Elu", ElementwiseOps::elu);
    chain("Tanh", node -> node.chain(0).activate(Activation.TANH));
    chain("Sigmoid", node -> node.chain(0).activate(Activation.SIGMOID));
  }

  /** What moves nothing, and what is left out. */
  private static void moving() {
    chain("Identity", ShapeOps::identity);
    chain("Cast", ShapeOps::cast);
    chain("Flatten", ShapeOps::flatten);
    chain("Reshape", ShapeOps::reshape);
    chain("Squeeze", ShapeOps::squeeze);
    chain("Unsqueeze", ShapeOps::unsqueeze);
    chain("Transpose", ShapeOps::transpose);
    chain("Slice", ShapeOps::slice);
    chain("Shape", ConstantOps::shape);
    ON_CHAIN.put("Split", ShapeOps::split);
    ON_CHAIN.put("Dropout", ShapeOps::dropout);
    for (String tail : List.of("Softmax", "LogSoftmax", "ArgMax")) {
      chain(tail, Operators::tail);
    }
  }

  private static void folded() {
    constants("Constant", ConstantOps::constant);
    constants("Shape", ConstantOps::shape);
    constants("Cast", ConstantOps::cast);
    constants("Identity", ConstantOps::identity);
    constants("Reshape", ConstantOps::reshape);
    constants("Flatten", ConstantOps::flatten);
    constants("Squeeze", ConstantOps::squeeze);
    constants("Unsqueeze", ConstantOps::unsqueeze);
    constants("Transpose", ConstantOps::transpose);
    constants("Add", ConstantOps::add);
    constants("Sub", ConstantOps::subtract);
    constants("Mul", ConstantOps::multiply);
    constants("Div", ConstantOps::divide);
    constants("Neg", ConstantOps::negate);
    constants("Sqrt", ConstantOps::squareRoot);
    constants("Reciprocal", ConstantOps::reciprocal);
    constants("Concat", ConstantOps::concat);
    constants("Gather", ConstantOps::gather);
  }

  private static void chain(String op, Function<Node, Value> f) {
    ON_CHAIN.put(op, node -> List.of(f.apply(node)));
  }

  private static void constants(String op, Function<Node, Value> f) {
    ON_CONSTANTS.put(op, node -> List.of(f.apply(node)));
  }

  /** True if the operator is read in any place. */
  static boolean knows(String op) {
    return ON_CHAIN.containsKey(op) || ON_CONSTANTS.containsKey(op);
  }

  /**
   * What a node gives.
   *
   * @throws NodeRefusal if it cannot be read here
   */
  static List<Value> apply(Node node) {
    String op = node.data().op();
    Operator operator = (node.isConstant() ? ON_CONSTANTS : ON_CHAIN).get(op);
    boolean tail = node.inputs().stream().anyMatch(v -> v instanceof Chain c && c.tail());
    if (tail) {
      return List.of(inTail(node, op));
    }
    if (operator == null) {
      throw new NodeRefusal(
          !knows(op)
              ? "this operator is not read; replace it or leave it to the caller"
              : node.isConstant()
                  ? "it has constant inputs only and is not folded; let the exporter fold constants"
                  : "it is read between constants only");
    }
    return operator.apply(node);
  }

  private static Value inTail(Node node, String op) {
    if (!IN_TAIL.contains(op)) {
      throw new NodeRefusal(
          "it reads the result of a Softmax or ArgMax; those may only stand behind the network");
    }
    return node.chain(0);
  }

  private static Value tail(Node node) {
    Chain x = node.chain(0);
    if (x.draft() == null) {
      throw new NodeRefusal("it stands in front of the first weighted layer");
    }
    node.context()
        .notes()
        .add(
            node.data().op()
                + " "
                + node.data().label()
                + " is left out; it runs after y, outside the network");
    return x.tailed();
  }
}
