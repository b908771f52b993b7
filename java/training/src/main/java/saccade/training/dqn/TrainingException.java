package saccade.training.dqn;

import java.io.Serial;

/** Training cannot go on; the message says why, what is left on disk and what to do. */
public final class TrainingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** With the reason, in one sentence. */
  public TrainingException(String message) {
    super(message);
  }
}
