package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * The input of a dense convolution: a plane for each channel and remainder by the stride, so that
 * the inputs that a weight meets follow each other. Immutable; the values lie in the caller's
 * array.
 */
final class ConvPlanes {
  private static final int SMALL = 1 << 16;
  private static final int MOST_TIMES = 16;

  /** Floats from a row of a plane to the next. */
  final int width;

  /** Number of planes. */
  final int count;

  private final Window window;
  private final Shape in;
  private final int planeSize;

  ConvPlanes(PlacedLayer placed) {
    window = placed.window();
    in = placed.input();
    width = ceil(in.width() + window.padding().left() + window.padding().right(), window.strideX());
    int height =
        ceil(in.height() + window.padding().top() + window.padding().bottom(), window.strideY());
    planeSize = width * height + (byFours() ? Lanes.N : 0);
    count = window.strideY() * window.strideX() * in.channels();
  }

  /** True if planes take no more than a few times the input: else a stride is far from it. */
  static boolean fit(PlacedLayer placed) {
    Window w = placed.window();
    Shape in = placed.input();
    long wide = in.width() + (long) w.padding().left() + w.padding().right();
    long high = in.height() + (long) w.padding().top() + w.padding().bottom();
    double planes = (double) w.strideY() * w.strideX() * in.channels();
    double area = Math.ceil((double) wide / w.strideX()) * Math.ceil((double) high / w.strideY());
    return planes * (area + Lanes.N) <= SMALL + MOST_TIMES * (double) in.size();
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Floats of all planes. */
  int size() {
    return count * planeSize;
  }

  /** Cycles that filling takes per value, from a fixed cost model. */
  double cyclesPerValue() {
    return byFours() ? 1 : 3;
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

  /** Zeros around the image, which nothing else writes; planes are shared between layers. */
  void clearPadding(float[] planes) {
    if (window.isPadded()) {
      Arrays.fill(planes, 0, size(), 0);
    }
  }

  /** Where an input value goes: planes[index(y, x, c)]. */
  int index(int y, int x, int c) {
    int py = y + window.padding().top();
    int px = x + window.padding().left();
    return plane(py, px, c) * planeSize + py / window.strideY() * width + px / window.strideX();
  }

  /**
   * One plane of gray levels, from {@code source[from]} on, into the planes of channel c; behind it
   * stands a vector of bytes that may be read.
   */
  void fill(byte[] source, int from, int c, float[] planes) {
    if (byFours()) {
      fillByFours(source, from, c, planes);
      return;
    }
    int step = window.strideX();
    for (int y = 0; y < in.height(); y++) {
      int row = from + y * in.width();
      for (int x = 0; x < Math.min(step, in.width()); x++) {
        int to = index(y, x, c);
        for (int i = x; i < in.width(); i += step) {
          planes[to++] = source[row + i] & 0xff;
        }
      }
    }
  }

  private boolean byFours() {
    return window.strideX() == Integer.BYTES && !window.isPadded();
  }

  /**
   * At a stride of four a pixel of each remainder is a byte of an int. What a row's last vectors
   * write behind it is overwritten by the next row, or lies in the gap between planes.
   */
  private void fillByFours(byte[] source, int from, int c, float[] planes) {
    int step = in.channels() * planeSize;
    for (int y = 0; y < in.height(); y++) {
      int to = index(y, 0, c);
      int row = from + y * in.width();
      for (int i = 0; i < in.width(); i += Integer.BYTES * Lanes.N) {
        IntVector four = ByteVector.fromArray(Lanes.BYTES, source, row + i).reinterpretAsInts();
        int at = to + i / Integer.BYTES;
        ((FloatVector) four.and(0xff).convert(VectorOperators.I2F, 0)).intoArray(planes, at);
        ((FloatVector)
                four.lanewise(VectorOperators.LSHR, Byte.SIZE)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0))
            .intoArray(planes, at + step);
        ((FloatVector)
                four.lanewise(VectorOperators.LSHR, 2 * Byte.SIZE)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0))
            .intoArray(planes, at + 2 * step);
        ((FloatVector)
                four.lanewise(VectorOperators.LSHR, 3 * Byte.SIZE)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0))
            .intoArray(planes, at + 3 * step);
      }
    }
  }

  /** Neurons of the layer before, channels last. */
  void fill(LayerState before, float[] planes) {
    int channels = in.channels();
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < in.width(); x++) {
        int to = index(y, x, 0);
        int from = (y * in.width() + x) * before.p.stride;
        for (int c = 0; c < channels; c++) {
          planes[to] = before.sent[from + c];
          to += planeSize;
        }
      }
    }
  }

  /** Any values of the input, by neuron, numbered (y, x, c). */
  void fill(Values values, float[] planes) {
    for (int i = 0; i < in.size(); i++) {
      int position = i / in.channels();
      int y = position / in.width();
      planes[index(y, position - y * in.width(), i % in.channels())] = values.at(i);
    }
  }

  /** Values of neurons. */
  interface Values {
    float at(int neuron);
  }
}
