package saccade.engine;

/** A session was called by a second thread while a call was running; its state is untouched. */
public final class SessionBusyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  SessionBusyException() {
    super(
        "the session is in use by another thread; a session belongs to one thread at a time,"
            + " so open one per thread");
  }
}
