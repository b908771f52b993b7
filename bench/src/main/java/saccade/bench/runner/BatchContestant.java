package saccade.bench.runner;

import saccade.engine.BatchSession;
import saccade.engine.Plan;
import saccade.engine.StepCounts;
import saccade.model.Thresholds;

/** Several agents in the slots of a batch, by their newest frames. */
final class BatchContestant implements Contestant {
  private final Label label;
  private final Agents agents;
  private final BatchSession batch;
  private final byte[] frame;

  BatchContestant(Label label, Plan plan, Thresholds thresholds, Agents agents) {
    this.label = label;
    this.agents = agents;
    batch = plan.openBatch(agents.number(), thresholds);
    frame = new byte[plan.network().input().frameBytes()];
    for (int slot = 0; slot < agents.number(); slot++) {
      batch.join(slot);
    }
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
  }
}
