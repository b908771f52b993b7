package saccade.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import saccade.model.ActivationGrid;
import saccade.model.ImageStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;
import saccade.model.SparseRows;

/**
 * The scales of the observation in the first layer's weight columns (contract, law 3). Means go
 * into the biases where they can; else a table over the input grid stands in front of the layer.
 *
 * @param grids grids of the observation, with tables where they are needed
 * @param rows the first layer for the integers that come out of them
 */
record InputScaling(InputGrids grids, LayerRows rows) {
  /** Largest magnitude of a table's integers: 12 bits, signed. */
  private static final int TABLE_MAX = (1 << (ActivationGrid.MAX_BITS - 1)) - 1;

  static InputScaling of(Network network, InputGrids grids) {
    PlacedLayer first = network.weighted().get(0);
    int size = network.input().shape().size();
    int frame = network.input().frameSize();
    double[] scale = new double[size];
    double[] mean = new double[size];
    Normaliser normaliser = network.normaliser();
    for (int i = 0; i < size; i++) {
      scale[i] = grids.grid(i % frame).scale();
      mean[i] = normaliser == null ? 0 : normaliser.mean(i);
    }
    InputGrids full = grids;
    if (normaliser != null && !folds(normaliser, first)) {
      full = grids.withTables(tables(network, normaliser, grids, scale));
      Arrays.fill(mean, 0);
    }
    int[] range = ranges(full, first, size, frame);
    // Image bytes keep their scale 1 beside the weights, as a hidden layer's inputs do.
    boolean plain = network.input() instanceof ImageStack && !full.hasTables();
    return new InputScaling(full, rows(first, plain ? new double[0] : scale, mean, range));
  }

  /**
   * True if every mean can go into the biases: no clamp, no padding, one mean per shared weight.
   */
  private static boolean folds(Normaliser normaliser, PlacedLayer first) {
    boolean folds = !normaliser.clamps() && !first.window().isPadded();
    int area = first.sharedInputs();
    for (int i = 0; i < normaliser.size(); i++) {
      folds &= normaliser.mean(i) == normaliser.mean(i / area * area);
    }
    return folds;
  }

  /** Integers of z per grid point; {@code scale} becomes what one of them stands for. */
  private static List<short[]> tables(
      Network network, Normaliser normaliser, InputGrids grids, double[] scale) {
    int frame = network.input().frameSize();
    PlacedLayer first = network.weighted().get(0);
    int area = first.sharedInputs();
    double[] largest = new double[scale.length];
    for (int i = 0; i < scale.length; i++) {
      ActivationGrid grid = grids.grid(i % frame);
      int group = i / area * area;
      double ends =
          Math.max(
              Math.abs(z(normaliser, i, grid, grid.lo())),
              Math.abs(z(normaliser, i, grid, grid.hi())));
      largest[group] = Math.max(largest[group], ends);
    }
    List<short[]> tables = new ArrayList<>();
    for (int i = 0; i < scale.length; i++) {
      double reach = largest[i / area * area];
      scale[i] = reach == 0 ? 1 : reach / TABLE_MAX;
      tables.add(table(normaliser, i, grids.grid(i % frame), scale[i]));
    }
    return tables;
  }

  private static short[] table(Normaliser normaliser, int i, ActivationGrid grid, double step) {
    short[] table = new short[grid.range() + 1];
    for (int q = grid.lo(); q <= grid.hi(); q++) {
      table[q - grid.lo()] = (short) Math.rint(z(normaliser, i, grid, q) / step);
    }
    return table;
  }

  private static double z(Normaliser normaliser, int i, ActivationGrid grid, int q) {
    double z = q * (double) grid.scale() - normaliser.mean(i);
    return Math.min(Math.max(z, normaliser.low(i)), normaliser.high(i));
  }

  private static int[] ranges(InputGrids grids, PlacedLayer first, int size, int frame) {
    int[] range = new int[size];
    int area = first.sharedInputs();
    for (int i = 0; i < size; i++) {
      int group = i / area * area;
      range[group] = Math.max(range[group], grids.propagatedRange(i, i % frame));
    }
    return range;
  }

  private static LayerRows rows(PlacedLayer first, double[] scale, double[] mean, int[] range) {
    SparseRows pattern = first.layer().weights().pattern();
    double[] weight = new double[pattern.entries()];
    double[] means = new double[weight.length];
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        int i = first.firstInput(r, pattern.column(k));
        double step = scale.length == 0 ? 1 : scale[i];
        weight[k] = first.layer().weights().value(k) * step;
        means[k] = mean[i] / step;
      }
    }
    return new LayerRows(
        pattern,
        weight,
        LayerRows.biases(first),
        means,
        1,
        (row, column) -> range[first.firstInput(row, column)]);
  }
}
