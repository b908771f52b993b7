package saccade.app.subject;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.onnx.UnsupportedNode;

/** A model file that cannot be used; one sentence names the file, the fault and the remedy. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<UnsupportedNode> unsupported;

  ModelException(String message, List<UnsupportedNode> unsupported, @Nullable Throwable cause) {
    super(message, cause);
    this.unsupported = List.copyOf(unsupported);
  }

  /** Every node that is not supported; empty if the file is missing or damaged. */
  public List<UnsupportedNode> unsupported() {
    return unsupported;
  }
}
