package saccade.app.play;

import org.jspecify.annotations.Nullable;

/** Adds up how far y is from the dense network's: what an agreement of actions cannot say. */
final class OutputErrors {
  private double sum;
  private double max;
  private double largest;
  private long values;

  void add(float[] y, double[] dense) {
    for (int i = 0; i < y.length; i++) {
      double error = Math.abs(y[i] - dense[i]);
      sum += error;
      max = Math.max(max, error);
      largest = Math.max(largest, Math.abs(dense[i]));
    }
    values += y.length;
  }

  RunReport.@Nullable OutputError reportOrNull() {
    return values == 0 ? null : new RunReport.OutputError(sum / values, max, largest);
  }
}
