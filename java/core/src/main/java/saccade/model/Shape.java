package saccade.model;

/**
 * Size of an activation tensor for one agent. A vector of n values is {@code (n, 1, 1)}.
 *
 * @param channels number of channels (frames of a stack times channels of a frame, filters of a
 *     convolution), at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Shape(int channels, int height, int width) {
  /** Most elements a tensor may have; far above any control network, far below int overflow. */
  public static final int MAX_SIZE = 1 << 26;

  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape "
              + channels
              + "x"
              + height
              + "x"
              + width
              + " has an empty side; every side must be at least 1");
    }
    if ((long) channels * height > MAX_SIZE || (long) channels * height * width > MAX_SIZE) {
      throw new IllegalArgumentException(
          "shape "
              + channels
              + "x"
              + height
              + "x"
              + width
              + " has more than "
              + MAX_SIZE
              + " elements; use a smaller tensor");
    }
  }

  /** Number of elements: channels * height * width. */
  public int size() {
    return channels * height * width;
  }

  /** Position of an element in the model's order, channel-major (NCHW). */
  public int index(int channel, int y, int x) {
    return (channel * height + y) * width + x;
  }

  /**
   * Position in the model's order of the element with number {@code yxc} in the canonical order
   * (row, column, channel ascending; contract, law 7).
   */
  public int modelIndex(int yxc) {
    return yxc % channels * (height * width) + yxc / channels;
  }

  @Override
  public String toString() {
    return height == 1 && width == 1 ? "" + channels : channels + "x" + height + "x" + width;
  }
}
