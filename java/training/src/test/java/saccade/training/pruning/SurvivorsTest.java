package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import saccade.builtin.PruningSchedule;

class SurvivorsTest {
  private static final int TABLE_1_CONVOLUTIONS = 77_824;

  private static long exact(long total, String rate, int rounds) {
    return BigDecimal.ONE
        .subtract(new BigDecimal(rate))
        .pow(rounds)
        .multiply(BigDecimal.valueOf(total))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  @Test
  void equationOneToOneWeight() {
    for (String rate : new String[] {"0.1", "0.2", "0.5", "0", "1", "0.37"}) {
      for (int i = 0; i <= 15; i++) {
        for (long total = 0; total <= 2_000; total++) {
          check(total, rate, i);
        }
        for (long total : new long[] {TABLE_1_CONVOLUTIONS, 1_685_504, Integer.MAX_VALUE}) {
          check(total, rate, i);
        }
      }
    }
  }

  private static void check(long total, String rate, int rounds) {
    assertEquals(
        exact(total, rate, rounds),
        Survivors.afterRounds(total, Double.parseDouble(rate), rounds),
        () -> total + " weights, rate " + rate + ", " + rounds + " rounds");
  }

  @Test
  void aHalfSurvives() {
    assertEquals(5, Survivors.afterRounds(5, 0.1, 1));
    assertEquals(10, Survivors.afterRounds(TABLE_1_CONVOLUTIONS, 0.5, 13));
  }

  @Test
  void tableTwoToItsPrintedRounding() {
    // As printed; at i = 6 the paper has 0.730 where equation 1 gives 0.738.
    String[] printed = {
      "0.000", "0.200", "0.36", "0.488", "0.590", "0.672", "0.738", "0.790", "0.832", "0.866"
    };
    for (int i = 0; i < printed.length; i++) {
      long kept = Survivors.afterRounds(TABLE_1_CONVOLUTIONS, 0.2, i);
      double pruned = 1 - (double) kept / TABLE_1_CONVOLUTIONS;
      int decimals = printed[i].length() - 2;
      assertEquals(printed[i], String.format(Locale.ROOT, "%." + decimals + "f", pruned), "i=" + i);
      assertEquals(PruningSchedule.prunedFraction(0.2, i), pruned, 0.5 / TABLE_1_CONVOLUTIONS);
    }
    assertEquals(0.5904, PruningSchedule.prunedFraction(0.2, 4), 5e-5);
    assertEquals(0.8658, PruningSchedule.prunedFraction(0.2, 9), 5e-5);
  }

  @Test
  void sharesStayWithinTheTotal() {
    assertEquals(0, Survivors.ofShare(77_824, 0));
    assertEquals(77_824, Survivors.ofShare(77_824, 1));
    assertEquals(Integer.MAX_VALUE, Survivors.ofShare(Integer.MAX_VALUE, 1));
  }

  @Test
  void refusesRatesAndRoundsOutside() {
    assertThrows(IllegalArgumentException.class, () -> Survivors.afterRounds(10, -0.1, 1));
    assertThrows(IllegalArgumentException.class, () -> Survivors.afterRounds(10, 1.1, 1));
    assertThrows(IllegalArgumentException.class, () -> Survivors.afterRounds(10, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> Survivors.afterRounds(10, 0.1, -1));
  }
}
