package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventCostTest {
  @Test
  void aLineIsFoundThroughStepsOfManySizes() {
    int[] events = new Random(1).ints(301, 1, 200).toArray();
    long[] nanos = Arrays.stream(events).mapToLong(n -> 400 + 30L * n).toArray();
    EventCost cost = EventCost.of(events, nanos);
    assertEquals(30, cost.each(), 1e-9);
    assertEquals(400, cost.base(), 1e-9);
    assertEquals(320, cost.crossover(400 + 320 * 30, 1_000));
  }

  @Test
  void aFewInterruptedStepsDoNotBendIt() {
    int[] events = new Random(2).ints(301, 1, 200).toArray();
    long[] nanos = Arrays.stream(events).mapToLong(n -> 400 + 30L * n).toArray();
    for (int i = 0; i < 30; i++) {
      nanos[10 * i] = 5_000_000;
    }
    EventCost cost = EventCost.of(events, nanos);
    assertEquals(320, cost.crossover(400 + 320 * 30, 1_000), 60);
  }

  @Test
  void stepsOfOneSizeSayWhatAnEventCostsAlongWithItsShareOfTheStep() {
    EventCost cost = EventCost.of(new int[] {10, 10, 10}, new long[] {500, 520, 510});
    assertEquals(0, cost.base());
    assertEquals(51, cost.each(), 1e-9);
  }

  @Test
  void aSingleStepIsEnough() {
    assertEquals(50, EventCost.of(new int[] {4}, new long[] {200}).each());
  }

  @Test
  void timesThatFallWithMoreEventsAreNoLine() {
    EventCost cost = EventCost.of(new int[] {1, 1, 90, 90}, new long[] {800, 800, 300, 300});
    assertEquals(0, cost.base());
    assertTrue(cost.each() > 0);
  }

  @Test
  void aCrossoverStaysBetweenNoneAndAllInputs() {
    EventCost cost = new EventCost(100, 10);
    assertEquals(0, cost.crossover(50, 64));
    assertEquals(64, cost.crossover(1e9, 64));
    assertEquals(7, cost.crossover(170, 64));
  }
}
