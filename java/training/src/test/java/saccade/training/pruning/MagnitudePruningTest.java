package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape.FullyConnected;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

class MagnitudePruningTest {
  private static final float[] LARGE = {5, -6, 7, 8, 9, 10, 11, -12, 13, 14, 15, 16};
  private static final float[] SMALL = {-0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f};

  private static Mask prune(PruningOptions options, Parameters trained, double rate, int round) {
    Architecture architecture = Pruned.TWO_DENSE;
    return new MagnitudePruning(architecture, options)
        .round(trained, Mask.full(architecture), rate, round)
        .mask();
  }

  @Test
  void thePapersScopeOnTableOne() {
    assertEquals(
        77_824, new MagnitudePruning(Architecture.table1(4), PruningOptions.PAPER).total());
    for (double rate : new double[] {0.1, 0.2, 0.5}) {
      rounds(rate, PruningOptions.PAPER);
      rounds(rate, Pruned.options(Scope.CONVOLUTIONS, Allotment.GLOBAL, Pattern.UNSTRUCTURED));
    }
  }

  private static void rounds(double rate, PruningOptions options) {
    Architecture table1 = Architecture.table1(4);
    MagnitudePruning pruning = new MagnitudePruning(table1, options);
    Mask mask = Mask.full(table1);
    Parameters[] trained = {Pruned.random(table1, 1), Pruned.random(table1, 2)};
    for (int i = 0; i <= 15; i++) {
      Mask before = mask;
      PruningStep step = pruning.round(trained[i % 2], mask, rate, i);
      mask = step.mask();
      long due = Survivors.afterRounds(77_824, rate, i);
      // One weight for each of 160 outputs is the least that the floors leave.
      long floor = options.floors().equals(Floors.NONE) ? 0 : 160;
      assertEquals(Math.max(due, floor), inScope(mask), rate + " " + i);
      assertTrue(due >= floor || !step.floors().isEmpty());
      assertTrue(mask.isWithin(before));
      assertEquals(1_605_632, mask.kept(3));
      assertEquals(2_048, mask.kept(4));
    }
  }

  private static long inScope(Mask mask) {
    return (long) mask.kept(0) + mask.kept(1) + mask.kept(2);
  }

  @Test
  void totalsOfTablesFourAndFive() {
    Architecture table1 = Architecture.table1(4);
    MagnitudePruning pruning = new MagnitudePruning(table1, PruningOptions.PAPER);
    Parameters trained = Pruned.random(table1, 1);
    Mask full = Mask.full(table1);
    assertEquals(16_321, inScope(pruning.round(trained, full, 0.2, 7).mask()));
    assertEquals(20_401, inScope(pruning.round(trained, full, 0.2, 6).mask()));
    assertEquals(0.790, 1 - 16_321 / 77_824.0, 0.0005);
    assertEquals(0.738, 1 - 20_401 / 77_824.0, 0.0005);
  }

  @Test
  void globalTakesTheSmallestWhereverTheyAre() {
    Parameters trained = Pruned.weights(Pruned.TWO_DENSE, LARGE, SMALL);
    Mask mask = prune(Pruned.all(Allotment.GLOBAL, Floors.NONE), trained, 0.5, 1);
    assertEquals(
        Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(3, 4, 5, 6, 7, 8, 9, 10, 11), Pruned.bits()),
        mask);
  }

  @Test
  void perLayerTakesTheSameShareOfEach() {
    Parameters trained = Pruned.weights(Pruned.TWO_DENSE, LARGE, SMALL);
    Mask mask = prune(Pruned.all(Allotment.PER_LAYER, Floors.NONE), trained, 0.5, 1);
    assertEquals(
        Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(6, 7, 8, 9, 10, 11), Pruned.bits(3, 4, 5)), mask);
  }

  @Test
  void perLayerCountsEveryLayerFromItsOriginalAndTheirSumToo() {
    Architecture minatar = Architecture.minatar(4, 6);
    MagnitudePruning pruning =
        new MagnitudePruning(minatar, Pruned.all(Allotment.PER_LAYER, Floors.NONE));
    Mask mask = Mask.full(minatar);
    for (int i = 1; i <= 15; i++) {
      mask = pruning.round(Pruned.random(minatar, i), mask, 0.2, i).mask();
      for (int layer = 0; layer < mask.layers(); layer++) {
        assertEquals(mask.size(layer) * Math.pow(0.8, i), mask.kept(layer), 1);
      }
      assertEquals(Survivors.afterRounds(pruning.total(), 0.2, i), Pruned.kept(mask));
    }
  }

  @Test
  void equalWeightsGoFromTheEnd() {
    Parameters ones = Parameters.zeros(Pruned.TWO_DENSE);
    Arrays.fill(ones.weights(0), -1);
    Arrays.fill(ones.weights(1), 1);
    Mask global = prune(Pruned.all(Allotment.GLOBAL, Floors.NONE), ones, 0.2, 1);
    assertEquals(Pruned.mask(Pruned.TWO_DENSE, Pruned.range(12), Pruned.range(2)), global);
    Mask each = prune(Pruned.all(Allotment.PER_LAYER, Floors.NONE), ones, 0.5, 1);
    assertEquals(Pruned.mask(Pruned.TWO_DENSE, Pruned.range(6), Pruned.range(3)), each);
  }

  @Test
  void aKeptZeroIsASurvivor() {
    Parameters zeros = Parameters.zeros(Pruned.TWO_DENSE);
    zeros.weights(0)[11] = -0f;
    PruningOptions options = Pruned.all(Allotment.GLOBAL, Floors.NONE);
    assertEquals(9, Pruned.kept(prune(options, zeros, 0.5, 1)));
    assertTrue(prune(options, zeros, 0.5, 0).isFull());
  }

  @Test
  void prunedWeightsNeverComeBack() {
    Mask mask = Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(0, 1), Pruned.bits(5));
    Parameters trained = Pruned.weights(Pruned.TWO_DENSE, LARGE, SMALL);
    MagnitudePruning pruning =
        new MagnitudePruning(Pruned.TWO_DENSE, Pruned.all(Allotment.GLOBAL, Floors.DEFAULT));
    PruningStep step = pruning.round(trained, mask, 0.1, 1);
    assertEquals(mask, step.mask());
    assertEquals(List.of(), step.floors());
    Mask later = pruning.round(trained, mask, 0.9, 1).mask();
    assertTrue(later.isWithin(mask));
  }

  @Test
  void masksNestUnderRandomWeights() {
    Architecture minatar = Architecture.minatar(4, 3);
    for (Allotment allotment : Allotment.values()) {
      for (Pattern pattern : Pattern.values()) {
        for (Scope scope : Scope.values()) {
          PruningOptions options = new PruningOptions(scope, allotment, pattern, Floors.DEFAULT);
          nest(minatar, new MagnitudePruning(minatar, options));
        }
      }
    }
  }

  private static void nest(Architecture architecture, MagnitudePruning pruning) {
    Mask mask = Mask.full(architecture);
    for (int i = 1; i <= 8; i++) {
      Mask next = pruning.round(Pruned.random(architecture, 31L * i), mask, 0.3, i).mask();
      assertTrue(next.isWithin(mask), () -> pruning.options().toString());
      mask = next;
    }
    assertFalse(mask.isFull());
  }

  @Test
  void theSameInputGivesTheSameMask() {
    Architecture minatar = Architecture.minatar(4, 3);
    MagnitudePruning pruning = new MagnitudePruning(minatar, PruningOptions.PAPER);
    Parameters trained = Pruned.random(minatar, 5);
    Parameters before = trained.copy();
    Mask full = Mask.full(minatar);
    assertEquals(pruning.round(trained, full, 0.2, 3), pruning.round(trained.copy(), full, 0.2, 3));
    assertTrue(trained.sameBits(before));
    assertTrue(full.isFull());
  }

  @Test
  void refusesWeightsThatAreNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Parameters trained = Pruned.weights(Pruned.TWO_DENSE, LARGE, SMALL);
      trained.weights(1)[2] = bad;
      PruningOptions options = Pruned.all(Allotment.GLOBAL, Floors.NONE);
      String message =
          assertThrows(IllegalArgumentException.class, () -> prune(options, trained, 0.2, 1))
              .getMessage();
      assertTrue(message.startsWith("weight 2 of layer b is " + bad), message);
    }
  }

  @Test
  void refusesOtherShapesAndAnEmptyScope() {
    Architecture other = Pruned.dense(new ImageStack(1, 2, 2), new FullyConnected("a", 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MagnitudePruning(Pruned.TWO_DENSE, PruningOptions.PAPER));
    MagnitudePruning pruning =
        new MagnitudePruning(Pruned.TWO_DENSE, Pruned.all(Allotment.GLOBAL, Floors.NONE));
    Parameters fits = Parameters.zeros(Pruned.TWO_DENSE);
    Mask full = Mask.full(Pruned.TWO_DENSE);
    assertThrows(
        IllegalArgumentException.class, () -> pruning.round(Parameters.zeros(other), full, 0.2, 1));
    assertThrows(
        IllegalArgumentException.class, () -> pruning.round(fits, Mask.full(other), 0.2, 1));
    assertThrows(IllegalArgumentException.class, () -> pruning.round(fits, full, 1.5, 1));
    assertThrows(IllegalArgumentException.class, () -> pruning.round(fits, full, 0.2, -1));
  }
}
