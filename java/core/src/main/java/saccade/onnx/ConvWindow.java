package saccade.onnx;

import java.util.Arrays;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * The window of a Conv node: kernel, strides, dilations, and the padding that pads or auto_pad
 * means. A convolution in one dimension gets one row.
 */
final class ConvWindow {
  private final Node node;
  private final int axes;

  private ConvWindow(Node node, int axes) {
    this.node = node;
    this.axes = axes;
  }

  /**
   * Reads the attributes.
   *
   * @param weights dims of the weights, [filters, channels, kernel sides]
   * @param in shape that the convolution sees
   */
  static Window of(Node node, Dims weights, Shape in) {
    return new ConvWindow(node, weights.rank() - 2).read(weights, in);
  }

  private Window read(Dims weights, Shape in) {
    int[] kernel = sides("kernel_shape", Arrays.copyOfRange(weights.toArray(), 2, 2 + axes));
    int[] stored = Arrays.copyOfRange(weights.toArray(), 2, 2 + axes);
    if (!Arrays.equals(kernel, stored)) {
      throw wrong("kernel_shape", Arrays.toString(kernel));
    }
    int[] ones = new int[axes];
    Arrays.fill(ones, 1);
    int[] stride = sides("strides", ones);
    int[] dilation = sides("dilations", ones);
    Window free =
        new Window(
            first(kernel),
            last(kernel),
            first(stride),
            last(stride),
            new Window.Dilation(first(dilation), last(dilation)),
            Window.Padding.NONE);
    return withPadding(free, padding(free, in));
  }

  private static Window withPadding(Window w, Window.Padding padding) {
    return new Window(
        w.kernelHeight(), w.kernelWidth(), w.strideY(), w.strideX(), w.dilation(), padding);
  }

  /** Rows of a list of sides; 1 in one dimension. */
  private static int first(int[] sides) {
    return sides.length == 1 ? 1 : sides[0];
  }

  private static int last(int[] sides) {
    return sides[sides.length - 1];
  }

  private int[] sides(String attribute, int[] otherwise) {
    long[] values = node.integers(attribute);
    if (values.length == 0) {
      return otherwise;
    }
    if (values.length != axes
        || Arrays.stream(values).anyMatch(v -> v < 1 || v > Integer.MAX_VALUE)) {
      throw wrong(attribute, Arrays.toString(values));
    }
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  private Window.Padding padding(Window free, Shape in) {
    String auto = node.text("auto_pad", "NOTSET");
    switch (auto) {
      case "NOTSET", "" -> {
        return explicit();
      }
      case "VALID" -> {
        return Window.Padding.NONE;
      }
      case "SAME_UPPER", "SAME_LOWER" -> {
        int y = same(in.height(), free.spanY(), free.strideY());
        int x = same(in.width(), free.spanX(), free.strideX());
        boolean upper = auto.equals("SAME_UPPER");
        int top = upper ? y / 2 : y - y / 2;
        int left = upper ? x / 2 : x - x / 2;
        return new Window.Padding(top, left, y - top, x - left);
      }
      default -> throw wrong("auto_pad", auto);
    }
  }

  /** Zeros on both sides so that the output has ceil(in / stride) rows. */
  private static int same(int in, int span, int stride) {
    long outputs = ((long) in + stride - 1) / stride;
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, (outputs - 1) * stride + span - in));
  }

  private Window.Padding explicit() {
    long[] pads = node.integers("pads");
    if (pads.length == 0) {
      return Window.Padding.NONE;
    }
    if (pads.length != 2 * axes || Arrays.stream(pads).anyMatch(p -> p != (int) p)) {
      throw wrong("pads", Arrays.toString(pads));
    }
    return axes == 1
        ? new Window.Padding(0, (int) pads[0], 0, (int) pads[1])
        : new Window.Padding((int) pads[0], (int) pads[1], (int) pads[2], (int) pads[3]);
  }

  private OnnxFormatException wrong(String attribute, String value) {
    return node.broken(
        "has " + attribute + " " + Labels.clean(value) + ", which does not fit its weights");
  }
}
