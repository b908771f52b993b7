package saccade.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import saccade.engine.LayerCost;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.PlacedLayer;

/** The paper's numbers, recomputed. */
class PaperTableTest {
  static final List<PaperTable> TABLES = List.of(PaperTable.BREAKOUT, PaperTable.SPACE_INVADERS);

  private static final Network TABLE1 = DeepQNetwork.of("table1", DeepQNetwork.Sparsity.NONE, 4, 1);

  @Test
  void table1ShapesAndParameters() {
    String[] inputs = {"4x84x84", "32x20x20", "64x9x9", "64x7x7", "512"};
    int[] parameters = {8_224, 32_832, 36_928, 1_606_144, 512 * 4 + 4};
    for (int k = 0; k < inputs.length; k++) {
      PlacedLayer layer = TABLE1.weighted().get(k);
      assertEquals(inputs[k], layer.input().toString());
      int weights = layer.layer().weights().pattern().entries();
      assertEquals(parameters[k], weights + layer.layer().bias().size(), layer.name());
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0.2", "2,0.36", "3,0.488", "4,0.5904", "5,0.67232", "8,0.83222784"})
  void table2FollowsFromEquation1(int round, double pruned) {
    assertEquals(pruned, PruningSchedule.prunedFraction(0.2, round), 1e-9);
  }

  @Test
  void table2PrintsRoundSixEightThousandthsTooLow() {
    double[] printed = {0, 0.2, 0.36, 0.488, 0.590, 0.672, 0.730, 0.790, 0.832, 0.866};
    for (int i = 0; i < printed.length; i++) {
      double error = Math.abs(printed[i] - PruningSchedule.prunedFraction(0.2, i));
      assertTrue(i == 6 ? error > 0.007 : error <= 0.0005, "round " + i + " is off by " + error);
    }
  }

  @Test
  void table3AddsUpTo9345024() {
    long[] multiplications = {3_276_800, 2_654_208, 1_806_336, 1_605_632, 2_048};
    for (int k = 0; k < multiplications.length; k++) {
      PlacedLayer layer = TABLE1.weighted().get(k);
      assertEquals(multiplications[k], layer.denseMultiplications(), layer.name());
      assertEquals(multiplications[k], PaperTable.BREAKOUT.rows().get(k).multiplications());
    }
    assertEquals(9_345_024, TABLE1.denseMultiplications());
    assertEquals(9_345_024, PaperTable.BREAKOUT.denseTotal());
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void theEstimateReproducesEveryPrintedCount(PaperTable table) {
    for (int k = 1; k <= table.rows().size(); k++) {
      long printed = table.rows().get(k - 1).nonzero();
      assertTrue(
          table.estimateAtLeast(k) - 0.5 <= printed && printed <= table.estimateAtMost(k) + 0.5,
          "%s: %s..%s does not hold %d"
              .formatted(
                  table.rows().get(k - 1).layer(),
                  table.estimateAtLeast(k),
                  table.estimateAtMost(k),
                  printed));
      assertTrue(
          table.estimateAtMost(k) - table.estimateAtLeast(k) < 0.2 * table.estimate(k),
          "an interval that wide shows nothing");
    }
  }

  @Test
  void printedTotalsMissTheSumOfTheirRowsByAFew() {
    assertEquals(75_026, sum(PaperTable.BREAKOUT));
    assertEquals(75_012, PaperTable.BREAKOUT.printedTotal());
    assertEquals(406_484, sum(PaperTable.SPACE_INVADERS));
    assertEquals(406_486, PaperTable.SPACE_INVADERS.printedTotal());
  }

  private static long sum(PaperTable table) {
    return table.rows().stream().mapToLong(PaperTable.Row::nonzero).sum();
  }

  @Test
  void factorsByPruningAloneDeltaAloneAndBoth() {
    assertEquals(2.55, PaperTable.BREAKOUT.pruningFactor(), 0.005);
    assertEquals(58.3, PaperTable.BREAKOUT.deltaFactor(), 0.05);
    assertEquals(124.45, PaperTable.BREAKOUT.jointFactor(), 0.005);
    assertEquals(2.36, PaperTable.SPACE_INVADERS.pruningFactor(), 0.005);
    assertEquals(10.4, PaperTable.SPACE_INVADERS.deltaFactor(), 0.05);
    assertEquals(22.98, PaperTable.SPACE_INVADERS.jointFactor(), 0.005);
  }

  /** A plan's own estimate is the same formula, on its real weights and events. */
  @ParameterizedTest
  @FieldSource("TABLES")
  void planCostsGiveThePapersEstimate(PaperTable table) {
    Builtin builtin =
        Builtin.ALL.stream().filter(b -> b.table() == table).findFirst().orElseThrow();
    Plan plan = new ScalarBackend().plan(builtin.network(), PlanOptions.DEFAULT);
    for (int k = 1; k <= table.rows().size(); k++) {
      LayerCost cost = plan.layers().get(k - 1);
      assertEquals(table.rows().get(k - 1).weightSparsity(), cost.weightSparsity(), 0.0005);
      long events = Math.round((1 - table.deltaSparsityIn(k)) * cost.inputs());
      double printed = table.rows().get(k - 1).nonzero();
      double rounding = 0.5 / events + 0.5 / printed; // events are whole, the paper's are not
      assertEquals(1, cost.estimate(events) / table.estimate(k), rounding + 0.005);
    }
  }
}
