package saccade.bench.runner;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import saccade.engine.BatchSession;
import saccade.engine.Plan;
import saccade.engine.StepCounts;
import saccade.model.Thresholds;

/**
 * Several agents in the slots of a batch, by their newest frames; with a label of several threads
 * on a pool of its own, the measuring thread at work too.
 */
final class BatchContestant implements Contestant {
  private final Label label;
  private final Agents agents;
  private final BatchSession batch;
  private final byte[] frame;
  private final @Nullable ThreadPoolExecutor pool;

  BatchContestant(Label label, Plan plan, Thresholds thresholds, Agents agents) {
    this.label = label;
    this.agents = agents;
    int threads = Math.min(label.threads(), agents.number());
    pool = threads == 1 ? null : pool(threads - 1);
    batch =
        pool == null
            ? plan.openBatch(agents.number(), thresholds)
            : plan.openBatch(agents.number(), thresholds, pool, threads);
    frame = new byte[plan.network().input().frameBytes()];
    for (int slot = 0; slot < agents.number(); slot++) {
      batch.join(slot);
    }
  }

  /** All its threads are there from the start, and its queue allocates nothing. */
  private static ThreadPoolExecutor pool(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(threads),
            task -> {
              Thread thread = new Thread(task, "batch-helper");
              thread.setDaemon(true);
              return thread;
            });
    pool.prestartAllCoreThreads();
    return pool;
  }

  @Override
  public Label label() {
    return label;
  }

  @Override
  public void prepare(int position) {
    for (int slot = 0; slot < agents.number(); slot++) {
      if (agents.begins(slot, position)) {
        batch.reset(slot);
      }
      agents.trace().frame(agents.step(slot, position), frame);
      batch.input().put(slot * frame.length, frame);
    }
  }

  @Override
  public void run() {
    batch.stepFrames();
  }

  @Override
  public void output(float[] y) {
    batch.output().get(0, y);
  }

  @Override
  public void addCounts(StepCounts sum) {
    for (int slot = 0; slot < agents.number(); slot++) {
      sum.add(batch.counts(slot));
    }
  }

  @Override
  public Boolean moved() {
    for (int slot = 0; slot < agents.number(); slot++) {
      if (batch.counts(slot).moving()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    batch.close();
    if (pool != null) {
      pool.shutdown();
    }
  }
}
