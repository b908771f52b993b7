package saccade.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A valid ONNX model with nodes that are no chain of Saccade's layers. The message names every such
 * node with its operator and the reason.
 */
public final class UnsupportedModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<UnsupportedNode> nodes;

  UnsupportedModelException(List<UnsupportedNode> nodes) {
    super(
        (nodes.size() == 1 ? "1 node is" : nodes.size() + " nodes are")
            + " not supported: "
            + nodes.stream().map(UnsupportedNode::toString).collect(Collectors.joining("; ")));
    this.nodes = List.copyOf(nodes);
  }

  /** Every unsupported node, in the order of the file. Not serialised. */
  public List<UnsupportedNode> nodes() {
    return nodes;
  }
}
