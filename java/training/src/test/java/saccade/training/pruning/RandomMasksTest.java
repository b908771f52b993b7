package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.LayerShape.FullyConnected;
import saccade.training.network.Mask;

class RandomMasksTest {
  private static final Architecture ODD =
      Pruned.dense(
          new ImageStack(2, 5, 5), new Convolution("conv", 20, 3, 1), new FullyConnected("d", 13));

  private static Mask ticket(Scope scope, Pattern pattern, long seed) {
    return new MagnitudePruning(ODD, Pruned.options(scope, Allotment.GLOBAL, pattern))
        .round(Pruned.random(ODD, seed), Mask.full(ODD), 0.6, 1)
        .mask();
  }

  @Test
  void asManySurvivorsInEveryLayer() {
    for (Pattern pattern : Pattern.values()) {
      for (Scope scope : Scope.values()) {
        for (long seed = 0; seed < 20; seed++) {
          Mask ticket = ticket(scope, pattern, seed);
          Mask random = RandomMasks.like(ODD, ticket, pattern, seed);
          assertEquals(ticket.kept(0), random.kept(0));
          assertEquals(ticket.kept(1), random.kept(1));
          assertNotEquals(ticket, random);
        }
      }
    }
  }

  @Test
  void blocksStayWhole() {
    Mask ticket = ticket(Scope.ALL, Pattern.BLOCK8, 1);
    PatternsTest.assertWholeBlocks(ODD, RandomMasks.like(ODD, ticket, Pattern.BLOCK8, 1));
  }

  @Test
  void twoOfFourStays() {
    Mask ticket = ticket(Scope.ALL, Pattern.TWO_OF_FOUR, 1);
    Mask random = RandomMasks.like(ODD, ticket, Pattern.TWO_OF_FOUR, 1);
    Mask again =
        new MagnitudePruning(ODD, Pruned.options(Scope.ALL, Allotment.GLOBAL, Pattern.TWO_OF_FOUR))
            .round(Pruned.random(ODD, 2), random, 0.5, 1)
            .mask();
    assertEquals(random, again);
  }

  @Test
  void theSeedDecides() {
    Mask ticket = ticket(Scope.ALL, Pattern.UNSTRUCTURED, 1);
    Mask one = RandomMasks.like(ODD, ticket, Pattern.UNSTRUCTURED, 1);
    assertEquals(one, RandomMasks.like(ODD, ticket, Pattern.UNSTRUCTURED, 1));
    assertNotEquals(one, RandomMasks.like(ODD, ticket, Pattern.UNSTRUCTURED, 2));
  }

  @Test
  void everyWeightIsEquallyLikely() {
    Mask ticket = Pruned.mask(Pruned.TWO_DENSE, Pruned.range(3), Pruned.range(6));
    int[] hits = new int[12];
    int draws = 12_000;
    for (int seed = 0; seed < draws; seed++) {
      RandomMasks.like(Pruned.TWO_DENSE, ticket, Pattern.UNSTRUCTURED, seed).survivors(0).stream()
          .forEach(i -> hits[i]++);
    }
    for (int count : hits) {
      assertEquals(draws * 3 / 12.0, count, 5 * Math.sqrt(draws * 0.25 * 0.75));
    }
  }

  @Test
  void emptyAndFullLayersStay() {
    Mask mask = Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(), Pruned.range(6));
    for (Pattern pattern : Pattern.values()) {
      assertEquals(mask, RandomMasks.like(Pruned.TWO_DENSE, mask, pattern, 3));
    }
  }

  @Test
  void refusesSplitBlocksAndOtherShapes() {
    Mask split = ticket(Scope.ALL, Pattern.UNSTRUCTURED, 1);
    assertThrows(
        IllegalArgumentException.class, () -> RandomMasks.like(ODD, split, Pattern.BLOCK8, 1));
    Mask other = Mask.full(Pruned.TWO_DENSE);
    assertTrue(other.isFull());
    assertThrows(
        IllegalArgumentException.class,
        () -> RandomMasks.like(ODD, other, Pattern.UNSTRUCTURED, 1));
  }
}
