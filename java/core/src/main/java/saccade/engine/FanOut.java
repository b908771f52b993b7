package saccade.engine;

import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.SparseRows;
import saccade.model.Window;

/**
 * Where the events of a layer's input go: which output positions see input (y, x, c), through which
 * kernel tap (ky, kx, c), and which weights of that tap survived pruning (compressed sparse
 * columns). Inputs are numbered (y, x, c) ascending, channels last: the canonical order of sums
 * (contract, law 7). A dense layer is a convolution whose window covers its whole input. For
 * backends; immutable.
 */
public final class FanOut {
  private final Shape input;
  private final Shape output;
  private final Window window;
  private final int groups;
  private final int[] start;
  private final int[] row;
  private final int[] entry;
  private final long[] cost;

  /**
   * The fan-out of one layer.
   *
   * @param pattern the weights that are not 0 in the plan
   */
  public FanOut(PlacedLayer placed, SparseRows pattern) {
    input = placed.input();
    output = placed.output();
    window = placed.window();
    groups = placed.layer().groups();
    start = new int[window.area() * input.channels() + 1];
    row = new int[pattern.entries()];
    entry = new int[pattern.entries()];
    transpose(placed, pattern);
    cost = new long[input.size()];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = multiplications(i);
    }
  }

  private void transpose(PlacedLayer placed, SparseRows pattern) {
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        start[tap(placed, r, pattern.column(k)) + 1]++;
      }
    }
    for (int t = 0; t < start.length - 1; t++) {
      start[t + 1] += start[t];
    }
    int[] next = start.clone();
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        int at = next[tap(placed, r, pattern.column(k))]++;
        row[at] = r;
        entry[at] = k;
      }
    }
  }

  /** Column (c, ky, kx) of a row of the model as tap (ky, kx, c), c over all groups. */
  private static int tap(PlacedLayer placed, int row, int column) {
    return column % placed.window().area() * placed.input().channels()
        + placed.inputChannel(row, column);
  }

  private long multiplications(int i) {
    long sum = 0;
    for (int oy = firstRow(y(i)); oy <= lastRow(y(i)); oy++) {
      for (int ox = firstColumn(x(i)); ox <= lastColumn(x(i)); ox++) {
        int tap = tap(i, oy, ox);
        sum += tap < 0 ? 0 : start[tap + 1] - start[tap];
      }
    }
    return sum;
  }

  /** Shape of the layer's input. */
  public Shape input() {
    return input;
  }

  /** Shape of the layer's output. */
  public Shape output() {
    return output;
  }

  /** Row of an input neuron. */
  public int y(int neuron) {
    return neuron / input.channels() / input.width();
  }

  /** Column of an input neuron. */
  public int x(int neuron) {
    return neuron / input.channels() % input.width();
  }

  /** First output row whose window contains input row {@code y}. */
  public int firstRow(int y) {
    return first(y + window.padding().top(), window.spanY(), window.strideY());
  }

  /** Last output row whose window contains input row {@code y}; below firstRow if none does. */
  public int lastRow(int y) {
    return Math.min(output.height() - 1, (y + window.padding().top()) / window.strideY());
  }

  /** First output column whose window contains input column {@code x}. */
  public int firstColumn(int x) {
    return first(x + window.padding().left(), window.spanX(), window.strideX());
  }

  /** Last output column whose window contains input column {@code x}. */
  public int lastColumn(int x) {
    return Math.min(output.width() - 1, (x + window.padding().left()) / window.strideX());
  }

  /** The first o of at least 0 with o * stride + span > padded. */
  private static int first(int padded, int span, int stride) {
    return Math.max(0, (padded - span + stride) / stride);
  }

  /**
   * Tap through which output position (oy, ox) sees an input neuron; -1 if it lies between the taps
   * of a dilated kernel.
   */
  public int tap(int neuron, int oy, int ox) {
    int dy = y(neuron) + window.padding().top() - oy * window.strideY();
    int dx = x(neuron) + window.padding().left() - ox * window.strideX();
    Window.Dilation dilation = window.dilation();
    if (dy % dilation.y() != 0 || dx % dilation.x() != 0) {
      return -1;
    }
    int ky = dy / dilation.y();
    int kx = dx / dilation.x();
    return (ky * window.kernelWidth() + kx) * input.channels() + neuron % input.channels();
  }

  /** Number of groups of channels. */
  public int groups() {
    return groups;
  }

  /** Group that an input neuron belongs to; its events reach the output channels of that group. */
  public int group(int neuron) {
    return neuron % input.channels() / (input.channels() / groups);
  }

  /** First weight of a tap; its weights end where the next tap's start. */
  public int start(int tap) {
    return start[tap];
  }

  /** Output channel of a weight. */
  public int row(int weight) {
    return row[weight];
  }

  /** Entry of the model's sparse rows that a weight came from. */
  public int entry(int weight) {
    return entry[weight];
  }

  /**
   * Counted multiplications of one event of an input neuron: non-zero weights at taps inside the
   * image (contract, law 10).
   */
  public long cost(int neuron) {
    return cost[neuron];
  }
}
