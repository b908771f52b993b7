package saccade.bench.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.builtin.Builtin;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.Environments;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;

class WorkloadsTest {
  private static final int STEPS = 120;

  static List<String> names() {
    return Workloads.names();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertEquals(
        "unknown workload 'table6'; known are: " + String.join(", ", Workloads.names()),
        refusal("table6", 10, 1));
  }

  @Test
  void noStepsAreRefused() {
    assertEquals(
        "0 steps were asked for; give at least 1, or 22000 to measure", refusal("table4", 0, 1));
  }

  @Test
  void theSeedOfTheCalibrationIsNotMeasured() {
    assertEquals(
        "seed 1000 is the one that workload table4 was calibrated on; measure on another",
        refusal("table4", 10, 1000));
  }

  private static String refusal(String name, int steps, long seed) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Workloads.named(name, steps, seed))
            .getMessage());
  }

  @Test
  void everyWorkloadIsThereWhoseGameIs() {
    List<String> always =
        List.of("table4", "table5", "sparse96", "breakout", "robot-mlp", "static", "scene-cut");
    assertTrue(Workloads.names().containsAll(always), Workloads.names().toString());
    for (String game : List.of("invaders", "scroll")) {
      assertEquals(Environments.names().contains(game), Workloads.names().contains(game), game);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"invaders", "scroll"})
  void aGameOfItsOwnIsWatchedByTheNetworkOfTable4(String game) {
    assumeTrue(Workloads.names().contains(game), "game " + game + " is not there");
    Workload workload = Workloads.named(game, STEPS, 1);
    assertEquals(Builtin.TABLE4.thresholds(), workload.thresholds(Mode.EXACT));
    assertTrue(workload.trace().isFrames());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameSeedGivesTheSameSteps(String name) {
    StepsPart steps = WorkloadFile.read(name).steps();
    long digest = digest(steps.trace(STEPS, 3));
    assertEquals(digest, digest(steps.trace(STEPS, 3)));
    assertNotEquals(digest, digest(steps.trace(STEPS, 4)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"table4", "robot-mlp"})
  void networkGridsAndThresholdsDoNotDependOnTheSeed(String name) {
    Workload one = Workloads.named(name, 5, 3);
    Workload other = Workloads.named(name, 10, 4);
    assertEquals(one.floatThresholds(), other.floatThresholds());
    assertEquals(one.exactThresholds(), other.exactThresholds());
    assertArrayEquals(weights(one.network()), weights(other.network()));
    assertArrayEquals(integers(one), integers(other));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aStepIsTheSameBytesInAnyOrder(String name) {
    StepTrace trace = WorkloadFile.read(name).steps().trace(STEPS, 5);
    assertTrue(trace.episodeStart(0));
    byte[][] forth = new byte[STEPS][bytes(trace)];
    for (int step = 0; step < STEPS; step++) {
      trace.frame(step, forth[step]);
    }
    byte[] back = new byte[bytes(trace)];
    for (int step = STEPS - 1; step >= 0; step--) {
      trace.frame(step, back);
      assertArrayEquals(forth[step], back, "step " + step);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFileSaysWhereItsThresholdsAreFrom(String name) {
    WorkloadFile file = WorkloadFile.read(name);
    assertFalse(file.about().isBlank());
    assertTrue(String.join(" ", file.notes()).contains("searched for"), file.notes().toString());
    file.frozenThresholds().requireFor(file.buildNetwork(name));
  }

  @Test
  void aWorkloadSaysThatItIsSynthetic() {
    Workload workload = Workloads.named("static", 5, 1);
    assertTrue(workload.synthetic());
    assertEquals("static", workload.name());
    assertTrue(workload.notes().getFirst().startsWith("Synthetic"), workload.notes().toString());
    assertNotNull(workload.grids());
  }

  @ParameterizedTest
  @ValueSource(strings = {"table4", "table5"})
  void aNameMeansTheSameNetworkAndThresholdsEverywhere(String name) {
    Builtin builtin = Builtin.named(name);
    Workload workload = Workloads.named(name, 5, 1);
    assertEquals(builtin.thresholds(), workload.thresholds(Mode.FLOAT32));
    assertEquals(builtin.thresholds(), workload.thresholds(Mode.EXACT));
    assertArrayEquals(weights(builtin.network()), weights(workload.network()));
  }

  @Test
  void everyLayerOfSparse96HasAboutFourPercentOfItsWeights() {
    for (PlacedLayer layer : WorkloadFile.read("sparse96").buildNetwork("sparse96").weighted()) {
      var pattern = layer.layer().weights().pattern();
      double kept = (double) pattern.entries() / pattern.rows() / pattern.columns();
      assertEquals(0.044, kept, 0.001, layer.name());
    }
  }

  @Test
  void noWeightOfTheRobotsNetworkIsPruned() {
    Network network = WorkloadFile.read("robot-mlp").buildNetwork("robot-mlp");
    int[] sizes = {48, 512, 256, 128, 12};
    for (int layer = 0; layer <= network.depth(); layer++) {
      assertEquals(sizes[layer], network.shape(layer).size());
    }
    for (PlacedLayer layer : network.weighted()) {
      var pattern = layer.layer().weights().pattern();
      assertEquals(pattern.rows() * pattern.columns(), pattern.entries(), layer.name());
    }
  }

  private static byte[] weights(Network network) {
    return new ScalarBackend().plan(network, PlanOptions.DEFAULT).info().digest().bytes();
  }

  private static byte[] integers(Workload workload) {
    QuantizedNetwork grids = Objects.requireNonNull(workload.grids());
    return new ScalarBackend().plan(grids, workload.options()).info().digest().bytes();
  }

  private static long digest(StepTrace trace) {
    CRC32 crc = new CRC32();
    byte[] frame = new byte[bytes(trace)];
    for (int step = 0; step < trace.steps(); step++) {
      trace.frame(step, frame);
      crc.update(frame);
      crc.update(trace.episodeStart(step) ? 1 : 0);
    }
    return crc.getValue();
  }

  private static int bytes(StepTrace trace) {
    return trace.isFrames() ? 84 * 84 : GaitTrace.SIZE * Float.BYTES;
  }
}
