package saccade.environments;

import java.util.List;

/**
 * A game that an agent plays step by step. One agent step may be several emulated frames.
 *
 * <p>An environment starts without an episode: call {@link #reset} first. Everything that follows
 * is a function of the seed it was made with and of the actions. {@link #step} and {@link #frame}
 * allocate nothing. An environment belongs to one thread at a time.
 */
public interface Environment {
  /** The name that {@link Environments#create} knows it by. */
  String name();

  /** Rows of a frame, in pixels. */
  int height();

  /** Columns of a frame, in pixels. */
  int width();

  /** Planes of one frame: 1 for gray pictures, more for games that show object classes apart. */
  default int channels() {
    return 1;
  }

  /** Bytes of one frame: {@code channels * height * width}. */
  default int frameLength() {
    return channels() * height() * width();
  }

  /** The largest byte that a frame holds: 255 for pictures, 1 where a byte says yes or no. */
  default int maxValue() {
    return 255;
  }

  /** Names of the actions; an action is an index into this list. */
  List<String> actions();

  /**
   * Begins a new episode. Random streams go on from the seed, so successive episodes differ and the
   * whole run is still a function of the seed.
   */
  void reset();

  /**
   * Plays one agent step.
   *
   * @param action index into {@link #actions}
   * @throws IllegalArgumentException if there is no such action
   * @throws IllegalStateException if no episode is under way
   */
  void step(int action);

  /** Points won by the last step, unclipped; 0 right after a reset. */
  float reward();

  /** Whether the episode is over (also true before the first reset). */
  boolean done();

  /**
   * Whether the last step ended the episode by a limit on steps around the game. An end that the
   * game itself brought, by a lost life or by a clock of its own, is none. A learner must not take
   * the value of what would have followed for zero here.
   */
  default boolean truncated() {
    return false;
  }

  /** Points won in this episode so far. */
  double score();

  /** Lives left; for games without lives 1 while an episode is under way. */
  default int lives() {
    return done() ? 0 : 1;
  }

  /**
   * Copies the newest preprocessed frame, 0..{@link #maxValue} per byte, row by row (plane by
   * plane).
   *
   * @param target receives {@link #frameLength} bytes
   * @throws IllegalArgumentException if the target has another length
   * @throws IllegalStateException before the first reset
   */
  void frame(byte[] target);

  /** Emulated frames since this environment was made, no-op starts included. */
  long emulatedFrames();

  /**
   * The whole state: game, random streams, counters, executed action. What {@link #restore} makes
   * of it goes on bit for bit as this environment would. Allocates.
   *
   * @return a few hundred bytes to some ten thousand, with name, version and checksum
   */
  byte[] snapshot();

  /**
   * Goes on from a snapshot, taken here or from another environment of the same name and options;
   * the seed may differ, as the random streams come with the snapshot.
   *
   * @param snapshot what {@link #snapshot} returned
   * @throws IllegalArgumentException if the bytes are no snapshot, damaged, cut off, out of range,
   *     or of another name or other options; the environment is then as it was
   */
  void restore(byte[] snapshot);
}
