package saccade.training.dqn;

/**
 * Share of random actions: falls in a straight line over the first frames, then stays.
 *
 * @param start share before the first frame, 0..1
 * @param end share from {@code frames} on, 0..1
 * @param frames length of the fall, counted from the start of learning, at least 1
 */
public record Exploration(double start, double end, long frames) {
  public Exploration {
    if (!(start >= 0 && start <= 1 && end >= 0 && end <= 1) || frames < 1) {
      throw new IllegalArgumentException(
          "exploration from %s to %s over %d frames is not possible; give shares of 0..1 and a frame or more"
              .formatted(start, end, frames));
    }
  }

  /** The share at a frame, counted from the start of learning; {@code start} before it. */
  public double at(long frame) {
    double progress = Math.min(1, Math.max(0, frame) / (double) frames);
    return start + (end - start) * progress;
  }
}
