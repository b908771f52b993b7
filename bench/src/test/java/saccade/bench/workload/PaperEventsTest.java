package saccade.bench.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.builtin.PaperTable;
import saccade.builtin.ThresholdSearch;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Layers send as often as the rows of the paper, at thresholds that a search finds again. */
@Tag("slow")
class PaperEventsTest {
  private static final int SEARCHED_STEPS = 2_000;
  private static final int MEASURED_STEPS = 4_000;
  private static final int FEW = 50;

  /** Hidden neurons of the robot's network that send per step, as a real policy's do. */
  private static final double[] ROBOT = {236, 93, 43};

  private static PaperTable table(String workload) {
    return workload.equals("table5") ? PaperTable.SPACE_INVADERS : PaperTable.BREAKOUT;
  }

  @ParameterizedTest
  @CsvSource({
    "table4, FLOAT32",
    "table4, EXACT",
    "table5, FLOAT32",
    "table5, EXACT",
    "sparse96, FLOAT32",
    "sparse96, EXACT"
  })
  void everyLayersMeanIsWithinTenPercentAndItsStepsWithinAFactorOfTwo(String name, Mode mode) {
    Workload workload = Workloads.named(name, MEASURED_STEPS, 1);
    EventProfile profile =
        EventProfile.of(plan(workload, mode), workload.thresholds(mode), workload.trace());
    Network network = workload.network();
    for (int layer = 0; layer < network.depth(); layer++) {
      double wanted = network.shape(layer).size() * (1 - table(name).deltaSparsityIn(layer + 1));
      assertEquals(1, profile.mean(layer) / wanted, 0.1, "mean of neuron layer " + layer);
      double near = profile.shareWithin(layer, wanted, 2);
      assertTrue(wanted < FEW || near >= 0.8, near + " of the steps of neuron layer " + layer);
    }
    assertTrue(profile.staticShare() < 0.01, "static share " + profile.staticShare());
  }

  private static Plan plan(Workload workload, Mode mode) {
    return mode == Mode.FLOAT32
        ? new ScalarBackend().plan(workload.network(), workload.options())
        : new ScalarBackend().plan(Objects.requireNonNull(workload.grids()), workload.options());
  }

  @ParameterizedTest
  @ValueSource(strings = {"table4", "table5", "sparse96", "robot-mlp"})
  void theFrozenThresholdsAreThoseThatTheSearchFinds(String name) {
    WorkloadFile file = WorkloadFile.read(name);
    Network network = file.buildNetwork(name);
    StepTrace steps = file.steps().trace(SEARCHED_STEPS, file.calibration().seed());
    Thresholds frozen = file.frozenThresholds();
    Thresholds found =
        ThresholdSearch.toward(
            new ScalarBackend(),
            network,
            PlanOptions.DEFAULT,
            steps,
            frozen,
            wanted(name, network));
    float[] gated = Arrays.copyOf(frozen.toArray(), network.depth());
    assertArrayEquals(gated, found.toArray(), found.toString());
  }

  private static double[] wanted(String name, Network network) {
    double[] wanted = new double[network.depth() - 1];
    for (int layer = 1; layer < network.depth(); layer++) {
      wanted[layer - 1] =
          name.equals("robot-mlp")
              ? 1 - ROBOT[layer - 1] / network.shape(layer).size()
              : table(name).rows().get(layer - 1).deltaSparsity();
    }
    return wanted;
  }
}
