package saccade.training.learner;

import java.io.Serial;

/** No library that learns can be used here; the message says why and what to do. */
public final class LearnerMissingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** With the reason, in one sentence. */
  public LearnerMissingException(String message) {
    super(message);
  }
}
