package saccade.environments.trace;

/**
 * A trace file that cannot be read or written; one sentence names the file, the fault, the remedy.
 */
public final class TraceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its sentence. */
  public TraceException(String message) {
    super(message);
  }

  /** Makes the exception from its sentence and what caused it. */
  public TraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
