package saccade.onnx;

/** A node cannot be read; the message is the reason. Caught where the node is known. */
final class NodeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  NodeRefusal(String reason) {
    super(reason, null, false, false); // expected, so no stack trace is paid for
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
