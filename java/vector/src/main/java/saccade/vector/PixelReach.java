package saccade.vector;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Which output positions see a pixel, where the kernel is two strides high and wide: always two
 * rows of two, so that no loop is needed to go through them. Those beyond the image are ghosts:
 * numbers from {@link #ghost} on, which accumulators have room for and nobody reads. Immutable.
 */
final class PixelReach {
  /** First number of a ghost; a multiple of 64, so that words of marks hold none. */
  final int ghost;

  /** What a step of one output row or column adds to the place of a weight, in floats. */
  final int rowStep;

  final int columnStep;

  private final PackedLayer p;
  private final double perWidth;
  private final int width;
  private final int area;
  private final int[] upper;
  private final int[] lower;
  private final int[] left;
  private final int[] right;
  private final int[] rowTap;
  private final int[] columnTap;

  private PixelReach(PackedLayer p) {
    this.p = p;
    PlacedLayer placed = p.placed;
    Window w = placed.window();
    Shape in = placed.input();
    ghost = (p.positions + Long.SIZE - 1) / Long.SIZE * Long.SIZE;
    width = in.width();
    area = in.width() * in.height();
    perWidth = 1.0 / width;
    rowStep = -w.strideY() * w.kernelWidth() * p.inputChannels * p.stride;
    columnStep = -w.strideX() * p.inputChannels * p.stride;
    int rows = placed.output().height();
    int columns = placed.output().width();
    upper = outputs(in.height(), w.padding().top(), w.strideY(), -1, rows, columns);
    lower = outputs(in.height(), w.padding().top(), w.strideY(), 0, rows, columns);
    left = outputs(width, w.padding().left(), w.strideX(), -1, columns, 1);
    right = outputs(width, w.padding().left(), w.strideX(), 0, columns, 1);
    rowTap = taps(in.height(), w.padding().top(), w.strideY(), w.kernelWidth() * p.inputChannels);
    columnTap = taps(width, w.padding().left(), w.strideX(), p.inputChannels);
  }

  /** Reach of the pixels of a stack, or null if they are not seen by two rows of two. */
  static @Nullable PixelReach of(PackedLayer p) {
    Window w = p.placed.window();
    boolean twice =
        w.kernelHeight() == 2 * w.strideY()
            && w.kernelWidth() == 2 * w.strideX()
            && w.dilation().equals(Window.Dilation.NONE);
    return twice && !p.integers && p.kernel == Kernel.LANES ? new PixelReach(p) : null;
  }

  private int[] outputs(int inputs, int padding, int stride, int from, int outputs, int step) {
    int[] at = new int[inputs];
    Arrays.setAll(
        at,
        i -> {
          int o = (i + padding) / stride + from;
          return o >= 0 && o < outputs ? o * step : ghost;
        });
    return at;
  }

  /** Through the tap of the second row or column; the first one's lies a step further on. */
  private static int[] taps(int inputs, int padding, int stride, int step) {
    int[] tap = new int[inputs];
    Arrays.setAll(tap, i -> ((i + padding) % stride + stride) * step);
    return tap;
  }

  /** Numbers of accumulators, ghosts too. */
  int positions() {
    return 2 * ghost + 1;
  }

  /** Words of marks of those that are no ghosts. */
  int words() {
    return ghost / Long.SIZE;
  }

  /** Works out the meetings of a plane's changes. */
  void meet(PixelList list) {
    PixelMeetings m = Objects.requireNonNull(list.meetings);
    m.clear();
    for (int i = 0; i < list.size; i++) {
      int pixel = list.element[i] % area;
      int y = (int) ((pixel + 0.5) * perWidth); // the half keeps rounding off the boundary
      int x = pixel - y * width;
      m.out0[i] = upper[y] + left[x];
      m.out1[i] = upper[y] + right[x];
      m.out2[i] = lower[y] + left[x];
      m.out3[i] = lower[y] + right[x];
      m.tap[i] = (rowTap[y] + columnTap[x] + list.element[i] / area) * p.stride;
      m.delta[i] = list.delta(i);
      m.mark(i);
    }
    m.size = list.size;
  }
}
