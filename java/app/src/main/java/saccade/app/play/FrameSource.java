package saccade.app.play;

import java.util.OptionalDouble;

/** Where frames come from, one agent step after another. */
public interface FrameSource extends AutoCloseable {
  /** Goes to the next step; false if there is none. */
  boolean advance();

  /** True if this step's frame is the first of an episode. */
  boolean episodeStart();

  /** True if the next step, if there is one, starts another episode. */
  boolean ended();

  /** Copies this step's newest frame. */
  void frame(byte[] target);

  /**
   * What the network that is played answered to this step's frame; where it acts, the next action
   * comes from it.
   *
   * @param y its outputs
   */
  default void answered(float[] y) {}

  /** Score of the episode so far; empty where none is known. */
  OptionalDouble score();

  /**
   * Who acts: {@code scripted}, {@code random}, {@code network} or, in a trace, {@code recorded}.
   */
  String actor();

  /** Share of a network's actions that are random; empty where it does not act. */
  default OptionalDouble epsilon() {
    return OptionalDouble.empty();
  }

  /** What is played, as named on the command line. */
  String environment();

  /** Gives back what the source holds. */
  @Override
  default void close() {}
}
