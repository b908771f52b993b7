package saccade.training.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape.FullyConnected;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

class FloorsTest {
  /** Layer b is smaller throughout; so is output 2 of layer a (weights 8 to 11). */
  private static final Parameters TRAINED =
      Pruned.weights(
          Pruned.TWO_DENSE,
          new float[] {20, 21, 22, 23, 24, 25, 26, 27, 3, 1, 2, 1},
          new float[] {0.1f, 0.6f, 0.2f, 0.5f, 0.3f, 0.4f});

  private static PruningStep prune(Floors floors, double rate) {
    return new MagnitudePruning(Pruned.TWO_DENSE, Pruned.all(Allotment.GLOBAL, floors))
        .round(TRAINED, Mask.full(Pruned.TWO_DENSE), rate, 1);
  }

  @Test
  void withoutFloorsALayerCollapses() {
    PruningStep step = prune(Floors.NONE, 0.5);
    assertEquals(0, step.mask().kept(1));
    assertEquals(List.of(), step.floors());
  }

  @Test
  void aLayerKeepsItsLargestAndTheTotalHolds() {
    PruningStep step = prune(new Floors(2, 0), 0.5);
    assertEquals(
        Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(1, 2, 3, 4, 5, 6, 7), Pruned.bits(1, 3)),
        step.mask());
    assertEquals(List.of(new BoundFloor("b", BoundFloor.Kind.LAYER, 2)), step.floors());
  }

  @Test
  void everyOutputKeepsItsLargest() {
    PruningStep step = prune(new Floors(0, 1), 2 / 3.0);
    assertEquals(
        Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(3, 6, 7, 8), Pruned.bits(1, 3)), step.mask());
    assertEquals(
        List.of(
            new BoundFloor("a", BoundFloor.Kind.OUTPUT, 1),
            new BoundFloor("b", BoundFloor.Kind.OUTPUT, 2)),
        step.floors());
  }

  @Test
  void aFloorThatDoesNotBindChangesNothing() {
    assertEquals(prune(Floors.NONE, 0.1), prune(new Floors(4, 1), 0.1));
  }

  @Test
  void floorsAboveTheTotalRaiseIt() {
    PruningStep step = prune(new Floors(5, 0), 0.9);
    assertEquals(5, step.mask().kept(0));
    assertEquals(5, step.mask().kept(1));
    assertEquals(
        List.of(
            new BoundFloor("a", BoundFloor.Kind.LAYER, 3),
            new BoundFloor("b", BoundFloor.Kind.LAYER, 5)),
        step.floors());
  }

  @Test
  void theyHoldAtARateOfOneAndBeyondTheSize() {
    assertEquals(5, Pruned.kept(prune(new Floors(0, 1), 1).mask()));
    assertEquals(18, Pruned.kept(prune(new Floors(1_000, 1_000), 1).mask()));
    assertEquals(0, Pruned.kept(prune(Floors.NONE, 1).mask()));
  }

  @Test
  void whatIsGoneStaysGone() {
    Mask current = Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(0, 4, 5), Pruned.bits(0));
    PruningStep step =
        new MagnitudePruning(Pruned.TWO_DENSE, Pruned.all(Allotment.GLOBAL, new Floors(2, 1)))
            .round(TRAINED, current, 1, 1);
    assertEquals(Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(0, 5), Pruned.bits(0)), step.mask());
  }

  @Test
  void whatOutputsHoldCountsForTheirLayer() {
    PruningStep step = prune(new Floors(3, 1), 1);
    assertEquals(
        Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(3, 7, 8), Pruned.bits(1, 3, 5)), step.mask());
    assertEquals(
        List.of(
            new BoundFloor("a", BoundFloor.Kind.OUTPUT, 3),
            new BoundFloor("b", BoundFloor.Kind.LAYER, 1),
            new BoundFloor("b", BoundFloor.Kind.OUTPUT, 2)),
        step.floors());
  }

  @Test
  void perLayerHasThemToo() {
    PruningStep step =
        new MagnitudePruning(Pruned.TWO_DENSE, Pruned.all(Allotment.PER_LAYER, new Floors(0, 1)))
            .round(TRAINED, Mask.full(Pruned.TWO_DENSE), 0.75, 1);
    assertEquals(
        Pruned.mask(Pruned.TWO_DENSE, Pruned.bits(3, 7, 8), Pruned.bits(1, 3)), step.mask());
    assertEquals(List.of(new BoundFloor("a", BoundFloor.Kind.OUTPUT, 2)), step.floors());
  }

  @Test
  void blocksKeepOnePerBand() {
    Architecture architecture = Pruned.dense(new ImageStack(1, 2, 2), new FullyConnected("a", 11));
    Parameters trained = Parameters.zeros(architecture);
    for (int i = 0; i < 32; i++) {
      trained.weights(0)[i] = 2;
    }
    trained.weights(0)[8 * 4 + 2] = 1;
    PruningStep step =
        new MagnitudePruning(
                architecture,
                new PruningOptions(Scope.ALL, Allotment.GLOBAL, Pattern.BLOCK8, new Floors(0, 1)))
            .round(trained, Mask.full(architecture), 0.5, 1);
    assertEquals(List.of(new BoundFloor("a", BoundFloor.Kind.OUTPUT, 3)), step.floors());
    for (int row = 8; row < 11; row++) {
      assertEquals(true, step.mask().keeps(0, row * 4 + 2));
    }
    assertEquals(3 + 16, step.mask().kept(0));
  }

  @Test
  void refusesNegativeFloors() {
    assertThrows(IllegalArgumentException.class, () -> new Floors(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Floors(0, -1));
  }
}
