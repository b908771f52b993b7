package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.bench.cpu.CpuRates;
import saccade.engine.Arm;
import saccade.engine.LayerCost;
import saccade.engine.Mode;
import saccade.engine.StepCounts;
import saccade.model.ImageStack;
import saccade.model.Input;

class FloorTest {
  /** 100 multiplications and 10 bytes per microsecond, from memory 5. */
  private static final CpuRates RATES =
      new CpuRates(100, List.of(new CpuRates.LoadRate(1_000, 10), new CpuRates.LoadRate(9_000, 5)));

  private static final Input INPUT = new ImageStack(4, 5, 2);
  private static final List<LayerCost> LAYERS =
      List.of(new LayerCost("a", 40, 8_000, 200, 100), new LayerCost("b", 10, 400, 400, 50));

  private static StepCounts counts() {
    StepCounts two = new StepCounts(LAYERS);
    for (int step = 0; step < 2; step++) {
      StepCounts one = new StepCounts(LAYERS);
      one.startStep();
      one.take(1, 3, 600 + 200 * step, 0);
      one.take(2, 1, 20, 0);
      two.add(one);
    }
    return two;
  }

  @Test
  void multiplicationsDependOnTheArm() {
    Floor floor = new Floor(RATES, Mode.EXACT, LAYERS);
    assertArrayEquals(new double[] {8_000, 400}, floor.multiplications(Arm.DENSE, counts()));
    assertArrayEquals(new double[] {4_000, 50}, floor.multiplications(Arm.PRUNED, counts()));
    assertArrayEquals(new double[] {700, 20}, floor.multiplications(Arm.BOTH, counts()));
  }

  /**
   * Layer a reads each of its 100 weights once, b one per multiplication; the frame is 10 bytes.
   */
  @Test
  void theLongerOfMultiplyingAndLoadingCounts() {
    Floor exact = new Floor(RATES, Mode.EXACT, LAYERS);
    double[] both = exact.multiplications(Arm.BOTH, counts());
    assertEquals(Math.max(7.2, 120 / 10.0) + 2, exact.micros(Arm.BOTH, both, INPUT), 1e-9);
    Floor float32 = new Floor(RATES, Mode.FLOAT32, LAYERS);
    assertEquals(480 / 10.0 + 2, float32.micros(Arm.BOTH, both, INPUT), 1e-9);
    double[] dense = exact.multiplications(Arm.DENSE, counts());
    assertEquals(84 + 4, exact.micros(Arm.DENSE, dense, INPUT), 1e-9);
    assertEquals(
        2_400 / 5.0 + 4, float32.micros(Arm.DENSE, new double[] {8_000, 400}, INPUT), 1e-9);
  }
}
