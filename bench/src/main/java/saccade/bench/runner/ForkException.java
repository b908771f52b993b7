package saccade.bench.runner;

/** A process that measured has failed; the message is the sentence that it left. */
public final class ForkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  ForkException(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** How the process ended. */
  public int exitCode() {
    return exitCode;
  }
}
