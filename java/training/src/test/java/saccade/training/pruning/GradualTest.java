package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;

class GradualTest {
  private static final GradualSchedule SCHEDULE = new GradualSchedule(0.8, 200, 800, 100);

  @Test
  void cubicFromBeginToEnd() {
    assertEquals(0, SCHEDULE.sparsity(0));
    assertEquals(0, SCHEDULE.sparsity(200));
    assertEquals(0.8 * (1 - Math.pow(5 / 6.0, 3)), SCHEDULE.sparsity(300), 1e-15);
    assertEquals(0.8 * 7 / 8, SCHEDULE.sparsity(500), 1e-15);
    assertEquals(0.8, SCHEDULE.sparsity(800));
    assertEquals(0.8, SCHEDULE.sparsity(Long.MAX_VALUE));
    for (long t = 0; t < 1_000; t++) {
      assertTrue(SCHEDULE.sparsity(t) <= SCHEDULE.sparsity(t + 1));
    }
  }

  @Test
  void dueEverySoOftenAndAtTheEnd() {
    assertFalse(SCHEDULE.due(100));
    assertTrue(SCHEDULE.due(200));
    assertFalse(SCHEDULE.due(250));
    assertTrue(SCHEDULE.due(700));
    assertTrue(SCHEDULE.due(800));
    assertFalse(SCHEDULE.due(900));
    assertTrue(new GradualSchedule(0.8, 0, 7, 4).due(7));
    assertFalse(new GradualSchedule(0.8, 0, 7, 4).due(8));
  }

  @Test
  void overATrainingFromAFifthToFourFifths() {
    assertEquals(new GradualSchedule(0.95, 20, 80, 5), GradualSchedule.over(100, 0.95, 5));
  }

  @Test
  void masksFollowTheScheduleAndOnlyShrink() {
    Architecture minatar = Architecture.minatar(4, 6);
    for (Allotment allotment : Allotment.values()) {
      MagnitudePruning pruning = new MagnitudePruning(minatar, Pruned.all(allotment, Floors.NONE));
      Mask mask = Mask.full(minatar);
      for (long t = 0; t <= 1_000; t += 50) {
        Mask next = pruning.gradual(SCHEDULE, Pruned.random(minatar, t), mask, t).mask();
        assertTrue(next.isWithin(mask));
        if (SCHEDULE.due(t)) {
          double kept = pruning.total() * (1 - SCHEDULE.sparsity(t));
          double slack = allotment == Allotment.GLOBAL ? 0.5 : 1.5;
          assertEquals(kept, Pruned.kept(next), slack + 1e-6);
        } else {
          assertSame(mask, next);
        }
        mask = next;
      }
      assertEquals(pruning.total() * 0.2, Pruned.kept(mask), 1.5);
    }
  }

  @Test
  void twoOfFourHasNoDegrees() {
    Architecture minatar = Architecture.minatar(4, 6);
    MagnitudePruning pruning =
        new MagnitudePruning(
            minatar, Pruned.options(Scope.ALL, Allotment.GLOBAL, Pattern.TWO_OF_FOUR));
    assertThrows(
        IllegalArgumentException.class,
        () -> pruning.gradual(SCHEDULE, Pruned.random(minatar, 1), Mask.full(minatar), 0));
  }

  @Test
  void refusesSchedulesThatAreNone() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new GradualSchedule(bad, 0, 1, 1));
    }
    assertThrows(IllegalArgumentException.class, () -> new GradualSchedule(0.5, -1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new GradualSchedule(0.5, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new GradualSchedule(0.5, 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> GradualSchedule.over(0, 0.5, 1));
  }
}
