package saccade.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/** What a batch makes of a slot that fails, and of calls while its threads are at work. */
@Timeout(60)
class SlotBatchTest {
  private static final Network NETWORK =
      new Network(
          "one",
          new ImageStack(1, 1, 1),
          List.of(
              new Flatten("flatten"),
              new Dense(
                  "only",
                  CsrWeights.fromDense(1, 1, new float[] {1}),
                  new Bias(0),
                  Activation.NONE)));

  private static final PlanInfo INFO =
      PlanInfo.float32(
          NETWORK, PlanOptions.DEFAULT, List.of(LayerCost.of(NETWORK.weighted().get(0), 1)));

  /** Of this no more is asked than what it is. */
  private static final Plan PLAN =
      new Plan() {
        @Override
        public PlanInfo info() {
          return INFO;
        }

        @Override
        public Session open(Thresholds thresholds) {
          throw new UnsupportedOperationException();
        }

        @Override
        public BatchSession openBatch(
            int capacity, Thresholds thresholds, Executor executor, int threads) {
          throw new UnsupportedOperationException();
        }
      };

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final CountDownLatch inside = new CountDownLatch(2);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private boolean failing;

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  /** y counts steps; a frame of 13 fails halfway, one of 99 waits inside. */
  private final class Scripted extends GuardedSession {
    private float steps;

    Scripted(SessionBuffers buffers) {
      super(PLAN, Thresholds.of(0), buffers);
    }

    @Override
    protected void runStep() {
      runFrame();
    }

    @Override
    protected void runFrame() {
      if (newestFrame().get(0) == 99) {
        inside.countDown();
        try {
          assertTrue(letGo.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      if (failing && newestFrame().get(0) == 13) {
        y().put(0, Float.NaN);
        throw new IllegalStateException("unlucky");
      }
      y().put(0, ++steps);
    }

    @Override
    protected void runReset() {
      steps = 0;
      y().put(0, 0);
    }

    @Override
    protected void runRefresh() {
      y().put(0, steps);
    }

    @Override
    protected void runResync() {
      runReset();
    }

    @Override
    protected void runThresholds(Thresholds changed) {}

    @Override
    protected SessionImage runSave() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void runLoad(SessionImage image) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void copySent(int layer, double[] target) {}

    @Override
    protected void copyAccumulators(int layer, double[] target) {}
  }

  private BatchSession batch(int threads, int... frames) {
    BatchSession batch =
        new SlotBatch(
            INFO,
            frames.length,
            Thresholds.of(0),
            pool,
            threads,
            (buffers, offset) -> new Scripted(buffers));
    for (int s = 0; s < frames.length; s++) {
      batch.join(s);
      batch.input().put(s, (byte) frames[s]);
    }
    return batch;
  }

  @Test
  void aSlotThatFailsSaysSoAndTheOthersHaveStepped() {
    for (int threads = 1; threads <= 3; threads++) {
      BatchSession batch = batch(threads, 1, 13, 1, 1);
      batch.stepFrames();
      failing = true;
      var error = assertThrows(IllegalStateException.class, batch::stepFrames);
      assertEquals("unlucky", error.getMessage());
      assertEquals(BatchSession.FAILED, batch.status(1));
      assertEquals(0, batch.counts(1).steps());
      for (int s : new int[] {0, 2, 3}) {
        assertEquals(0, batch.status(s));
        assertEquals(2, batch.output().get(s));
      }
      failing = false;
      batch.stepFrames();
      assertEquals(BatchSession.FAILED, batch.status(1), "it rests");
      assertEquals(3, batch.output().get(0));
      batch.close();
    }
  }

  @Test
  void aFailedSlotIsNotCopiedAndStartsOverByReset() {
    BatchSession batch = batch(1, 13, 1);
    batch.leave(1);
    failing = true;
    assertThrows(IllegalStateException.class, batch::stepFull);
    failing = false;
    List<Runnable> refused =
        List.of(() -> batch.snapshot(0), () -> batch.fork(0), () -> batch.refresh(0));
    for (Runnable call : refused) {
      var error = assertThrows(IllegalStateException.class, call::run);
      assertEquals(
          "slot 0 failed within a step; reset, resync or restore it first", error.getMessage());
    }
    assertEquals(BatchSession.EMPTY, batch.status(1), "a fork that was refused takes no slot");
    batch.reset(0);
    assertEquals(0, batch.status(0));
    batch.stepFull();
    assertEquals(1, batch.output().get(0));
    failing = true;
    assertThrows(IllegalStateException.class, batch::stepFull);
    batch.resync(0);
    assertEquals(0, batch.status(0));
    assertThrows(IllegalStateException.class, batch::stepFull);
    batch.leave(0);
    assertEquals(BatchSession.EMPTY, batch.status(0));
    batch.stepFull();
    assertEquals(0, batch.join());
    assertEquals(0, batch.status(0));
  }

  @Test
  void everyCallWhileThreadsAreAtWorkIsRefused() throws InterruptedException {
    BatchSession batch = batch(2, 99, 1, 99, 1);
    Thread stepping = new Thread(batch::stepFrames);
    stepping.start();
    assertTrue(inside.await(30, TimeUnit.SECONDS), "two threads are inside");
    List<Runnable> calls =
        List.of(
            batch::stepFrames,
            batch::stepFull,
            batch::join,
            () -> batch.join(1),
            () -> batch.leave(1),
            () -> batch.reset(1),
            () -> batch.refresh(1),
            () -> batch.resync(1),
            () -> batch.snapshot(1),
            () -> batch.fork(1),
            () -> batch.setThresholds(Thresholds.of(7)),
            () -> batch.readSent(1, 0, new double[1]),
            () -> batch.readAccumulators(1, 1, new double[1]),
            batch::close);
    for (Runnable call : calls) {
      assertThrows(SessionBusyException.class, call::run);
    }
    letGo.countDown();
    stepping.join();
    for (int s = 0; s < 4; s++) {
      assertEquals(1, batch.output().get(s));
    }
    assertEquals(Thresholds.of(0), batch.thresholds());
    batch.close();
    assertThrows(SessionClosedException.class, batch::stepFrames);
  }

  @Test
  void whatCannotBeACrewIsRefused() {
    var few = assertThrows(IllegalArgumentException.class, () -> batch(0, 1));
    assertTrue(few.getMessage().contains("0 threads"), few.getMessage());
    SlotBatch.Opening never = (buffers, offset) -> null;
    var none =
        assertThrows(
            NullPointerException.class,
            () -> new SlotBatch(INFO, 1, Thresholds.of(0), null, 1, never));
    assertTrue(none.getMessage().contains("executor"), none.getMessage());
    BatchSession most = batch(Integer.MAX_VALUE, 1, 1);
    most.stepFrames();
    assertEquals(1, most.output().get(1));
  }
}
