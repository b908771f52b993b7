package saccade.training.storage;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A checkpoint cannot be written or read; the message says why and what to do. */
public final class CheckpointException extends StorageException {
  @Serial private static final long serialVersionUID = 1;

  /** With the reason, in one sentence. */
  public CheckpointException(String message) {
    super(message);
  }

  /** With the reason, in one sentence, and what led to it. */
  public CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
