package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.LearnerState;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** What a learner promises besides its arithmetic. */
class TorchLearnerTest {
  private static final Architecture TINY = Fixtures.tiny();
  private static final Architecture MINATAR = Architecture.minatar(4, 6);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSameBatchesGiveTheSameBits(int threads) {
    try (TorchLearner a = Fixtures.learner(MINATAR, Fixtures.ADAM, 32, threads);
        TorchLearner b = Fixtures.learner(MINATAR, Fixtures.ADAM, 32, threads)) {
      for (int i = 0; i < 25; i++) {
        Minibatch batch = Fixtures.batch(MINATAR, 32, i);
        assertEquals(a.update(batch), b.update(batch));
      }
      StateTest.assertSame(a.state(), b.state());
    }
  }

  @Test
  void learnersOfDifferentThreadCountsTakeTurns() {
    try (TorchLearner alone = Fixtures.learner(MINATAR, Fixtures.ADAM, 32, 1);
        TorchLearner one = Fixtures.learner(MINATAR, Fixtures.ADAM, 32, 1);
        TorchLearner two = Fixtures.learner(MINATAR, Fixtures.ADAM, 32, 2)) {
      for (int i = 0; i < 10; i++) {
        alone.update(Fixtures.batch(MINATAR, 32, i));
      }
      for (int i = 0; i < 10; i++) {
        two.update(Fixtures.batch(MINATAR, 32, i));
        one.update(Fixtures.batch(MINATAR, 32, i));
      }
      StateTest.assertSame(alone.state(), one.state());
    }
  }

  @Test
  void aRegressionIsLearned() {
    Minibatch batch = Fixtures.batch(TINY, 16, 1);
    Arrays.fill(batch.discounts(), 0);
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 16)) {
      float first = learner.update(batch);
      float last = first;
      for (int i = 0; i < 2000; i++) {
        last = learner.update(batch);
      }
      assertTrue(last < first / 20, first + " became " + last);
    }
  }

  @Test
  void theTargetMovesOnlyWhenItIsTold() {
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 4)) {
      Parameters initial = learner.parameters();
      learner.update(Fixtures.batch(TINY, 4, 1));
      assertTrue(learner.state().target().sameBits(initial));
      learner.synchronizeTarget();
      assertTrue(learner.state().target().sameBits(learner.parameters()));
    }
  }

  @Test
  void whatWentWrongShowsInTheLoss() {
    Minibatch batch = Fixtures.batch(TINY, 4, 1);
    batch.rewards()[2] = Float.NaN;
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 4)) {
      assertTrue(Float.isNaN(learner.update(batch)));
    }
  }

  @Test
  void aBadBatchIsRefusedAndChangesNothing() {
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 4)) {
      Minibatch bad = Fixtures.batch(TINY, 4, 1);
      bad.actions()[3] = 3;
      LearnerState before = learner.state();
      assertRefused("the batch has action 3; give actions from 0 to 2", () -> learner.update(bad));
      assertRefused(
          "the batch has 5 transitions; give the 4 that this learner was opened for",
          () -> learner.update(Fixtures.batch(TINY, 5, 1)));
      assertRefused(
          "a direct buffer of 336 bytes was given; give a direct one of at least 1600",
          () -> {
            try (TorchLearner minatar = Fixtures.learner(MINATAR, Fixtures.ADAM, 4)) {
              minatar.update(Fixtures.batch(TINY, 4, 1));
            }
          });
      StateTest.assertSame(before, learner.state());
    }
  }

  @Test
  void badArgumentsOfPredictAreRefused() {
    ByteBuffer heap = ByteBuffer.allocate(84);
    ByteBuffer direct = ByteBuffer.allocateDirect(84);
    try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 4)) {
      assertRefused(
          "a heap buffer of 84 bytes was given; give a direct one of at least 84",
          () -> learner.predict(heap, 1, new float[3]));
      assertRefused(
          "a direct buffer of 84 bytes was given; give a direct one of at least 168",
          () -> learner.predict(direct, 2, new float[6]));
      assertRefused(
          "the array for values has 2 places; give at least 3",
          () -> learner.predict(direct, 1, new float[2]));
      assertRefused(
          "0 observations are below 1; ask for the values of at least 1",
          () -> learner.predict(direct, 0, new float[2]));
    }
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void parametersOfAnotherNetworkAreRefused() {
    LearnerSettings settings = new LearnerSettings(Fixtures.ADAM, 4, 1);
    Parameters other = Parameters.initial(MINATAR, 1);
    LibtorchProvider provider = new LibtorchProvider();
    assertThrows(IllegalArgumentException.class, () -> provider.open(TINY, other, settings));
  }

  @Test
  void aClosedLearnerSaysSo() {
    TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 4);
    LearnerState state = learner.state();
    learner.close();
    learner.close();
    ByteBuffer observation = ByteBuffer.allocateDirect(84);
    assertClosed(() -> learner.update(Fixtures.batch(TINY, 4, 1)));
    assertClosed(() -> learner.predict(observation, 1, new float[3]));
    assertClosed(learner::synchronizeTarget);
    assertClosed(() -> learner.mask(Mask.full(TINY)));
    assertClosed(learner::parameters);
    assertClosed(learner::state);
    assertClosed(() -> learner.restore(state));
  }

  private static void assertClosed(Executable call) {
    IllegalStateException e = assertThrows(IllegalStateException.class, call);
    assertEquals("this learner is closed; open another", e.getMessage());
  }

  @Test
  void closingFreesEveryNativeObject() {
    Fixtures.learner(TINY, Fixtures.ADAM, 4).close();
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      try (TorchLearner learner = Fixtures.learner(TINY, Fixtures.RMSPROP, 4)) {
        learner.update(Fixtures.batch(TINY, 4, i));
        learner.mask(Fixtures.half(TINY, i));
        learner.restore(learner.state());
        assertTrue(Pointer.totalCount() > before);
      }
    }
    assertEquals(before, Pointer.totalCount());
  }

  /** Closed by another thread than the one that opened it. */
  @Test
  void anyThreadMayClose() throws InterruptedException {
    long before = Pointer.totalCount();
    TorchLearner learner = Fixtures.learner(TINY, Fixtures.ADAM, 4);
    Thread thread = new Thread(learner::close);
    thread.start();
    thread.join();
    assertEquals(before, Pointer.totalCount());
  }

  @Test
  @Tag("slow")
  void memoryStaysFlat() {
    try (TorchLearner learner = Fixtures.learner(MINATAR, Fixtures.ADAM, 32)) {
      run(learner, 500);
      long bytes = Pointer.physicalBytes();
      long count = Pointer.totalCount();
      run(learner, 5000);
      assertEquals(count, Pointer.totalCount());
      long grown = Pointer.physicalBytes() - bytes;
      // One forgotten activation per update would be 1.3 GB.
      assertTrue(grown < 64 << 20, "grown by " + grown);
    }
  }

  private static void run(TorchLearner learner, int updates) {
    Minibatch batch = Fixtures.batch(MINATAR, 32, 1);
    float[] q = new float[32 * 6];
    for (int i = 0; i < updates; i++) {
      learner.update(batch);
      learner.predict(batch.observations(), 1 + i % 32, q);
    }
  }
}
