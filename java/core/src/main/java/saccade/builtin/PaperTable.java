package saccade.builtin;

import java.util.List;

/**
 * Tables 4 and 5 of the paper as printed, and its estimate (section 2.5.2): dense x (1 - weight
 * sparsity) x (1 - delta sparsity of the layer's input). A row's delta sparsity is that of the
 * layer's output, so row k's estimate takes row k - 1's.
 *
 * @param game name of the game
 * @param inputDeltaSparsity delta sparsity of the input row
 * @param rows one per weighted layer
 * @param printedTotal significant multiplications in the total row; its rows add up to a few more
 *     or less
 */
public record PaperTable(
    String game, double inputDeltaSparsity, List<Row> rows, long printedTotal) {
  /** Half a unit of the third decimal, to which sparsities are printed. */
  private static final double HALF_UNIT = 0.0005;

  /**
   * One printed row.
   *
   * @param layer name, as printed
   * @param multiplications of the unoptimised layer (Table 3)
   * @param nonzero significant multiplications
   * @param weightSparsity share of pruned weights
   * @param deltaSparsity share of silent neurons in the layer's output
   */
  public record Row(
      String layer,
      long multiplications,
      long nonzero,
      double weightSparsity,
      double deltaSparsity) {}

  /** Table 4: Breakout, 0.79 sparsity, threshold 0.001. */
  public static final PaperTable BREAKOUT =
      new PaperTable(
          "Breakout",
          0.992,
          List.of(
              new Row("Conv2d-1", 3_276_800, 9_468, 0.638, 0.990),
              new Row("Conv2d-2", 2_654_208, 5_592, 0.789, 0.968),
              new Row("Conv2d-4", 1_806_336, 10_125, 0.824, 0.969),
              new Row("Dense-1", 1_605_632, 49_790, 0, 0.975),
              new Row("Dense-2", 2_048, 51, 0, 0.871)),
          75_012);

  /** Table 5: Space Invaders, 0.74 sparsity, threshold 0.001. */
  public static final PaperTable SPACE_INVADERS =
      new PaperTable(
          "Space Invaders",
          0.986,
          List.of(
              new Row("Conv2d-1", 3_276_800, 16_712, 0.635, 0.924),
              new Row("Conv2d-2", 2_654_208, 58_216, 0.711, 0.773),
              new Row("Conv2d-4", 1_806_336, 88_558, 0.784, 0.849),
              new Row("Dense-1", 1_605_632, 242_450, 0, 0.732),
              new Row("Dense-2", 2_048, 548, 0, 0.004)),
          406_486);

  public PaperTable {
    rows = List.copyOf(rows);
  }

  /** Delta sparsity of the input of a layer, 1..rows. */
  public double deltaSparsityIn(int layer) {
    return layer == 1 ? inputDeltaSparsity : rows.get(layer - 2).deltaSparsity;
  }

  /** The paper's estimate for a layer, from the printed sparsities. */
  public double estimate(int layer) {
    return corner(layer, 0);
  }

  /** Smallest estimate that the printed digits allow. */
  public double estimateAtLeast(int layer) {
    return corner(layer, HALF_UNIT);
  }

  /** Largest estimate that the printed digits allow. */
  public double estimateAtMost(int layer) {
    return corner(layer, -HALF_UNIT);
  }

  private double corner(int layer, double sparser) {
    Row row = rows.get(layer - 1);
    double weights = row.weightSparsity == 0 ? 1 : 1 - row.weightSparsity - sparser;
    return row.multiplications * weights * (1 - deltaSparsityIn(layer) - sparser);
  }

  /** Sum of Table 3's column for n = 4: 9,345,024; the paper prints 192 less. */
  public long denseTotal() {
    return rows.stream().mapToLong(Row::multiplications).sum();
  }

  /** Factor by pruning and delta together, from the estimates. */
  public double jointFactor() {
    double sum = 0;
    for (int layer = 1; layer <= rows.size(); layer++) {
      sum += estimate(layer);
    }
    return denseTotal() / sum;
  }

  /** Factor by pruning alone. */
  public double pruningFactor() {
    double sum = 0;
    for (Row row : rows) {
      sum += row.multiplications * (1 - row.weightSparsity);
    }
    return denseTotal() / sum;
  }

  /** Factor by delta alone. */
  public double deltaFactor() {
    double sum = 0;
    for (int layer = 1; layer <= rows.size(); layer++) {
      sum += rows.get(layer - 1).multiplications * (1 - deltaSparsityIn(layer));
    }
    return denseTotal() / sum;
  }
}
