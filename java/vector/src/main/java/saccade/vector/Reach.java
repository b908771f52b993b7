package saccade.vector;

import saccade.engine.FanOut;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Which output positions see an input position, and through which taps, axis by axis: row y is seen
 * by the output rows {@code rowOut[a]} through the kernel rows {@code rowTap[a]} for a from {@code
 * rowStart[y]} up to {@code rowStart[y + 1]}; columns likewise. An output position is {@code
 * rowOut[a] + columnOut[b]}; the first weight column of a tap is {@code rowTap[a] + columnTap[b]}.
 * Dilation, stride and padding are in the lists, so that kernels know nothing of them.
 */
final class Reach {
  final int width;
  final int[] rowStart;
  final int[] rowOut;
  final int[] rowTap;
  final int[] columnStart;
  final int[] columnOut;
  final int[] columnTap;

  private Reach(int width, int[][] rows, int[][] columns) {
    this.width = width;
    rowStart = rows[0];
    rowOut = rows[1];
    rowTap = rows[2];
    columnStart = columns[0];
    columnOut = columns[1];
    columnTap = columns[2];
  }

  static Reach of(PlacedLayer placed) {
    Window w = placed.window();
    Shape in = placed.input();
    Shape out = placed.output();
    int channels = in.channels();
    Axis rows =
        new Axis(in.height(), out.height(), w.padding().top(), w.strideY(), w.dilation().y());
    Axis columns =
        new Axis(in.width(), out.width(), w.padding().left(), w.strideX(), w.dilation().x());
    return new Reach(
        in.width(),
        rows.lists(w.kernelHeight(), out.width(), w.kernelWidth() * channels),
        columns.lists(w.kernelWidth(), 1, channels));
  }

  /** Most output positions that see one input position. */
  int largest() {
    return longest(rowStart) * longest(columnStart);
  }

  private static int longest(int[] start) {
    int longest = 0;
    for (int i = 0; i + 1 < start.length; i++) {
      longest = Math.max(longest, start[i + 1] - start[i]);
    }
    return longest;
  }

  /** Counted multiplications of an event of every input, numbered (y, x, c). */
  static int[] costs(FanOut fan) {
    int[] cost = new int[fan.input().size()];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = Math.toIntExact(fan.cost(i));
    }
    return cost;
  }

  /** One axis: input o * stride + k * dilation - padding is seen by output o through tap k. */
  private record Axis(int inputs, int outputs, int padding, int stride, int dilation) {
    int[][] lists(int taps, int outStep, int tapStep) {
      int[] start = new int[inputs + 1];
      int[] out = new int[outputs * taps];
      int[] tap = new int[outputs * taps];
      int size = 0;
      for (int i = 0; i < inputs; i++) {
        int first = Math.max(0, (i + padding - (taps - 1) * dilation + stride - 1) / stride);
        for (int o = first; o < outputs && o * stride <= i + padding; o++) {
          int distance = i + padding - o * stride;
          if (distance % dilation == 0 && distance / dilation < taps) {
            out[size] = o * outStep;
            tap[size++] = distance / dilation * tapStep;
          }
        }
        start[i + 1] = size;
      }
      return new int[][] {start, out, tap};
    }
  }
}
