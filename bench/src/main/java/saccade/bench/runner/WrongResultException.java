package saccade.bench.runner;

/** A contestant computed something else than it owes, so nothing is measured; says who and what. */
public final class WrongResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongResultException(String message) {
    super(message);
  }
}
