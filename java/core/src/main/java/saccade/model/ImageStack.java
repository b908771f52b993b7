package saccade.model;

/**
 * A stack of gray images, one unsigned byte per pixel, 0..255. Bytes stay bytes in both modes
 * (contract, law 3): the first layer's weights take gray levels, so a graph's division by 255 is
 * folded into them.
 *
 * @param planes frames in the stack, at least 1
 * @param height rows of one frame
 * @param width columns of one frame
 */
public record ImageStack(int planes, int height, int width) implements Input {
  /** Largest gray level. */
  public static final int MAX_GRAY = 255;

  public ImageStack {
    new Shape(planes, height, width);
  }

  @Override
  public Shape shape() {
    return new Shape(planes, height, width);
  }

  /** Pixels of one frame. */
  @Override
  public int frameSize() {
    return height * width;
  }

  @Override
  public int elementBytes() {
    return Byte.BYTES;
  }
}
