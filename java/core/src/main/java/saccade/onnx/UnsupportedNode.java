package saccade.onnx;

/**
 * A node of a graph that cannot be read.
 *
 * @param node name of the node; the tensor that it writes if it has none
 * @param op operator, with its domain if that is not ONNX's own
 * @param reason why, and what to do about it
 */
public record UnsupportedNode(String node, String op, String reason) {
  @Override
  public String toString() {
    return node + " (" + op + "): " + reason;
  }
}
