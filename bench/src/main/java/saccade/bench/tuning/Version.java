package saccade.bench.tuning;

/** Which Saccade this is. */
public final class Version {
  /** As the build names it. */
  public static final String TEXT = "0.1.0-SNAPSHOT";

  private Version() {}
}
