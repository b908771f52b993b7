package saccade.engine;

import java.util.Arrays;
import saccade.model.Thresholds;

/**
 * A copy of a session's state that any backend can restore (contract, law 15). Immutable; {@link
 * #toBytes} is the one canonical form.
 */
public final class Snapshot {
  private final Mode mode;
  private final byte[] digest;
  private final int[] crossovers;
  private final Thresholds thresholds;
  private final SessionImage image;

  Snapshot(Mode mode, byte[] digest, int[] crossovers, Thresholds thresholds, SessionImage image) {
    this.mode = mode;
    this.digest = digest;
    this.crossovers = crossovers;
    this.thresholds = thresholds;
    this.image = image;
  }

  /**
   * Reads the canonical form.
   *
   * @throws IllegalArgumentException if it is no snapshot, of another version, cut short or damaged
   */
  public static Snapshot of(byte[] bytes) {
    return SnapshotLayout.read(bytes);
  }

  /** The canonical form: little-endian, with a checksum at its end. */
  public byte[] toBytes() {
    return SnapshotLayout.write(this);
  }

  /** The arithmetic of the session. */
  public Mode mode() {
    return mode;
  }

  /** SHA-256 of the network; a copy. */
  public byte[] digest() {
    return digest.clone();
  }

  /** Crossovers of the session's plan, first layer first; a copy, empty for none. */
  public int[] crossovers() {
    return crossovers.clone();
  }

  /** Thresholds in force when it was taken. */
  public Thresholds thresholds() {
    return thresholds;
  }

  /** The state itself. For backends. */
  public SessionImage image() {
    return image;
  }

  /**
   * Refuses a snapshot that does not belong to a plan.
   *
   * @throws IllegalArgumentException naming what differs
   */
  void requireFor(PlanInfo plan) {
    if (mode != plan.mode()) {
      throw new IllegalArgumentException(
          "the snapshot is of mode "
              + mode
              + ", the plan of "
              + plan.mode()
              + "; restore it there");
    }
    if (!Arrays.equals(digest, plan.digest().bytes())) {
      throw new IllegalArgumentException(
          "the snapshot belongs to another network than "
              + plan.network().name()
              + "; restore it on a plan of the network it was taken from");
    }
    image.requireFor(plan);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Snapshot that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }
}
