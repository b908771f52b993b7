package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.LayerShape.FullyConnected;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

class PatternsTest {
  /** 20 and 13 outputs are no multiples of 8; 18 columns are none of 4. */
  private static final Architecture ODD =
      Pruned.dense(
          new ImageStack(2, 5, 5), new Convolution("conv", 20, 3, 1), new FullyConnected("d", 13));

  private static MagnitudePruning pruning(Allotment allotment, Pattern pattern) {
    return new MagnitudePruning(ODD, Pruned.options(Scope.ALL, allotment, pattern));
  }

  static void assertWholeBlocks(Architecture architecture, Mask mask) {
    for (int layer = 0; layer < mask.layers(); layer++) {
      int columns = architecture.columns(layer);
      for (int weight = 0; weight < mask.size(layer); weight++) {
        int first = weight / columns / 8 * 8 * columns + weight % columns;
        assertEquals(mask.keeps(layer, first), mask.keeps(layer, weight));
      }
    }
  }

  @Test
  void blocksStayWholeAndCountsClose() {
    for (Allotment allotment : Allotment.values()) {
      MagnitudePruning pruning = pruning(allotment, Pattern.BLOCK8);
      Mask mask = Mask.full(ODD);
      for (int i = 1; i <= 12; i++) {
        mask = pruning.round(Pruned.random(ODD, i), mask, 0.2, i).mask();
        assertWholeBlocks(ODD, mask);
        int layers = allotment == Allotment.GLOBAL ? 1 : 2;
        assertEquals(
            Survivors.afterRounds(pruning.total(), 0.2, i), Pruned.kept(mask), 4.5 * layers);
      }
    }
  }

  @Test
  void aBlockCountsByItsMean() {
    Architecture architecture = Pruned.dense(new ImageStack(1, 1, 3), new FullyConnected("a", 9));
    Parameters trained = Parameters.zeros(architecture);
    float[] w = trained.weights(0);
    for (int row = 0; row < 8; row++) {
      w[row * 3] = 1;
      w[row * 3 + 1] = -2;
    }
    w[2] = 9;
    w[8 * 3 + 1] = 1.5f;
    // Means: 1, 2, 9/8 in rows 0 to 7; 0, 1.5, 0 in row 8. Survivors: 8 + 1 + 8 of 27.
    Mask mask =
        new MagnitudePruning(
                architecture, Pruned.options(Scope.ALL, Allotment.GLOBAL, Pattern.BLOCK8))
            .round(trained, Mask.full(architecture), 10 / 27.0, 1)
            .mask();
    assertEquals(17, mask.kept(0));
    assertTrue(mask.keeps(0, 1) && mask.keeps(0, 2) && mask.keeps(0, 8 * 3 + 1));
  }

  @Test
  void aSplitBlockIsRefused() {
    Mask split = Pruned.mask(ODD, Pruned.range(ODD.weights(0) - 1), Pruned.range(ODD.weights(1)));
    MagnitudePruning pruning = pruning(Allotment.GLOBAL, Pattern.BLOCK8);
    Parameters trained = Pruned.random(ODD, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> pruning.round(trained, split, 0.2, 1))
            .getMessage();
    assertTrue(message.contains("layer conv at output 16, column 17"), message);
  }

  static void assertTwoOfFour(Architecture architecture, Mask mask, Parameters trained) {
    for (int layer = 0; layer < mask.layers(); layer++) {
      int columns = architecture.columns(layer);
      for (int start = 0; start < mask.size(layer); start += columns) {
        for (int column = 0; column < columns; column += 4) {
          int from = start + column;
          int to = from + Math.min(4, columns - column);
          assertGroup(mask, layer, trained.weights(layer), IntStream.range(from, to).toArray());
        }
      }
    }
  }

  private static void assertGroup(Mask mask, int layer, float[] weights, int[] group) {
    List<Integer> largest =
        IntStream.of(group)
            .boxed()
            .sorted((a, b) -> Float.compare(Math.abs(weights[b]), Math.abs(weights[a])))
            .limit(2)
            .toList();
    for (int weight : group) {
      assertEquals(largest.contains(weight), mask.keeps(layer, weight));
    }
  }

  @Test
  void twoOfFourKeepsTheTwoLargestOfEachGroup() {
    MagnitudePruning pruning = pruning(Allotment.GLOBAL, Pattern.TWO_OF_FOUR);
    for (long seed = 0; seed < 20; seed++) {
      Parameters trained = Pruned.random(ODD, seed);
      PruningStep step = pruning.round(trained, Mask.full(ODD), 0.2, 1);
      assertTwoOfFour(ODD, step.mask(), trained);
      // Groups of 18 columns: four whole ones and one of 2, which stays.
      assertEquals(20 * (4 * 2 + 2), step.mask().kept(0));
      assertEquals(List.of(), step.floors());
    }
  }

  @Test
  void twoOfFourIsHalfOfTableOne() {
    Architecture table1 = Architecture.table1(4);
    Mask mask =
        new MagnitudePruning(
                table1, Pruned.options(Scope.CONVOLUTIONS, Allotment.GLOBAL, Pattern.TWO_OF_FOUR))
            .round(Pruned.random(table1, 1), Mask.full(table1), 0.2, 1)
            .mask();
    assertEquals(77_824 / 2, mask.kept(0) + mask.kept(1) + mask.kept(2));
    assertEquals(mask.size(3), mask.kept(3));
  }

  @Test
  void twoOfFourIsOneStepWhateverTheRate() {
    MagnitudePruning pruning = pruning(Allotment.PER_LAYER, Pattern.TWO_OF_FOUR);
    Parameters trained = Pruned.random(ODD, 1);
    Mask full = Mask.full(ODD);
    assertTrue(pruning.round(trained, full, 0.2, 0).mask().isFull());
    assertTrue(pruning.round(trained, full, 0, 3).mask().isFull());
    Mask once = pruning.round(trained, full, 0.01, 1).mask();
    assertEquals(once, pruning.round(trained, full, 0.9, 5).mask());
    assertEquals(once, pruning.round(Pruned.random(ODD, 2), once, 0.2, 2).mask());
  }

  @Test
  void twoOfFourAddsNothingToAThinnerMask() {
    Mask thin = RandomMasks.like(ODD, thinned(), Pattern.UNSTRUCTURED, 4);
    Mask mask =
        pruning(Allotment.GLOBAL, Pattern.TWO_OF_FOUR)
            .round(Pruned.random(ODD, 3), thin, 0.2, 1)
            .mask();
    assertTrue(mask.isWithin(thin));
  }

  private static Mask thinned() {
    return pruning(Allotment.PER_LAYER, Pattern.UNSTRUCTURED)
        .round(Pruned.random(ODD, 9), Mask.full(ODD), 0.6, 1)
        .mask();
  }
}
