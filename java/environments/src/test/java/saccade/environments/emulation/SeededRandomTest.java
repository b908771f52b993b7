package saccade.environments.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeededRandomTest {
  @Test
  void sameSeedAndStreamGiveTheSameNumbers() {
    SeededRandom a = new SeededRandom(42, 3);
    SeededRandom b = new SeededRandom(42, 3);
    for (int i = 0; i < 100; i++) {
      assertEquals(a.nextLong(), b.nextLong());
    }
  }

  @Test
  void neighbouringSeedsAndStreamsAreNotShiftedCopies() {
    for (int shift = 0; shift < 10; shift++) {
      SeededRandom moved = new SeededRandom(42, 3);
      for (int i = 0; i < shift; i++) {
        moved.nextLong();
      }
      long first = moved.nextLong();
      assertNotEquals(first, new SeededRandom(43, 3).nextLong());
      assertNotEquals(first, new SeededRandom(42, 4).nextLong());
    }
  }

  @Test
  void boundedNumbersFillTheirRangeEvenly() {
    SeededRandom random = new SeededRandom(1, 0);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.nextInt(7)]++;
    }
    for (int count : counts) {
      // Five standard deviations: sqrt(70000 * 6 / 49) = 92.6.
      assertEquals(10_000, count, 463);
    }
  }

  @Test
  void doublesLieInTheUnitIntervalWithMeanOneHalf() {
    SeededRandom random = new SeededRandom(1, 0);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextDouble();
      assertTrue(value >= 0 && value < 1, "value " + value);
      sum += value;
    }
    assertEquals(0.5, sum / 10_000, 0.015);
  }

  @Test
  void boundMustBePositive() {
    SeededRandom random = new SeededRandom(1, 0);
    assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
  }
}
