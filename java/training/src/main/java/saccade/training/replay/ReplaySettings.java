package saccade.training.replay;

import saccade.model.ImageStack;

/**
 * Shape of a {@link ReplayBuffer}.
 *
 * @param input what is observed; at most 64 planes
 * @param frames frames to keep, divided among the streams and rounded down. Every transition takes
 *     one, every truncated episode one more for its last frame
 * @param streams environments that run side by side, at least 1
 * @param steps n of n-step returns, at least 1
 * @param gamma discount of one step, 0..1
 */
public record ReplaySettings(ImageStack input, int frames, int streams, int steps, double gamma) {
  static final int MAX_PLANES = 64;

  public ReplaySettings {
    if (streams < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "%d streams and %d steps were asked for; give at least 1 each".formatted(streams, steps));
    }
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma is " + gamma + "; it must be from 0 to 1");
    }
    if (input.planes() > MAX_PLANES) {
      throw new IllegalArgumentException(
          "a replay stacks at most %d frames, not %d; use fewer planes"
              .formatted(MAX_PLANES, input.planes()));
    }
    long least = (long) input.planes() + steps;
    if (frames / streams < least) {
      throw new IllegalArgumentException(
          "%d frames leave a stream %d, but one transition reaches over %d; keep at least %d frames"
              .formatted(frames, frames / streams, least, least * streams));
    }
  }

  /** Frames that each stream keeps. */
  public int framesPerStream() {
    return frames / streams;
  }

  /** Bytes of memory that the buffer takes, from its creation on. */
  public long bytes() {
    int perFrame = input.frameBytes() + Float.BYTES + 2;
    return (long) framesPerStream() * streams * perFrame;
  }
}
