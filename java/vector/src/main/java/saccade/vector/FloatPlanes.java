package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import saccade.model.Shape;

/** Fills planes of floats. Immutable; the values lie in the array that is given. */
final class FloatPlanes {
  private final ConvPlanes at;
  private final Shape in;
  private final int step;

  FloatPlanes(ConvPlanes at) {
    this.at = at;
    in = at.in;
    step = at.window.strideX();
  }

  /** Zeros around the image, which nothing else writes; planes are shared between layers. */
  void clearPadding(float[] planes) {
    if (at.window.isPadded()) {
      Arrays.fill(planes, 0, at.size(), 0);
    }
  }

  /** One plane of gray levels, from {@code source[from]} on, into the planes of channel c. */
  void fill(byte[] source, int from, int c, float[] planes) {
    if (at.byFours()) {
      fillByFours(source, from, c, planes);
      return;
    }
    for (int y = 0; y < in.height(); y++) {
      int row = from + y * in.width();
      for (int x = 0; x < Math.min(step, in.width()); x++) {
        int to = at.index(y, x, c);
        for (int i = x; i < in.width(); i += step) {
          planes[to++] = source[row + i] & 0xff;
        }
      }
    }
  }

  /**
   * At a stride of four a pixel of each remainder is a byte of an int. What a row's last vectors
   * write behind it is overwritten by the next row, or lies in the gap between planes. 0.7 cycles a
   * value were measured.
   */
  private void fillByFours(byte[] source, int from, int c, float[] planes) {
    int next = in.channels() * at.planeSize;
    for (int y = 0; y < in.height(); y++) {
      int to = at.index(y, 0, c);
      int row = from + y * in.width();
      for (int i = 0; i < in.width(); i += Integer.BYTES * Lanes.N) {
        IntVector four = ByteVector.fromArray(Lanes.BYTES, source, row + i).reinterpretAsInts();
        int first = to + i / Integer.BYTES;
        ((FloatVector) four.and(0xff).convert(VectorOperators.I2F, 0)).intoArray(planes, first);
        ((FloatVector)
                four.lanewise(VectorOperators.LSHR, Byte.SIZE)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0))
            .intoArray(planes, first + next);
        ((FloatVector)
                four.lanewise(VectorOperators.LSHR, 2 * Byte.SIZE)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0))
            .intoArray(planes, first + 2 * next);
        ((FloatVector)
                four.lanewise(VectorOperators.LSHR, 3 * Byte.SIZE)
                    .and(0xff)
                    .convert(VectorOperators.I2F, 0))
            .intoArray(planes, first + 3 * next);
      }
    }
  }

  /** Neurons of the layer before, channels last. */
  void fill(LayerState before, float[] planes) {
    int channels = in.channels();
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < in.width(); x++) {
        int to = at.index(y, x, 0);
        int from = (y * in.width() + x) * before.p.stride;
        for (int c = 0; c < channels; c++) {
          planes[to] = before.sent[from + c];
          to += at.planeSize;
        }
      }
    }
  }

  /** Any values of the input, by neuron, numbered (y, x, c). */
  void fill(DenseConv.Values values, float[] planes) {
    for (int i = 0; i < in.size(); i++) {
      int position = i / in.channels();
      int y = position / in.width();
      int to = at.index(y, position - y * in.width(), i % in.channels());
      planes[to] = values.at(i);
    }
  }
}
