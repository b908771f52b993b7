package saccade.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.engine.Nonlinearity;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.GridWeights;
import saccade.model.QuantizedLayer;
import saccade.model.Requantiser;
import saccade.model.SparseRows;

/** The integers of one layer (contract, law 6). */
final class LayerQuantizer {
  private static final int WEIGHT_MAX = 127;

  /** Weights and biases below this count as 0: a scale for them would not be a normal number. */
  private static final double TINY = 0x1p-100;

  /** How far beyond the calibrated reach a table goes: unseen observations reach further. */
  private static final double TABLE_MARGIN = 2;

  private LayerQuantizer() {}

  /**
   * Quantises one layer.
   *
   * @param output grid of what it sends; null for the last layer
   * @param reach largest |O| that was seen; only read where f needs a table
   */
  static QuantizedLayer quantize(
      LayerRows rows, Activation f, @Nullable ActivationGrid output, double reach) {
    SparseRows pattern = rows.pattern();
    byte[] points = new byte[pattern.entries()];
    int[] bias = new int[pattern.rows()];
    float[] scale = new float[pattern.rows()];
    double[] step = new double[pattern.rows()];
    for (int r = 0; r < pattern.rows(); r++) {
      scale[r] = rowScale(rows, r);
      step[r] = (double) scale[r] * rows.inputStep();
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        points[k] = (byte) Math.rint(rows.weight()[k] / (double) scale[r]);
      }
      bias[r] = (int) Math.rint(bias(rows, r, scale[r]) / step[r]);
    }
    return new QuantizedLayer(
        withoutZeros(pattern, points), bias, requantiser(f, step, output, reach), scale, output);
  }

  /** The bias takes the means from the quantised weights (contract, law 3). */
  private static double bias(LayerRows rows, int row, float scale) {
    double bias = rows.bias()[row];
    for (int k = rows.pattern().start(row); k < rows.pattern().start(row + 1); k++) {
      bias -= Math.rint(rows.weight()[k] / (double) scale) * scale * rows.mean()[k];
    }
    return bias;
  }

  private static Requantiser requantiser(
      Activation f, double[] step, @Nullable ActivationGrid output, double reach) {
    if (f.needsTable(output == null)) {
      ActivationTable table = table(f, output, reach);
      return Requantiser.through(table, multipliers(step, table.scale(), 1));
    }
    double unit = output == null ? 1 : output.scale();
    float[] positive = multipliers(step, unit, 1);
    return f.kind() == Activation.Kind.LEAKY_RELU
        ? Requantiser.leaky(positive, multipliers(step, unit, f.a()))
        : Requantiser.of(positive);
  }

  private static float[] multipliers(double[] step, double unit, double slope) {
    float[] m = new float[step.length];
    for (int r = 0; r < m.length; r++) {
      m[r] = (float) (step[r] / unit * slope);
    }
    return m;
  }

  private static ActivationTable table(
      Activation f, @Nullable ActivationGrid output, double reach) {
    double wanted =
        Math.max(reach * TABLE_MARGIN, Float.MIN_NORMAL * (double) ActivationTable.SIZE);
    float scale = (float) (wanted / ActivationTable.HI);
    short[] points = new short[ActivationTable.SIZE];
    float[] results = new float[ActivationTable.SIZE];
    for (int at = ActivationTable.LO; at <= ActivationTable.HI; at++) {
      double x = Nonlinearity.of(f, at * (double) scale);
      if (output == null) {
        results[at - ActivationTable.LO] = (float) x;
      } else {
        double q = Math.rint(x / output.scale());
        points[at - ActivationTable.LO] = (short) Math.min(Math.max(q, output.lo()), output.hi());
      }
    }
    return output == null
        ? ActivationTable.ofResults(scale, results)
        : ActivationTable.ofPoints(scale, points);
  }

  /** The finest scale at which the weights fit int8 and |b| + sum|w| * R stays below 2^31. */
  private static float rowScale(LayerRows rows, int row) {
    double largest = 0;
    for (int k = rows.pattern().start(row); k < rows.pattern().start(row + 1); k++) {
      largest = Math.max(largest, Math.abs(rows.weight()[k]));
    }
    double bias = Math.abs(rows.bias()[row]);
    if (largest < TINY) { // a row without weights takes its scale from its bias
      return bias < TINY ? 1 : (float) (bias / rows.inputStep() / WEIGHT_MAX);
    }
    float scale = (float) (largest / WEIGHT_MAX);
    while (largest / scale > WEIGHT_MAX + 0.5 || !fits(rows, row, scale)) {
      scale *= 1.5f;
    }
    return scale;
  }

  private static boolean fits(LayerRows rows, int row, float scale) {
    double sum = Math.rint(Math.abs(bias(rows, row, scale)) / (scale * rows.inputStep()));
    for (int k = rows.pattern().start(row); k < rows.pattern().start(row + 1); k++) {
      sum +=
          Math.rint(Math.abs(rows.weight()[k]) / (double) scale)
              * rows.range().applyAsInt(row, rows.pattern().column(k));
    }
    return sum < Integer.MAX_VALUE;
  }

  private static GridWeights withoutZeros(SparseRows pattern, byte[] points) {
    int[] start = new int[pattern.rows() + 1];
    int[] column = new int[points.length];
    byte[] kept = new byte[points.length];
    int n = 0;
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        if (points[k] != 0) {
          column[n] = pattern.column(k);
          kept[n++] = points[k];
        }
      }
      start[r + 1] = n;
    }
    SparseRows grid =
        n == points.length
            ? pattern
            : SparseRows.of(pattern.columns(), start, Arrays.copyOf(column, n));
    return new GridWeights(grid, Arrays.copyOf(kept, n));
  }
}
