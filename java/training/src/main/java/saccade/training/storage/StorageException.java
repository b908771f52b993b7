package saccade.training.storage;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A file or folder of a run cannot be used; the message says why and what to do. */
public class StorageException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  /** With the reason, in one sentence. */
  public StorageException(String message) {
    super(message);
  }

  /** With the reason, in one sentence, and what led to it. */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What went wrong below, in a few words. */
  static String reason(Exception e) {
    String message = e.getMessage();
    return e instanceof java.nio.file.FileSystemException f
        ? f.getReason() == null ? e.getClass().getSimpleName() : f.getReason()
        : message == null ? e.getClass().getSimpleName() : message;
  }
}
