package saccade.model;

import org.jspecify.annotations.Nullable;

/**
 * A history of float32 frames, most often of vectors: what a robot's controller observes. The
 * frames of a history stand one after the other, as the planes of an image stack do; without a
 * history the depth is 1.
 *
 * @param depth frames in the history, at least 1
 * @param frame shape of one frame; a vector of n values is {@code (n, 1, 1)}
 * @param ranges declared range of every element of one frame; null if none is known
 */
public record FloatStack(int depth, Shape frame, @Nullable ElementRanges ranges) implements Input {
  public FloatStack {
    if (depth < 1 || (long) depth * frame.channels() > Shape.MAX_SIZE) {
      throw new IllegalArgumentException(
          "a history of " + depth + " frames is not supported; give 1.." + Shape.MAX_SIZE);
    }
    if (ranges != null && ranges.size() != frame.size()) {
      throw new IllegalArgumentException(
          ranges.size()
              + " ranges were given for the "
              + frame.size()
              + " elements of a frame; give one each");
    }
    new Shape(depth * frame.channels(), frame.height(), frame.width());
  }

  /** One vector of {@code n} values without declared ranges. */
  public static FloatStack vector(int n) {
    return new FloatStack(1, new Shape(n, 1, 1), null);
  }

  /** The same with declared ranges. */
  public FloatStack withRanges(@Nullable ElementRanges newRanges) {
    return new FloatStack(depth, frame, newRanges);
  }

  @Override
  public Shape shape() {
    return new Shape(depth * frame.channels(), frame.height(), frame.width());
  }

  @Override
  public int planes() {
    return depth;
  }

  @Override
  public int frameSize() {
    return frame.size();
  }

  @Override
  public int elementBytes() {
    return Float.BYTES;
  }
}
