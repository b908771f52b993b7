package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;

class SharesTest {
  private static final Architecture TABLE_1 = Architecture.table1(4);
  private static final List<Integer> ALL = List.of(0, 1, 2, 3, 4);

  @Test
  void proportionalToSidesOverWeights() {
    // Sides: 32+4+8+8, 64+32+4+4, 64+64+3+3; nothing is capped at 20 %.
    double[] shares = Shares.erk(TABLE_1, List.of(0, 1, 2), 0.2);
    double scale = 0.2 * 77_824 / (52 + 104 + 134);
    assertArrayEquals(
        new double[] {scale * 52 / 8_192, scale * 104 / 32_768, scale * 134 / 36_864},
        shares,
        1e-12);
  }

  @Test
  void capsAtOneAndKeepsTheTotal() {
    for (double share : new double[] {0, 0.001, 0.05, 0.2, 0.5, 0.9, 0.999, 1}) {
      double[] shares = Shares.erk(TABLE_1, ALL, share);
      double kept = 0;
      double total = 0;
      for (int i : ALL) {
        assertTrue(shares[i] >= 0 && shares[i] <= 1, () -> "share " + share);
        kept += shares[i] * TABLE_1.weights(i);
        total += TABLE_1.weights(i);
      }
      assertEquals(share * total, kept, 1e-6 * total);
    }
    assertEquals(1, Shares.erk(TABLE_1, ALL, 0.2)[4]);
  }

  @Test
  void roundsFollowTheShares() {
    MagnitudePruning pruning =
        new MagnitudePruning(TABLE_1, Pruned.all(Allotment.ERK, Floors.NONE));
    Mask mask = pruning.round(Pruned.random(TABLE_1, 1), Mask.full(TABLE_1), 0.2, 7).mask();
    double[] shares = Shares.erk(TABLE_1, ALL, Math.pow(0.8, 7));
    for (int i : ALL) {
      assertEquals(shares[i] * TABLE_1.weights(i), mask.kept(i), 1);
    }
    assertEquals(Survivors.afterRounds(pruning.total(), 0.2, 7), Pruned.kept(mask));
  }
}
