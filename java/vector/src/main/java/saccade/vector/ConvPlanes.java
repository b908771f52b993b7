package saccade.vector;

import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Where the input of a dense convolution lies: a plane for each channel and remainder by the
 * stride, so that the inputs that a weight meets follow each other. Immutable.
 */
final class ConvPlanes {
  private static final int SMALL = 1 << 16;
  private static final int MOST_TIMES = 16;
  private static final int LARGEST = 1 << 28;

  /** Values from a row of a plane to the next. */
  final int width;

  /** Number of planes. */
  final int count;

  /** Values from a plane to the next. */
  final int planeSize;

  final Window window;
  final Shape in;

  ConvPlanes(PlacedLayer placed) {
    window = placed.window();
    in = placed.input();
    width = ceil(in.width() + window.padding().left() + window.padding().right(), window.strideX());
    int height =
        ceil(in.height() + window.padding().top() + window.padding().bottom(), window.strideY());
    planeSize = width * height + (byFours() ? Lanes.N : 0);
    count = window.strideY() * window.strideX() * in.channels();
  }

  /**
   * True if planes take no more than a few times the input (else a stride is far from it) and no
   * more than an array holds.
   */
  static boolean fit(PlacedLayer placed) {
    Window w = placed.window();
    Shape in = placed.input();
    long wide = in.width() + (long) w.padding().left() + w.padding().right();
    long high = in.height() + (long) w.padding().top() + w.padding().bottom();
    double planes = (double) w.strideY() * w.strideX() * in.channels();
    double area = Math.ceil((double) wide / w.strideX()) * Math.ceil((double) high / w.strideY());
    return planes * (area + Lanes.N) <= Math.min(LARGEST, SMALL + MOST_TIMES * (double) in.size());
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Values of all planes. */
  int size() {
    return count * planeSize;
  }

  /** Cycles that filling takes, from a fixed cost model. */
  double cycles(PackedLayer p) {
    boolean pixels = p.pixels != null;
    return (pixels && byFours() ? 1.0 : 3.0) * in.size();
  }

  /** Where output position 0 meets a column of weights (ky, kx, c). */
  int offset(int column) {
    int c = column % in.channels();
    int tap = column / in.channels();
    int y = tap / window.kernelWidth() * window.dilation().y();
    int x = tap % window.kernelWidth() * window.dilation().x();
    return plane(y, x, c) * planeSize + y / window.strideY() * width + x / window.strideX();
  }

  private int plane(int y, int x, int c) {
    return (y % window.strideY() * window.strideX() + x % window.strideX()) * in.channels() + c;
  }

  /** Where an input value goes. */
  int index(int y, int x, int c) {
    int py = y + window.padding().top();
    int px = x + window.padding().left();
    return plane(py, px, c) * planeSize + py / window.strideY() * width + px / window.strideX();
  }

  /** True if rows are filled four pixels of different remainders at a time. */
  boolean byFours() {
    return window.strideX() == Integer.BYTES && !window.isPadded();
  }
}
