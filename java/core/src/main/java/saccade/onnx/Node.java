package saccade.onnx;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A node whose inputs are known: what an operator looks at.
 *
 * @param data the node
 * @param inputs what its inputs are; null for one that is left out
 * @param context what all nodes of the model share
 */
record Node(NodeData data, List<@Nullable Value> inputs, Context context) {
  /**
   * What all nodes of a model share.
   *
   * @param opset version of the operator set
   * @param ledger what may still be computed
   * @param notes what the caller is told
   */
  record Context(long opset, Ledger ledger, List<String> notes) {}

  Ledger ledger() {
    return context.ledger;
  }

  /** True if nothing that it reads depends on the observation. */
  boolean isConstant() {
    return inputs.stream().allMatch(input -> input == null || input instanceof Constant);
  }

  /** Input {@code i}, which must depend on the observation. */
  Chain chain(int i) {
    Value value = input(i);
    if (value instanceof Chain chain) {
      return chain;
    }
    throw new NodeRefusal("its input " + i + " is a constant; the observation must come there");
  }

  /** Input {@code i}, which must be a constant. */
  Constant constant(int i) {
    if (input(i) instanceof Constant constant) {
      return constant;
    }
    throw new NodeRefusal(
        "its input " + i + " depends on the observation; only constants may stand there");
  }

  /** The same, but null if it is left out. */
  @Nullable Constant optional(int i) {
    return has(i) ? constant(i) : null;
  }

  boolean has(int i) {
    return i < inputs.size() && inputs.get(i) != null;
  }

  Value input(int i) {
    Value value = i < inputs.size() ? inputs.get(i) : null;
    if (value == null) {
      throw broken("has no input " + i);
    }
    return value;
  }

  boolean hasAttribute(String name) {
    return data.attributes().containsKey(name);
  }

  @Nullable AttributeData attribute(String name) {
    return data.attributes().get(name);
  }

  float number(String name, float otherwise) {
    AttributeData attribute = attribute(name);
    return attribute == null ? otherwise : attribute.number();
  }

  long integer(String name, long otherwise) {
    AttributeData attribute = attribute(name);
    return attribute == null ? otherwise : attribute.integer();
  }

  String text(String name, String otherwise) {
    AttributeData attribute = attribute(name);
    return attribute == null ? otherwise : attribute.text().toUpperCase(Locale.ROOT);
  }

  long[] integers(String name, long... otherwise) {
    AttributeData attribute = attribute(name);
    return attribute == null ? otherwise : attribute.integers();
  }

  /** A list that was an attribute once and is input {@code i} since; null if it is left out. */
  long @Nullable [] list(String name, int i) {
    AttributeData attribute = attribute(name);
    if (attribute != null) {
      return attribute.integers();
    }
    Constant constant = optional(i);
    return constant == null ? null : constant.integers();
  }

  /** For what this node says against itself: {@code what} follows its name. */
  OnnxFormatException broken(String what) {
    return new OnnxFormatException(
        "node " + data.label() + " (" + data.op() + ") " + what + "; write the model again");
  }
}
