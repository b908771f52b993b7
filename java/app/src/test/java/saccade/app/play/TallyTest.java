package saccade.app.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.engine.LayerCost;
import saccade.engine.StepCounts;

class TallyTest {
  private static final double EPSILON = 1e-12;

  /** 1,000 multiplications and a quarter of the weights; 200 and half of them. */
  private static final List<LayerCost> LAYERS =
      List.of(new LayerCost("first", 10, 1000, 100, 25), new LayerCost("second", 4, 200, 40, 20));

  /** A first step, a moving one and a still one. */
  private static Tally threeSteps() {
    Tally tally = new Tally(LAYERS);
    tally.add(step(10, 250, 4, 100), true);
    StepCounts moving = step(2, 40, 1, 20);
    moving.ranDense(2);
    tally.add(moving, false);
    tally.add(step(0, 0, 0, 0), false);
    return tally;
  }

  private static StepCounts step(long events1, long counted1, long events2, long counted2) {
    StepCounts counts = new StepCounts(LAYERS);
    counts.startStep();
    counts.take(1, events1, counted1, 2 * counted1);
    counts.take(2, events2, counted2, counted2);
    return counts;
  }

  @Test
  void meansLeaveTheFirstStepOut() {
    RunReport.Multiplications all = threeSteps().multiplications();
    assertEquals(1200, all.dense());
    assertEquals((40 + 20) / 2.0, all.counted(), EPSILON);
    assertEquals((80 + 20) / 2.0, all.performed(), EPSILON);
    assertEquals((250 * 2 / 10.0 + 100 * 1 / 4.0) / 2, all.estimated(), EPSILON);
    assertEquals(350, all.firstStep(), EPSILON);
  }

  @Test
  void reductionsAreDenseOverCounted() {
    RunReport.Multiplications all = threeSteps().multiplications();
    assertEquals(1200 * 2 / 60.0, all.reduction(), EPSILON);
    assertEquals(1200 * 1 / 60.0, all.reductionMoving(), EPSILON);
    assertEquals(1200 * 3 / 410.0, all.reductionWithFirstSteps(), EPSILON);
  }

  @Test
  void pruningAndDeltaAreAlsoCountedAlone() {
    RunReport.Multiplications all = threeSteps().multiplications();
    assertEquals(1200 / (1000 * 0.25 + 200 * 0.5), all.reductionPruningOnly(), EPSILON);
    double delta = 1000 * (2 / 10.0) / 2 + 200 * (1 / 4.0) / 2;
    assertEquals(1200 / delta, all.reductionDeltaOnly(), EPSILON);
  }

  @Test
  void staticShareIsThatOfOrdinarySteps() {
    assertEquals(0.5, threeSteps().staticShare(), EPSILON);
  }

  @Test
  void aFirstStepIsNeitherMovingNorStatic() {
    Tally tally = new Tally(LAYERS);
    tally.add(step(0, 0, 0, 0), true);
    assertEquals(0, tally.staticShare());
    tally.add(step(1, 10, 0, 0), false);
    assertEquals(0, tally.staticShare());
  }

  @Test
  void aRowShowsItsInputAndTheNextLayersInputAsItsOutput() {
    List<RunReport.Layer> rows = threeSteps().rows(3, 5);
    assertEquals(
        new RunReport.Layer(
            "first", 1000, 0.75, 1 - 2 / 2.0 / 10, 1 - 1 / 2.0 / 4, 20, 250 * 2 / 10.0 / 2, 0),
        rows.get(0));
    assertEquals(
        new RunReport.Layer(
            "second", 200, 0.5, 1 - 1 / 2.0 / 4, 1 - 3 / 2.0 / 5, 10, 100 * 1 / 4.0 / 2, 0.5),
        rows.get(1));
  }

  @Test
  void whatWasNeverCountedHasNoReduction() {
    RunReport.Multiplications none = new Tally(LAYERS).multiplications();
    assertNull(none.reduction());
    assertNull(none.reductionMoving());
    assertNull(none.reductionWithFirstSteps());
    assertNull(none.reductionDeltaOnly());
    assertEquals(0, none.counted());
    assertEquals(0, none.firstStep());
    assertEquals(1200, none.dense());
  }

  @Test
  void losslessFiguresAreTheSameSums() {
    RunReport.Lossless lossless = threeSteps().lossless();
    assertEquals(30, lossless.counted(), EPSILON);
    assertEquals(40, lossless.reduction(), EPSILON);
    assertEquals(20, lossless.reductionMoving(), EPSILON);
  }

  @Test
  void theStepsCountsMayChangeAfterwards() {
    Tally tally = new Tally(LAYERS);
    StepCounts live = step(2, 40, 1, 20);
    tally.add(live, false);
    live.clear();
    assertEquals(60, tally.multiplications().counted(), EPSILON);
  }
}
