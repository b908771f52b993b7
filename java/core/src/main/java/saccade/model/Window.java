package saccade.model;

/**
 * How a layer's outputs lie on its input: kernel size, stride and zero padding, rows first. A dense
 * layer is the window that covers its whole input once.
 *
 * @param kernelHeight rows of the kernel, at least 1
 * @param kernelWidth columns of the kernel, at least 1
 * @param strideY rows between two outputs, at least 1
 * @param strideX columns between two outputs, at least 1
 * @param padding zeros around the image
 */
public record Window(int kernelHeight, int kernelWidth, int strideY, int strideX, Padding padding) {
  private static final int LIMIT = 1 << 16;

  /**
   * Rows and columns of zeros around an image, each 0 or more.
   *
   * @param top rows above
   * @param left columns on the left
   * @param bottom rows below
   * @param right columns on the right
   */
  public record Padding(int top, int left, int bottom, int right) {
    /** No padding. */
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    public Padding {
      if (Math.min(Math.min(top, left), Math.min(bottom, right)) < 0
          || Math.max(Math.max(top, left), Math.max(bottom, right)) > LIMIT) {
        throw new IllegalArgumentException(
            "padding "
                + top
                + ","
                + left
                + ","
                + bottom
                + ","
                + right
                + " is outside 0.."
                + LIMIT
                + "; give the number of zeros on each side");
      }
    }
  }

  public Window {
    requireSide("kernel height", kernelHeight);
    requireSide("kernel width", kernelWidth);
    requireSide("stride", strideY);
    requireSide("stride", strideX);
  }

  /** A square kernel without padding. */
  public static Window square(int kernel, int stride) {
    return square(kernel, stride, 0);
  }

  /** A square kernel with the same padding on all four sides. */
  public static Window square(int kernel, int stride, int pad) {
    return new Window(kernel, kernel, stride, stride, new Padding(pad, pad, pad, pad));
  }

  /** The window of a dense layer on {@code input}: it covers everything, once. */
  public static Window covering(Shape input) {
    return new Window(input.height(), input.width(), 1, 1, Padding.NONE);
  }

  /** Rows of the output on an input of {@code height} rows. */
  public int outputHeight(int height) {
    return outputs(height + padding.top + padding.bottom, kernelHeight, strideY);
  }

  /** Columns of the output on an input of {@code width} columns. */
  public int outputWidth(int width) {
    return outputs(width + padding.left + padding.right, kernelWidth, strideX);
  }

  private static int outputs(int padded, int kernel, int stride) {
    if (kernel > padded) {
      throw new IllegalArgumentException(
          "a kernel side of "
              + kernel
              + " does not fit the padded input side of "
              + padded
              + "; use a smaller kernel or more padding");
    }
    return (padded - kernel) / stride + 1;
  }

  private static void requireSide(String what, int value) {
    if (value < 1 || value > LIMIT) {
      throw new IllegalArgumentException(
          what + " " + value + " is outside 1.." + LIMIT + "; give a positive size");
    }
  }
}
