package saccade.bench.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;

/** A step that allocates is seen, and so is one that does it rarely. */
class SteadyStepsTest {
  private static final Network NETWORK = SmallCase.network();
  private static final int PIXELS = NETWORK.input().frameBytes();
  private static final int STEPS = 300_000;

  private volatile Object kept = "";
  private long calls;

  @Test
  void stepsThatAllocateNothingAreSteady() {
    try (Session session = new ScalarBackend().plan(NETWORK, PlanOptions.DEFAULT).open()) {
      SteadySteps.Result result = new SteadySteps(session, SmallCase.frames(), PIXELS).run(STEPS);
      assertTrue(result.isSteady(), result.toString());
      assertEquals(STEPS, result.steps());
      assertTrue(result.warmUpSteps() >= 100_000, result.toString());
      assertTrue(result.nanos() > 0);
    }
  }

  /** Rarely enough for a warm-up to end, often enough for every steps that are judged. */
  @Test
  void oneAllocationAmongManyStepsIsSeen() {
    SteadySteps.Result result = allocating(150_000);
    assertFalse(result.isSteady(), result.toString());
    assertEquals(STEPS, result.steps());
    assertTrue(result.bytes() >= 2_000 && result.bytes() < 3_000, result.toString());
  }

  /** Who allocates in every round never gets warm; the last round tells. */
  @Test
  void aWarmUpWithoutAnEndIsNotSteady() {
    SteadySteps.Result result = allocating(1_000);
    assertFalse(result.isSteady(), result.toString());
    assertEquals(2_000_000, result.warmUpSteps());
    assertEquals(10_000, result.steps());
    assertTrue(result.bytes() >= 10_000, result.toString());
  }

  /** Steps of which one in so many keeps 1,000 bytes more. */
  private SteadySteps.Result allocating(int every) {
    SteadySteps.Player player =
        new SteadySteps.Player() {
          @Override
          public void reset() {}

          @Override
          public void refresh() {}

          @Override
          public void step(byte[] frame) {
            if (++calls % every == 0) {
              kept = new byte[1_000];
            }
          }
        };
    return new SteadySteps(player, SmallCase.frames(), PIXELS).run(STEPS);
  }
}
