package saccade.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import saccade.app.play.RecordedFrames;
import saccade.builtin.Builtin;
import saccade.engine.BatchSession;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Thresholds;

/** A batch must not cost more than its agents: at most 1.05 times as many single steps. */
@Tag("slow")
class BatchSpeedTest {
  private static final int AGENTS = 16;
  private static final int STEPS = 60;
  private static final int ROUNDS = 12;
  private static final int TRIES = 4;
  private static final double MOST = 1.05;
  private static final int FRAME = 84 * 84;

  @Test
  void aBatchOf16CostsAtMostFivePercentMoreThan16Sessions() {
    Plan plan = new ScalarBackend().plan(Builtin.TABLE4.network(), PlanOptions.DEFAULT);
    double ratio = Double.MAX_VALUE;
    for (int attempt = 0;
        attempt < TRIES && ratio > MOST;
        attempt++) { // others use the machine too
      ratio = Math.min(ratio, ratio(plan));
    }
    System.out.printf("batch of %d agents: %.3f times %d single steps%n", AGENTS, ratio, AGENTS);
    assertTrue(ratio <= MOST, "ratio " + ratio);
  }

  /** Least time of either over interleaved rounds. */
  private static double ratio(Plan plan) {
    Thresholds t = Builtin.TABLE4.thresholds();
    RecordedFrames frames = RecordedFrames.ofGame("breakout", 3, STEPS);
    List<Session> single = new ArrayList<>();
    double batched = Double.MAX_VALUE;
    double alone = Double.MAX_VALUE;
    try (BatchSession batch = plan.openBatch(AGENTS, t)) {
      for (int s = 0; s < AGENTS; s++) {
        batch.join();
        single.add(plan.open(t));
      }
      for (int round = 0; round < ROUNDS; round++) {
        alone = Math.min(alone, nanos(single, frames));
        batched = Math.min(batched, nanos(batch, frames));
      }
    } finally {
      single.forEach(Session::close);
    }
    return batched / alone;
  }

  private static double nanos(List<Session> sessions, RecordedFrames frames) {
    byte[] frame = new byte[FRAME];
    sessions.forEach(Session::reset);
    long nanos = 0;
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      for (Session session : sessions) {
        session.frame().put(0, frame);
      }
      long start = System.nanoTime();
      for (Session session : sessions) {
        session.stepFrame();
      }
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }

  private static double nanos(BatchSession batch, RecordedFrames frames) {
    byte[] frame = new byte[FRAME];
    for (int s = 0; s < AGENTS; s++) {
      batch.reset(s);
    }
    long nanos = 0;
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      for (int s = 0; s < AGENTS; s++) {
        batch.input().put(s * frame.length, frame);
      }
      long start = System.nanoTime();
      batch.stepFrames();
      nanos += System.nanoTime() - start;
    }
    return nanos;
  }
}
