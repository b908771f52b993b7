package saccade.engine;

/** A session was used after close. */
public final class SessionClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  SessionClosedException() {
    super("the session is closed; open a new one from its plan");
  }
}
