package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.pruning.MaskStatistics.LayerRow;
import saccade.training.pruning.MaskStatistics.Sum;
import tools.jackson.databind.json.JsonMapper;

class MaskStatisticsTest {
  private static MaskStatistics of(Architecture architecture, Scope scope, Mask mask) {
    return MaskStatistics.of(architecture, scope, new PruningStep(mask, List.of()));
  }

  @Test
  void everyFieldOfAConstructedMask() {
    // Output 1 of a is dead, its input 3 unused; b has lost everything.
    Mask mask = Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(0, 1, 9, 10), Pruned.bits());
    BoundFloor floor = new BoundFloor("a", BoundFloor.Kind.LAYER, 4);
    MaskStatistics statistics =
        MaskStatistics.of(Pruned.TWO_DENSE, Scope.ALL, new PruningStep(mask, List.of(floor)));
    assertEquals(
        List.of(
            new LayerRow("a", true, 12, 4, 8 / 12.0, 1, 1, 12, 4),
            new LayerRow("b", true, 6, 0, 1, 2, 3, 6, 0)),
        statistics.layers());
    assertEquals(new Sum(18, 4, 14 / 18.0, 18, 4), statistics.inScope());
    assertEquals(statistics.inScope(), statistics.network());
    assertEquals(List.of(floor), statistics.floors());
  }

  @Test
  void thePapersScopeAndItsMultiplications() {
    Architecture table1 = Architecture.table1(4);
    PruningStep step =
        new MagnitudePruning(table1, PruningOptions.PAPER)
            .round(Pruned.random(table1, 1), Mask.full(table1), 0.2, 7);
    MaskStatistics statistics = MaskStatistics.of(table1, Scope.CONVOLUTIONS, step);
    assertEquals(77_824, statistics.inScope().total());
    assertEquals(16_321, statistics.inScope().kept());
    assertEquals(0.790, statistics.inScope().sparsity(), 0.0005);
    assertEquals(7_737_344, statistics.inScope().denseMultiplications());
    // The sum of the rows of Table 3; its total row has 192 less.
    assertEquals(9_345_024, statistics.network().denseMultiplications());
    long expected =
        400L * step.mask().kept(0)
            + 81L * step.mask().kept(1)
            + 49L * step.mask().kept(2)
            + 1_605_632
            + 2_048;
    assertEquals(expected, statistics.network().multiplications());
    assertEquals(
        List.of(true, true, true, false, false),
        statistics.layers().stream().map(LayerRow::inScope).toList());
  }

  @Test
  void aFullMaskHasLostNothing() {
    Architecture minatar = Architecture.minatar(4, 6);
    MaskStatistics statistics = of(minatar, Scope.ALL, Mask.full(minatar));
    assertEquals(0, statistics.network().sparsity());
    assertEquals(168_704, statistics.network().multiplications());
    assertTrue(statistics.layers().stream().allMatch(l -> l.deadOutputs() + l.unusedInputs() == 0));
  }

  @Test
  void nothingInScopeIsNoSparsity() {
    Mask full = Mask.full(Pruned.TWO_DENSE);
    assertEquals(new Sum(0, 0, 0, 0, 0), of(Pruned.TWO_DENSE, Scope.CONVOLUTIONS, full).inScope());
  }

  @Test
  void goesThroughJson() {
    JsonMapper json = JsonMapper.builder().build();
    MaskStatistics statistics =
        MaskStatistics.of(
            Pruned.TWO_DENSE,
            Scope.ALL,
            new PruningStep(
                Mask.full(Pruned.TWO_DENSE),
                List.of(new BoundFloor("a", BoundFloor.Kind.OUTPUT, 1))));
    String text = json.writeValueAsString(statistics);
    assertEquals(statistics, json.readValue(text, MaskStatistics.class));
    assertEquals("OUTPUT", json.readTree(text).at("/floors/0/floor").asString());
  }

  @Test
  void refusesAnotherMask() {
    Architecture minatar = Architecture.minatar(4, 6);
    Mask other = Mask.full(Pruned.TWO_DENSE);
    assertThrows(IllegalArgumentException.class, () -> of(minatar, Scope.ALL, other));
  }
}
