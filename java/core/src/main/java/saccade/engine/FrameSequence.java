package saccade.engine;

/** Recorded observations that can be played into sessions, again and again. */
public interface FrameSequence {
  /** Number of steps. */
  int steps();

  /** True if an episode starts at this step: the session is reset before its frame. */
  boolean episodeStart(int step);

  /**
   * Copies the newest frame of a step, as the buffer {@link Session#frame} holds it.
   *
   * @param step 0..steps - 1
   * @param target one frame in the model's order: bytes of an image, else float32 in native order
   */
  void frame(int step, byte[] target);

  /** The part from {@code from} to {@code to} (exclusive); its first step starts an episode. */
  default FrameSequence slice(int from, int to) {
    if (from < 0 || from >= to || to > steps()) {
      throw new IllegalArgumentException(
          "steps " + from + ".." + to + " are not a part of the " + steps() + " steps given");
    }
    FrameSequence whole = this;
    return new FrameSequence() {
      @Override
      public int steps() {
        return to - from;
      }

      @Override
      public boolean episodeStart(int step) {
        return step == 0 || whole.episodeStart(from + step);
      }

      @Override
      public void frame(int step, byte[] target) {
        whole.frame(from + step, target);
      }
    };
  }
}
