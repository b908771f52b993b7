package saccade.model;

/**
 * A stack of images, one unsigned byte per pixel, 0..255. Bytes stay bytes in both modes (contract,
 * law 3): the first layer's weights take gray levels, so a graph's division by 255 is folded into
 * them.
 *
 * @param planes frames in the stack, at least 1
 * @param channels pictures in one frame, at least 1: 1 for gray, more where object classes are
 *     apart
 * @param height rows of one frame
 * @param width columns of one frame
 */
public record ImageStack(int planes, int channels, int height, int width) implements Input {
  /** Largest gray level. */
  public static final int MAX_GRAY = 255;

  /** A stack of gray images. */
  public ImageStack(int planes, int height, int width) {
    this(planes, 1, height, width);
  }

  public ImageStack {
    new Shape(planes, channels, height); // so that the product below cannot overflow
    new Shape(planes * channels, height, width);
  }

  @Override
  public Shape shape() {
    return new Shape(planes * channels, height, width);
  }

  /** Pixels of one frame, all channels. */
  @Override
  public int frameSize() {
    return channels * height * width;
  }

  @Override
  public int elementBytes() {
    return Byte.BYTES;
  }
}
