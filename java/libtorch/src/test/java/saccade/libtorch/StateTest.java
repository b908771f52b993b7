package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.training.learner.LearnerState;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/** Checkpoints are exact, and a refused one changes nothing. */
class StateTest {
  private static final Architecture TINY = Fixtures.tiny();
  private static final int BATCH = 4;

  static Stream<Arguments> runs() {
    return Stream.of(
        Arguments.of(Fixtures.ADAM, false),
        Arguments.of(Fixtures.ADAM, true),
        Arguments.of(Fixtures.RMSPROP, false),
        Arguments.of(Fixtures.RMSPROP, true));
  }

  private static void train(TorchLearner learner, int from, int to) {
    for (int i = from; i < to; i++) {
      learner.update(Fixtures.batch(TINY, BATCH, i));
      if (i % 5 == 4) {
        learner.synchronizeTarget();
      }
    }
  }

  static void assertSame(LearnerState a, LearnerState b) {
    assertEquals(a.updates(), b.updates());
    assertTrue(a.online().sameBits(b.online()));
    assertTrue(a.target().sameBits(b.target()));
    assertEquals(a.moments().size(), b.moments().size());
    for (int i = 0; i < a.moments().size(); i++) {
      assertTrue(a.moments().get(i).sameBits(b.moments().get(i)));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void trainingGoesOnFromAStateToTheBit(Optimizer optimizer, boolean masked) {
    try (TorchLearner whole = Fixtures.learner(TINY, optimizer, BATCH);
        TorchLearner resumed = Fixtures.learner(TINY, optimizer, BATCH)) {
      train(whole, 0, 7);
      if (masked) {
        whole.mask(Fixtures.half(TINY, 1));
        resumed.mask(Fixtures.half(TINY, 1));
      }
      train(whole, 7, 23);
      LearnerState middle = whole.state();
      assertEquals(23, middle.updates());
      train(whole, 23, 40);
      resumed.restore(middle);
      assertSame(middle, resumed.state());
      train(resumed, 23, 40);
      assertSame(whole.state(), resumed.state());
    }
  }

  @Test
  void aStateIsACopy() {
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, BATCH)) {
      LearnerState before = learner.state();
      Parameters online = before.online().copy();
      train(learner, 0, 3);
      assertTrue(before.online().sameBits(online));
      before.online().weights(0)[0] = 77;
      assertTrue(learner.parameters().weights(0)[0] != 77);
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAndChangesNothing() {
    Parameters fits = Parameters.initial(TINY, 9);
    Parameters other = Parameters.initial(Architecture.minatar(4, 6), 9);
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, BATCH)) {
      train(learner, 0, 3);
      LearnerState before = learner.state();
      for (LearnerState bad :
          List.of(
              new LearnerState(5, other, fits, List.of(fits, fits)),
              new LearnerState(5, fits, other, List.of(fits, fits)),
              new LearnerState(5, fits, fits, List.of(fits, other)),
              new LearnerState(5, fits, fits, List.of(fits)),
              new LearnerState(-1, fits, fits, List.of(fits, fits)))) {
        assertThrows(IllegalArgumentException.class, () -> learner.restore(bad));
        assertSame(before, learner.state());
      }
    }
  }
}
