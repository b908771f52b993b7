package saccade.vector;

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
  /** Four output positions of 16 bits each are packed in a long. */
  private static final int MOST_POSITIONS = 1 << Short.SIZE;

  /** First number of a ghost: whole vectors of marks hold none. */
  final int ghost;

  /** What a step of one output row or column adds to the place of a weight, in floats. */
  final int rowStep;

  final int columnStep;

  private final PackedLayer p;
  private final int area;
  private final long[] outputs;
  private final int[] tap;

  private PixelReach(PackedLayer p) {
    this.p = p;
    PlacedLayer placed = p.placed;
    Window w = placed.window();
    Shape in = placed.input();
    ghost = ghost(p);
    area = in.width() * in.height();
    rowStep = -w.strideY() * w.kernelWidth() * p.inputChannels * p.stride;
    columnStep = -w.strideX() * p.inputChannels * p.stride;
    outputs = new long[area];
    tap = new int[area];
    for (int i = 0; i < area; i++) {
      int y = i / in.width() + w.padding().top();
      int x = i % in.width() + w.padding().left();
      outputs[i] = outputs(y / w.strideY(), x / w.strideX(), placed.output());
      int row = (y % w.strideY() + w.strideY()) * w.kernelWidth();
      tap[i] = (row + x % w.strideX() + w.strideX()) * p.inputChannels * p.stride;
    }
  }

  private static int ghost(PackedLayer p) {
    return (p.positions + Long.SIZE - 1) / Long.SIZE * Long.SIZE;
  }

  /** Reach of the pixels of a stack, or null if they are not seen by two rows of two. */
  static @Nullable PixelReach of(PackedLayer p) {
    Window w = p.placed.window();
    boolean twice =
        w.kernelHeight() == 2 * w.strideY()
            && w.kernelWidth() == 2 * w.strideX()
            && w.dilation().equals(Window.Dilation.NONE)
            && 2 * ghost(p) < MOST_POSITIONS;
    return twice && !p.integers && p.kernel == Kernel.LANES ? new PixelReach(p) : null;
  }

  private long outputs(int y, int x, Shape out) {
    long all = 0;
    for (int i = 3; i >= 0; i--) {
      int row = y - 1 + i / 2;
      int column = x - 1 + i % 2;
      int at = row >= 0 && row < out.height() ? row * out.width() : ghost;
      at += column >= 0 && column < out.width() ? column : ghost;
      all = all << Short.SIZE | at;
    }
    return all;
  }

  /** Numbers of accumulators, ghosts too. */
  int positions() {
    return 2 * ghost + 1;
  }

  /** Works out the meetings of a plane's changes. */
  void meet(PixelList list) {
    PixelMeetings m = Objects.requireNonNull(list.meetings);
    m.clear();
    for (int i = 0; i < list.size; i++) {
      int c = 0;
      int pixel = list.element[i];
      for (; pixel >= area; pixel -= area) { // a division would cost more than all the rest
        c++;
      }
      m.add(outputs[pixel], tap[pixel] + c * p.stride, list.delta(i));
      m.count(p.costs, pixel * p.inputChannels + c);
    }
  }
}
