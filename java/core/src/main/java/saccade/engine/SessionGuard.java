package saccade.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time into a session: an atomic flag, no lock, close included (contract, law
 * 11). For backends.
 */
public final class SessionGuard {
  private static final int FREE = 0;
  private static final int BUSY = 1;
  private static final int CLOSED = 2;

  private final AtomicInteger state = new AtomicInteger(FREE);

  /**
   * Takes the session for this call; {@link #leave} gives it back.
   *
   * @throws SessionBusyException if another call is running
   * @throws SessionClosedException after close
   */
  public void enter() {
    int was = state.compareAndExchange(FREE, BUSY);
    if (was == BUSY) {
      throw new SessionBusyException();
    }
    if (was == CLOSED) {
      throw new SessionClosedException();
    }
  }

  /** Ends a call that {@link #enter} let in. */
  public void leave() {
    state.set(FREE);
  }

  /**
   * Closes for good.
   *
   * @return false if it was closed already
   * @throws SessionBusyException if a call is running
   */
  public boolean close() {
    int was = state.compareAndExchange(FREE, CLOSED);
    if (was == BUSY) {
      throw new SessionBusyException();
    }
    return was == FREE;
  }
}
