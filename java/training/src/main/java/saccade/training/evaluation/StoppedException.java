package saccade.training.evaluation;

import java.io.Serial;

/** Judging was asked to stop before its end. */
public final class StoppedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Without a message: nobody is to read it. */
  StoppedException() {
    super("judging was stopped; go on with --resume");
  }
}
