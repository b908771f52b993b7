package saccade.onnx;

/**
 * The bytes are no ONNX model that means anything: truncated, contradictory, or with numbers that
 * are none. The message is one sentence with the place and the remedy.
 */
public final class OnnxFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  OnnxFormatException(String message) {
    super(message);
  }
}
