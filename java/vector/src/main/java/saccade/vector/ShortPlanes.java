package saccade.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import saccade.model.Shape;

/**
 * Fills planes of 16 bits with values of 0 to 255. Planes are bytes, two to a value, because four
 * values of a row are stored at once. Immutable; the values lie in the array that is given.
 */
final class ShortPlanes {
  private static final int FOUR = 4;
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle LONG = view(long[].class);

  private final ConvPlanes at;
  private final Shape in;
  private final int step;

  ShortPlanes(ConvPlanes at) {
    this.at = at;
    in = at.in;
    step = at.window.strideX();
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** Zeros around the image, which nothing else writes; planes are shared between layers. */
  void clearPadding(byte[] planes) {
    if (at.window.isPadded()) {
      Arrays.fill(planes, 0, Short.BYTES * at.size(), (byte) 0);
    }
  }

  /**
   * One plane of gray levels, from {@code source[from]} on, into the planes of channel c. At a
   * stride of four 0.8 cycles a value were measured (6.5 us for Table 1's stack).
   */
  void fill(byte[] source, int from, int c, byte[] planes) {
    if (at.byFours()) {
      fillByFours(source, from, c, planes);
      return;
    }
    for (int y = 0; y < in.height(); y++) {
      int row = from + y * in.width();
      for (int x = 0; x < Math.min(step, in.width()); x++) {
        int to = at.index(y, x, c);
        for (int i = x; i < in.width(); i += step) {
          SHORT.set(planes, Short.BYTES * to++, (short) (source[row + i] & 0xff));
        }
      }
    }
  }

  /**
   * At a stride of four a pixel of each remainder is a byte of an int. What a row's last vectors
   * write behind it is overwritten by the next row, or lies in the gap between planes.
   */
  private void fillByFours(byte[] source, int from, int c, byte[] planes) {
    int next = in.channels() * at.planeSize;
    for (int y = 0; y < in.height(); y++) {
      int to = at.index(y, 0, c);
      int row = from + y * in.width();
      for (int i = 0; i < in.width(); i += Integer.BYTES * Lanes.N) {
        IntVector four = ByteVector.fromArray(Lanes.BYTES, source, row + i).reinterpretAsInts();
        int first = to + i / Integer.BYTES;
        ((ShortVector) four.and(0xff).convertShape(VectorOperators.I2S, Lanes.HALF_SHORTS, 0))
            .reinterpretAsBytes()
            .intoArray(planes, Short.BYTES * first);
        ((ShortVector)
                four.lanewise(VectorOperators.LSHR, Byte.SIZE)
                    .and(0xff)
                    .convertShape(VectorOperators.I2S, Lanes.HALF_SHORTS, 0))
            .reinterpretAsBytes()
            .intoArray(planes, Short.BYTES * (first + next));
        ((ShortVector)
                four.lanewise(VectorOperators.LSHR, 2 * Byte.SIZE)
                    .and(0xff)
                    .convertShape(VectorOperators.I2S, Lanes.HALF_SHORTS, 0))
            .reinterpretAsBytes()
            .intoArray(planes, Short.BYTES * (first + 2 * next));
        ((ShortVector)
                four.lanewise(VectorOperators.LSHR, 3 * Byte.SIZE)
                    .and(0xff)
                    .convertShape(VectorOperators.I2S, Lanes.HALF_SHORTS, 0))
            .reinterpretAsBytes()
            .intoArray(planes, Short.BYTES * (first + 3 * next));
      }
    }
  }

  /**
   * Neurons of the layer before, channels last.
   *
   * @param packed scratch of two ints for each channel
   */
  void fill(LayerState before, int[] packed, byte[] planes) {
    int stride = before.p.stride;
    for (int y = 0; y < in.height(); y++) {
      for (int x = 0; x < Math.min(step, in.width()); x++) {
        int to = at.index(y, x, 0);
        int from = (y * in.width() + x) * stride;
        int length = (in.width() - x + step - 1) / step;
        if (length < FOUR) {
          fillAlone(before, from, length, to, planes);
          continue;
        }
        for (int i = 0; i < length; i += FOUR) {
          int first = Math.min(i, length - FOUR);
          pack(before, from + first * step * stride, step * stride, packed);
          spread(packed, stride, planes, to + first);
        }
      }
    }
  }

  private void fillAlone(LayerState before, int from, int length, int to, byte[] planes) {
    for (int i = 0; i < length; i++) {
      for (int c = 0; c < in.channels(); c++) {
        float value = before.sent[from + i * step * before.p.stride + c];
        SHORT.set(planes, Short.BYTES * (to + i + c * at.planeSize), (short) value);
      }
    }
  }

  /**
   * Four positions, {@code next} apart: of each channel the first two in an int, then the others.
   */
  private static void pack(LayerState before, int from, int next, int[] packed) {
    float[] sent = before.sent;
    int stride = before.p.stride;
    for (int t = 0; t < stride; t += Lanes.N) {
      int at = from + t;
      IntVector a =
          (IntVector) FloatVector.fromArray(Lanes.FLOATS, sent, at).convert(VectorOperators.F2I, 0);
      ((IntVector)
              FloatVector.fromArray(Lanes.FLOATS, sent, at + next).convert(VectorOperators.F2I, 0))
          .lanewise(VectorOperators.LSHL, Short.SIZE)
          .or(a)
          .intoArray(packed, t);
      IntVector c =
          ((IntVector)
              FloatVector.fromArray(Lanes.FLOATS, sent, at + 2 * next)
                  .convert(VectorOperators.F2I, 0));
      ((IntVector)
              FloatVector.fromArray(Lanes.FLOATS, sent, at + 3 * next)
                  .convert(VectorOperators.F2I, 0))
          .lanewise(VectorOperators.LSHL, Short.SIZE)
          .or(c)
          .intoArray(packed, stride + t);
    }
  }

  /** The four values of each channel to its plane. */
  private void spread(int[] packed, int stride, byte[] planes, int to) {
    int place = Short.BYTES * to;
    for (int c = 0; c < in.channels(); c++) {
      long four = (packed[c] & 0xffffffffL) | ((long) packed[stride + c] << Integer.SIZE);
      LONG.set(planes, place, four);
      place += Short.BYTES * at.planeSize;
    }
  }

  /** Any values of the input, by neuron, numbered (y, x, c). */
  void fill(DenseConv.Values values, byte[] planes) {
    for (int i = 0; i < in.size(); i++) {
      int position = i / in.channels();
      int y = position / in.width();
      int to = at.index(y, position - y * in.width(), i % in.channels());
      SHORT.set(planes, Short.BYTES * to, (short) values.at(i));
    }
  }
}
