package saccade.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.builtin.Builtin;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;

class KernelChoiceTest {
  private static final Network TABLE4 = Builtin.TABLE4.network();

  private static PlanOptions with(KernelChoice kernels) {
    return PlanOptions.DEFAULT.withKernels(kernels);
  }

  private static String refusal(KernelChoice kernels) {
    return assertThrows(
            IllegalArgumentException.class, () -> new ScalarBackend().plan(TABLE4, with(kernels)))
        .getMessage();
  }

  @Test
  void theDefinitionHasOneKernelAndSaysSo() {
    KernelChoice one =
        KernelChoice.forced(Kernel.AUTO, Kernel.WALK, Kernel.AUTO, Kernel.AUTO, Kernel.AUTO);
    assertEquals(
        "layer "
            + TABLE4.weighted().get(1).name()
            + " cannot have kernel walk, because backend"
            + " scalar has one kernel only; leave it auto, or take another backend",
        refusal(one));
  }

  @Test
  void theNumberOfKernelsMustBeThatOfTheLayers() {
    assertEquals(
        "1 kernels were given for the 5 weighted layers of table4; give one for each, or none",
        refusal(KernelChoice.forced(Kernel.AUTO)));
  }

  @Test
  void aLayerThatIsLeftAloneIsTheCostModels() {
    KernelChoice some = KernelChoice.timed(Kernel.AUTO, Kernel.LANES);
    assertEquals(KernelChoice.Source.COST_MODEL, some.source(1));
    assertEquals(KernelChoice.Source.TIMED, some.source(2));
    KernelChoice planned = some.resolve(List.of(Kernel.BLOCKS, Kernel.LANES));
    assertEquals(Kernel.BLOCKS, planned.at(1));
    assertEquals(KernelChoice.Source.COST_MODEL, planned.source(1));
    assertEquals(KernelChoice.Source.TIMED, planned.source(2));
    assertEquals("cost-model", planned.source(1).toString());
  }

  @Test
  void equalChoicesAreEqualAndOthersAreNot() {
    assertEquals(KernelChoice.forced(Kernel.WALK), KernelChoice.forced(Kernel.WALK));
    assertNotEquals(KernelChoice.forced(Kernel.WALK), KernelChoice.timed(Kernel.WALK));
    assertNotEquals(KernelChoice.forced(Kernel.WALK), KernelChoice.AUTO);
    assertEquals("[walk, lanes]", KernelChoice.forced(Kernel.WALK, Kernel.LANES).toString());
  }

  @Test
  void aKernelIsFoundByItsNameOrAllAreNamed() {
    assertEquals(Kernel.BLOCKS, Kernel.named("Blocks"));
    assertEquals(
        "kernel 'csr' is unknown; give one of auto, lanes, blocks, walk",
        assertThrows(IllegalArgumentException.class, () -> Kernel.named("csr")).getMessage());
  }
}
