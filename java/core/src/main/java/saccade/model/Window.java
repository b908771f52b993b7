package saccade.model;

/**
 * How a layer's outputs lie on its input: kernel size, stride, dilation and zero padding, rows
 * first. A dense layer is the window that covers its whole input once; a convolution in one
 * dimension is one on images of one row.
 *
 * @param kernelHeight rows of the kernel, at least 1
 * @param kernelWidth columns of the kernel, at least 1
 * @param strideY rows between two outputs, at least 1
 * @param strideX columns between two outputs, at least 1
 * @param dilation distance between two taps of the kernel
 * @param padding zeros around the image
 */
public record Window(
    int kernelHeight,
    int kernelWidth,
    int strideY,
    int strideX,
    Dilation dilation,
    Padding padding) {
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

  /**
   * Rows and columns from one tap of a kernel to the next, each at least 1.
   *
   * @param y rows
   * @param x columns
   */
  public record Dilation(int y, int x) {
    /** Taps lie side by side. */
    public static final Dilation NONE = new Dilation(1, 1);

    public Dilation {
      requireSide("dilation", y);
      requireSide("dilation", x);
    }
  }

  /** A window whose taps lie side by side. */
  public Window(int kernelHeight, int kernelWidth, int strideY, int strideX, Padding padding) {
    this(kernelHeight, kernelWidth, strideY, strideX, Dilation.NONE, padding);
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

  /** Number of taps of one channel. */
  public int area() {
    return kernelHeight * kernelWidth;
  }

  /** Rows from the first to the last tap, both included. */
  public int spanY() {
    return span(kernelHeight, dilation.y);
  }

  /** Columns from the first to the last tap, both included. */
  public int spanX() {
    return span(kernelWidth, dilation.x);
  }

  private static int span(int kernel, int dilation) {
    long span = (long) (kernel - 1) * dilation + 1;
    return (int) Math.min(span, Integer.MAX_VALUE); // more than any input has
  }

  /** True if zeros stand around the image. */
  public boolean isPadded() {
    return !padding.equals(Padding.NONE);
  }

  /** Rows of the output on an input of {@code height} rows. */
  public int outputHeight(int height) {
    return outputs(height + padding.top + padding.bottom, spanY(), strideY);
  }

  /** Columns of the output on an input of {@code width} columns. */
  public int outputWidth(int width) {
    return outputs(width + padding.left + padding.right, spanX(), strideX);
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
