package saccade.engine;

import saccade.model.ActivationGrid;

/** The threshold of EXACT mode in grid steps (contract, law 6f). */
public final class GridThreshold {
  private GridThreshold() {}

  /**
   * The smallest integer k of at least 1 with k * scale >= T, compared in double; at most R + 1,
   * which never sends.
   */
  public static int steps(float threshold, ActivationGrid grid) {
    int never = grid.range() + 1;
    double scale = grid.scale();
    double wanted = threshold / scale;
    if (wanted > never) {
      return never;
    }
    int k = Math.max(1, (int) Math.floor(wanted) - 1); // start below: the quotient is rounded
    while (k < never && k * scale < threshold) {
      k++;
    }
    return k;
  }
}
