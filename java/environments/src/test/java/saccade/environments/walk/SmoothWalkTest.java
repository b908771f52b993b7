package saccade.environments.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SmoothWalkTest {
  private static final float[] LOW = {-1, 0, 5, -3e38f};
  private static final float[] HIGH = {1, 100, 5, 3e38f};
  private static final int STEPS = 20_000;

  private static SmoothWalk walk(long seed) {
    return new SmoothWalk(LOW, HIGH, seed);
  }

  @Test
  void everyElementStaysInItsRangeAndUsesMostOfIt() {
    SmoothWalk walk = walk(1);
    float[] least = HIGH.clone();
    float[] most = LOW.clone();
    for (int step = 0; step < STEPS; step++) {
      walk.step();
      for (int i = 0; i < LOW.length; i++) {
        assertTrue(walk.at(i) >= LOW[i] && walk.at(i) <= HIGH[i], "element " + i);
        least[i] = Math.min(least[i], walk.at(i));
        most[i] = Math.max(most[i], walk.at(i));
      }
    }
    for (int i = 0; i < LOW.length; i++) {
      double span = (double) HIGH[i] - LOW[i];
      assertTrue((double) most[i] - least[i] >= 0.9 * span, "element " + i);
    }
  }

  @Test
  void stepsAreSmallAndAboutHalfOfTheElementsRest() {
    SmoothWalk walk = walk(2);
    int rested = 0;
    double largest = 0;
    for (int step = 0; step < STEPS; step++) {
      float before = walk.at(0);
      walk.step();
      rested += walk.at(0) == before ? 1 : 0;
      largest = Math.max(largest, Math.abs(walk.at(0) - before) / 2);
    }
    assertEquals(0.5, (double) rested / STEPS, 0.15);
    assertTrue(largest > 0.01 && largest < 0.2, "largest step " + largest);
  }

  @Test
  void theSeedDecides() {
    SmoothWalk first = walk(7);
    SmoothWalk again = walk(7);
    SmoothWalk other = walk(8);
    int different = 0;
    for (int step = 0; step < 100; step++) {
      first.step();
      again.step();
      other.step();
      for (int i = 0; i < LOW.length; i++) {
        assertEquals(first.at(i), again.at(i));
        different += first.at(i) == other.at(i) ? 0 : 1;
      }
    }
    assertTrue(different > 0);
  }

  @Test
  void aRestartGoesElsewhere() {
    SmoothWalk walk = walk(3);
    float before = walk.at(1);
    walk.restart();
    assertNotEquals(before, walk.at(1));
    assertEquals(4, walk.size());
  }

  @Test
  void rangesThatAreNoneAreNamed() {
    float[] nan = {Float.NaN};
    float[] one = {1};
    float[] zero = {0};
    String message = refused(one, zero);
    assertTrue(message.contains("1.0..0.0 of element 0"), message);
    refused(nan, one);
    refused(zero, new float[] {Float.POSITIVE_INFINITY});
    refused(zero, new float[] {1, 2});
    refused(new float[0], new float[0]);
  }

  private static String refused(float[] low, float[] high) {
    return assertThrows(IllegalArgumentException.class, () -> new SmoothWalk(low, high, 1))
        .getMessage();
  }
}
