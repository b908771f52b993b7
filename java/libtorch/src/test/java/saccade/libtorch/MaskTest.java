package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.training.learner.LearnerState;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** What is pruned stays 0, whatever happened before. */
class MaskTest {
  private static final Architecture TINY = Fixtures.tiny();
  private static final int BATCH = 4;

  static List<Optimizer> optimizers() {
    return List.of(Fixtures.ADAM, Fixtures.RMSPROP);
  }

  private static void assertPruned(TorchLearner learner, Mask... masks) {
    LearnerState state = learner.state();
    for (Mask mask : masks) {
      assertZero(state.online(), mask);
      assertZero(state.target(), mask);
      state.moments().forEach(moment -> assertZero(moment, mask));
      assertZero(learner.gradient(Fixtures.batch(TINY, BATCH, 77)), mask);
    }
  }

  /** Positive zero in weights; a gradient's sign may stay. */
  private static void assertZero(Parameters parameters, Mask mask) {
    for (int layer = 0; layer < mask.layers(); layer++) {
      for (int i = 0; i < mask.size(layer); i++) {
        if (!mask.keeps(layer, i)) {
          assertTrue(parameters.weights(layer)[i] == 0);
        }
      }
    }
  }

  private static void train(TorchLearner learner, int from, int to) {
    for (int i = from; i < to; i++) {
      learner.update(Fixtures.batch(TINY, BATCH, i));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void prunedWeightsStayZeroWithMomentumFromBefore(Optimizer optimizer) {
    Mask mask = Fixtures.half(TINY, 3);
    try (TorchLearner learner = Fixtures.learner(TINY, optimizer, BATCH)) {
      train(learner, 0, 30);
      learner.mask(mask);
      assertPruned(learner, mask);
      for (int i = 30; i < 60; i++) {
        train(learner, i, i + 1);
        assertPruned(learner, mask);
      }
      learner.synchronizeTarget();
      assertPruned(learner, mask);
    }
  }

  @Test
  void survivorsGoOnLearning() {
    Architecture minatar = Architecture.minatar(4, 6);
    Mask mask = Fixtures.half(minatar, 3);
    try (TorchLearner learner = Fixtures.learner(minatar, Fixtures.ADAM, 32)) {
      learner.mask(mask);
      Parameters before = learner.parameters();
      for (int i = 0; i < 10; i++) {
        learner.update(Fixtures.batch(minatar, 32, i));
      }
      Parameters after = learner.parameters();
      for (int layer = 0; layer < mask.layers(); layer++) {
        assertTrue(moved(before.weights(layer), after.weights(layer)) > mask.kept(layer) / 2);
        assertTrue(moved(before.bias(layer), after.bias(layer)) > 0);
      }
    }
  }

  private static int moved(float[] before, float[] after) {
    int moved = 0;
    for (int i = 0; i < before.length; i++) {
      moved += before[i] == after[i] ? 0 : 1;
    }
    return moved;
  }

  @Test
  void masksAddUp() {
    Mask first = Fixtures.half(TINY, 3);
    Mask second = Fixtures.half(TINY, 4);
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, BATCH)) {
      learner.mask(first);
      train(learner, 0, 5);
      learner.mask(second);
      train(learner, 5, 10);
      assertPruned(learner, first, second);
      learner.mask(Mask.full(TINY));
      assertPruned(learner, first, second);
    }
  }

  @Test
  void aRestoredStateIsPrunedToo() {
    Mask mask = Fixtures.half(TINY, 3);
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, BATCH)) {
      train(learner, 0, 5);
      LearnerState dense = learner.state();
      learner.mask(mask);
      learner.restore(dense);
      assertPruned(learner, mask);
      assertTrue(dense.online().weights(0)[mask.survivors(0).nextClearBit(0)] != 0);
    }
  }

  @Test
  void aFullMaskChangesNoBit() {
    try (TorchLearner masked = Fixtures.learner(TINY, Fixtures.ADAM, BATCH);
        TorchLearner free = Fixtures.learner(TINY, Fixtures.ADAM, BATCH)) {
      masked.mask(Mask.full(TINY));
      train(masked, 0, 10);
      train(free, 0, 10);
      StateTest.assertSame(free.state(), masked.state());
    }
  }

  @Test
  void aMaskOfAnotherNetworkIsRefused() {
    Mask other = Mask.full(Architecture.minatar(4, 6));
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, BATCH)) {
      Throwable e = assertThrows(IllegalArgumentException.class, () -> learner.mask(other));
      assertEquals(
          "the mask does not fit the network tiny; give one made for its 4 layers", e.getMessage());
    }
  }
}
