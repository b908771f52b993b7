package saccade.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.engine.Kernel;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Which output positions see a pixel, where the kernel is two strides high and wide: always two
 * rows of two, so that no loop is needed to go through them. Those beyond the image are ghosts:
 * numbers from {@link #ghost} on, which accumulators have room for and nobody reads. Immutable.
 */
final class PixelReach {
  /** Cells are numbered in shorts; with a ring of ghosts around, positions fit 16 bits. */
  private static final int MOST_POSITIONS = 1 << (Short.SIZE - 2);

  /** First number of a ghost: whole vectors of marks hold none. */
  final int ghost;

  /** What a step of one output row or column adds to the place of a weight. */
  final int rowStep;

  final int columnStep;

  /** Number of the square of a stride that a pixel lies in: all of it is seen alike. */
  final short[] cell;

  /** Output positions that see a cell, 16 bits each, upper left one first. */
  final long[] outputs;

  /** Where the weights of a pixel start, seen from the first of its output positions. */
  final int[] tap;

  /** What changes of 64 elements of a frame cost: {@code wordCost[plane][word]}. */
  final int[][] wordCost;

  /** Pixels of a channel of a frame. */
  final int area;

  private final int elements;

  private PixelReach(PackedLayer p, int planes) {
    PlacedLayer placed = p.placed;
    Window w = placed.window();
    Shape in = placed.input();
    ghost = ghost(p);
    area = in.width() * in.height();
    elements = area * p.inputChannels / planes;
    rowStep = -w.strideY() * w.kernelWidth() * p.inputChannels * p.stride;
    columnStep = -w.strideX() * p.inputChannels * p.stride;
    int wide = cellsWide(placed);
    outputs = new long[cellsHigh(placed) * wide];
    Arrays.setAll(outputs, i -> outputs(i / wide, i % wide, placed.output()));
    cell = new short[area];
    tap = new int[area];
    for (int i = 0; i < area; i++) {
      int y = i / in.width() + w.padding().top();
      int x = i % in.width() + w.padding().left();
      cell[i] = (short) (y / w.strideY() * wide + x / w.strideX());
      int row = (y % w.strideY() + w.strideY()) * w.kernelWidth();
      tap[i] = (row + x % w.strideX() + w.strideX()) * p.inputChannels * p.stride;
    }
    wordCost = wordCosts(p, planes);
  }

  private int[][] wordCosts(PackedLayer p, int planes) {
    int frameChannels = p.inputChannels / planes;
    int[][] cost = new int[planes][(area * frameChannels + Long.SIZE - 1) / Long.SIZE];
    for (int i = 0; i < area * p.inputChannels; i++) {
      int channel = i % p.inputChannels;
      int element = channel % frameChannels * area + i / p.inputChannels;
      cost[channel / frameChannels][element / Long.SIZE] += p.costs[i];
    }
    return cost;
  }

  /** Bits of a word that stand for elements of a frame. */
  long elements(int word) {
    int left = elements - word * Long.SIZE;
    return left >= Long.SIZE ? -1 : (1L << left) - 1;
  }

  private static int ghost(PackedLayer p) {
    return (p.positions + Long.SIZE - 1) / Long.SIZE * Long.SIZE;
  }

  /** Reach of the pixels of a stack, or null if they are not seen by two rows of two. */
  static @Nullable PixelReach of(PackedLayer p, int planes) {
    Window w = p.placed.window();
    boolean twice =
        w.kernelHeight() == 2 * w.strideY()
            && w.kernelWidth() == 2 * w.strideX()
            && w.dilation().equals(Window.Dilation.NONE)
            && cellsHigh(p.placed) * cellsWide(p.placed) < MOST_POSITIONS
            && ghost(p) < MOST_POSITIONS;
    return twice && !p.integers && p.kernel == Kernel.LANES ? new PixelReach(p, planes) : null;
  }

  private static int cellsHigh(PlacedLayer placed) {
    Window w = placed.window();
    return (placed.input().height() - 1 + w.padding().top()) / w.strideY() + 1;
  }

  private static int cellsWide(PlacedLayer placed) {
    Window w = placed.window();
    return (placed.input().width() - 1 + w.padding().left()) / w.strideX() + 1;
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
}
