package saccade.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/** While one thread is inside a step, every other call is refused and changes nothing. */
class GuardedSessionTest {
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

  private static final Plan PLAN =
      new Plan() {
        @Override
        public PlanInfo info() {
          List<LayerCost> costs = List.of(LayerCost.of(NETWORK.weighted().get(0), 1));
          return PlanInfo.float32(NETWORK, PlanOptions.DEFAULT, costs);
        }

        @Override
        public Session open(Thresholds thresholds) {
          return new Waiting(this, thresholds);
        }

        @Override
        public BatchSession openBatch(
            int capacity, Thresholds thresholds, Executor executor, int threads) {
          throw new UnsupportedOperationException();
        }
      };

  /** A session whose step waits inside until it is let go. */
  private static final class Waiting extends GuardedSession {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private int changes;

    Waiting(Plan plan, Thresholds thresholds) {
      super(plan, thresholds, SessionBuffers.allocate(plan.info()));
    }

    @Override
    protected void runStep() {
      inside.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected void runFrame() {
      changes++;
    }

    @Override
    protected void runReset() {
      changes++;
    }

    @Override
    protected void runRefresh() {
      changes++;
    }

    @Override
    protected void runResync() {
      changes++;
    }

    @Override
    protected void runThresholds(Thresholds changed) {
      changes++;
    }

    @Override
    protected SessionImage runSave() {
      changes++;
      throw new UnsupportedOperationException();
    }

    @Override
    protected void runLoad(SessionImage image) {
      changes++;
    }

    @Override
    protected void copySent(int layer, double[] target) {
      changes++;
    }

    @Override
    protected void copyAccumulators(int layer, double[] target) {
      changes++;
    }
  }

  @Test
  void everyCallDuringAStepIsRefused() throws InterruptedException {
    Thresholds before = Thresholds.of(0);
    Waiting session = (Waiting) PLAN.open(before);
    Thread stepping = new Thread(session::step);
    stepping.start();
    session.inside.await();
    List<Runnable> calls =
        List.of(
            session::step,
            session::stepFrame,
            () -> session.step(new byte[1], new float[1]),
            () -> session.stepFrame(new byte[1], new float[1]),
            session::reset,
            session::refresh,
            () -> session.resync(new byte[1]),
            () -> session.setThresholds(Thresholds.of(7)),
            () -> session.readSent(0, new double[1]),
            () -> session.readAccumulators(1, new double[1]),
            session::close);
    for (Runnable call : calls) {
      assertThrows(SessionBusyException.class, call::run);
    }
    assertEquals(0, session.changes);
    assertEquals(before, session.thresholds());
    session.letGo.countDown();
    stepping.join();
    session.setThresholds(Thresholds.of(7));
    assertEquals(Thresholds.of(7), session.thresholds());
    session.close();
    assertThrows(SessionClosedException.class, session::reset);
    assertEquals(1, session.changes);
  }
}
