package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.builtin.Builtin;
import saccade.engine.Arm;
import saccade.engine.Backend;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.PlanOptions;
import saccade.model.Network;

/** Which kernel a layer gets, and what a plan says of it. */
class KernelsTest {
  private static final Backend VECTOR = new VectorBackend();

  private static PlanOptions plan(Backend backend, Network network, KernelChoice kernels) {
    return backend.plan(network, PlanOptions.DEFAULT.withKernels(kernels)).options();
  }

  /** 16 channels are whole vectors of every width. */
  @ParameterizedTest
  @CsvSource({"1, 1, LANES", "1, 0.004, WALK", "16, 0.15, BLOCKS"})
  void theCostModelTakesWhatIsCheapest(int block, double kept, Kernel expected) {
    Network network = Pruned.dense(1024, block, kept);
    for (PlanOptions planned :
        List.of(
            plan(VECTOR, network, KernelChoice.AUTO),
            VECTOR.plan(Pruned.grids(network), PlanOptions.DEFAULT).options())) {
      assertEquals(expected, planned.kernels().at(1));
      assertEquals(KernelChoice.Source.COST_MODEL, planned.kernels().source(1));
    }
  }

  /** Sums of 16 bits make whole columns cheap where those of floats are not. */
  @Test
  void modesMayDifferInWhatIsCheapest() {
    Network network = Pruned.dense(1024, 1, 0.64 / Lanes.N);
    assertEquals(Kernel.WALK, plan(VECTOR, network, KernelChoice.AUTO).kernels().at(1));
    PlanOptions exact = VECTOR.plan(Pruned.grids(network), PlanOptions.DEFAULT).options();
    assertEquals(Kernel.LANES, exact.kernels().at(1));
  }

  /** A convolution with few events takes them one by one, with many it runs dense. */
  @Test
  void convolutionsHaveACrossoverWithinTheirInputs() {
    Network network = Builtin.TABLE4.network();
    for (PlanOptions planned :
        List.of(
            plan(VECTOR, network, KernelChoice.AUTO),
            VECTOR.plan(Pruned.grids(network), PlanOptions.DEFAULT).options())) {
      for (int k = 1; k <= 3; k++) {
        int inputs = network.weighted().get(k - 1).input().size();
        double share = planned.crossovers().at(k) / (double) inputs;
        assertTrue(share > 0.1 && share < 0.6, "layer " + k + ": " + share);
      }
    }
  }

  @Test
  void anArmThatKeepsZerosHasNothingToSkip() {
    Network network = Pruned.dense(1024, 16, 0.15);
    Backend keepsZeros = VECTOR.withArm(Arm.DELTA).orElseThrow();
    assertEquals(Kernel.LANES, plan(keepsZeros, network, KernelChoice.AUTO).kernels().at(1));
  }

  @Test
  void aPlanSaysWhichKernelsWereForcedOrTimed() {
    Network network = Pruned.network(1);
    KernelChoice forced =
        plan(
                VECTOR,
                network,
                KernelChoice.forced(Kernel.BLOCKS, Kernel.WALK, Kernel.AUTO, Kernel.LANES))
            .kernels();
    assertEquals(Kernel.BLOCKS, forced.at(1));
    assertEquals(Kernel.WALK, forced.at(2));
    assertEquals(Kernel.LANES, forced.at(4));
    assertEquals(KernelChoice.Source.FORCED, forced.source(1));
    assertEquals(KernelChoice.Source.COST_MODEL, forced.source(3));
    assertTrue(forced.at(3) != Kernel.AUTO, "a plan has a kernel");
    KernelChoice timed =
        plan(
                VECTOR,
                network,
                KernelChoice.timed(Kernel.WALK, Kernel.WALK, Kernel.WALK, Kernel.WALK))
            .kernels();
    assertEquals(KernelChoice.Source.TIMED, timed.source(4));
  }

  @Test
  void aLayerWithoutWeightsIsWalkedWhateverWasAsked() {
    KernelChoice planned =
        plan(VECTOR, Pruned.dense(32, 1, 0), KernelChoice.forced(Kernel.LANES)).kernels();
    assertEquals(Kernel.WALK, planned.at(1));
    assertEquals(KernelChoice.Source.COST_MODEL, planned.source(1));
  }

  @Test
  void aKernelThatDoesNotFitItsLayerIsRefused() {
    Network network = Pruned.network(2);
    assertEquals(
        List.of(Kernel.BLOCKS, Kernel.WALK), VECTOR.kernels(network.weighted().get(1)), "look");
    KernelChoice lanes =
        KernelChoice.forced(Kernel.LANES, Kernel.LANES, Kernel.LANES, Kernel.LANES);
    assertEquals(
        "layer look cannot have kernel lanes, whose columns cover the channels of all its 2 groups;"
            + " give auto, blocks, walk",
        assertThrows(IllegalArgumentException.class, () -> plan(VECTOR, network, lanes))
            .getMessage());
  }

  @Test
  void kernelsForAnotherNumberOfLayersAreRefused() {
    KernelChoice two = KernelChoice.forced(Kernel.WALK, Kernel.WALK);
    String message =
        assertThrows(IllegalArgumentException.class, () -> plan(VECTOR, Pruned.network(1), two))
            .getMessage();
    assertTrue(message.startsWith("2 kernels were given for the 4 weighted layers"), message);
  }
}
