package saccade.verify.reference;

import java.util.stream.IntStream;
import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.SparseRows;
import saccade.model.Window;

/**
 * A layer written out as one sparse matrix from all its inputs to all its outputs, both in the
 * model's order: brute force, so that every reference is one plain loop. Entries of an output
 * follow the canonical order (ky, kx, c), which is what the FLOAT32 error bound needs.
 */
public final class UnrolledLayer {
  private final PlacedLayer placed;
  private final int[] start;
  private final int[] input;
  private final int[] entry;

  /** Writes out the weights of {@code pattern}; taps outside the image are left out. */
  public UnrolledLayer(PlacedLayer placed, SparseRows pattern) {
    this.placed = placed;
    Shape out = placed.output();
    start = new int[out.size() + 1];
    int[][] canonical = new int[pattern.rows()][];
    for (int r = 0; r < pattern.rows(); r++) {
      canonical[r] = canonicalOrder(pattern, r);
    }
    long total = 0;
    for (int pass = 0; pass < out.size(); pass++) {
      total += canonical[pass / (out.height() * out.width())].length;
    }
    int[] inputs = new int[Math.toIntExact(total)];
    int[] entries = new int[inputs.length];
    int n = 0;
    for (int o = 0; o < out.size(); o++) {
      for (int k : canonical[o / (out.height() * out.width())]) {
        int i = inputOf(o, pattern.column(k));
        if (i >= 0) {
          inputs[n] = i;
          entries[n++] = k;
        }
      }
      start[o + 1] = n;
    }
    input = inputs;
    entry = entries;
  }

  private int[] canonicalOrder(SparseRows pattern, int row) {
    int area = placed.window().kernelHeight() * placed.window().kernelWidth();
    return IntStream.range(pattern.start(row), pattern.start(row + 1))
        .boxed()
        .sorted(
            (a, b) -> {
              int tapA = pattern.column(a) % area;
              int tapB = pattern.column(b) % area;
              return tapA != tapB ? Integer.compare(tapA, tapB) : Integer.compare(a, b);
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Input seen by an output through a column (c, ky, kx), or -1 outside the image. */
  private int inputOf(int output, int column) {
    Window w = placed.window();
    Shape in = placed.input();
    Shape out = placed.output();
    int outputColumn = output % out.width();
    int outputRow = output / out.width() % out.height();
    int filter = output / out.width() / out.height();
    int groups = placed.layer().groups();
    int firstOfGroup = filter * groups / out.channels() * (in.channels() / groups);
    int kx = column % w.kernelWidth();
    int ky = column / w.kernelWidth() % w.kernelHeight();
    int c = firstOfGroup + column / w.kernelWidth() / w.kernelHeight();
    int y = outputRow * w.strideY() + ky * w.dilation().y() - w.padding().top();
    int x = outputColumn * w.strideX() + kx * w.dilation().x() - w.padding().left();
    boolean inside = y >= 0 && y < in.height() && x >= 0 && x < in.width();
    return inside ? in.index(c, y, x) : -1;
  }

  /**
   * Which outputs have a moved input in their receptive field, pruned weights included (contract,
   * law 1).
   *
   * @param delta what every input moved by, 0 if it did not
   */
  public boolean[] reached(double[] delta) {
    Shape in = placed.input();
    boolean[] reached = new boolean[outputs()];
    for (int i = 0; i < delta.length; i++) {
      if (delta[i] != 0) {
        reach(
            i / (in.height() * in.width()), i / in.width() % in.height(), i % in.width(), reached);
      }
    }
    return reached;
  }

  private void reach(int c, int y, int x, boolean[] reached) {
    Window w = placed.window();
    Shape out = placed.output();
    int groups = placed.layer().groups();
    int perGroup = out.channels() / groups;
    int group = c / (placed.input().channels() / groups);
    for (int oy = 0; oy < out.height(); oy++) {
      int dy = y + w.padding().top() - oy * w.strideY();
      boolean row = dy >= 0 && dy < w.spanY() && dy % w.dilation().y() == 0;
      for (int ox = 0; row && ox < out.width(); ox++) {
        int dx = x + w.padding().left() - ox * w.strideX();
        boolean sees = dx >= 0 && dx < w.spanX() && dx % w.dilation().x() == 0;
        for (int filter = group * perGroup; sees && filter < (group + 1) * perGroup; filter++) {
          reached[out.index(filter, oy, ox)] = true;
        }
      }
    }
  }

  /** The layer that was written out. */
  public PlacedLayer placed() {
    return placed;
  }

  /** Number of outputs. */
  public int outputs() {
    return start.length - 1;
  }

  /** Output channel of an output. */
  public int channel(int output) {
    return output / (placed.output().height() * placed.output().width());
  }

  /** First edge of an output; its edges end where the next output's start. */
  public int start(int output) {
    return start[output];
  }

  /** Input at the other end of an edge. */
  public int input(int edge) {
    return input[edge];
  }

  /** Entry of the sparse rows that weighs an edge. */
  public int entry(int edge) {
    return entry[edge];
  }
}
