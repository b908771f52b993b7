package saccade.bench.runner;

import org.jspecify.annotations.Nullable;
import saccade.bench.workload.StepTrace;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.engine.StepProfile;
import saccade.model.Thresholds;

/** One agent in a session, by the newest frame. */
final class SessionContestant implements Contestant {
  private final Label label;
  private final Agents agent;
  private final Session session;
  private final byte[] frame;

  SessionContestant(Label label, Plan plan, Thresholds thresholds, StepTrace trace) {
    this.label = label;
    agent = new Agents(trace, 1);
    session = plan.open(thresholds);
    frame = new byte[plan.network().input().frameBytes()];
  }

  @Override
  public Label label() {
    return label;
  }

  @Override
  public void prepare(int position) {
    if (agent.begins(0, position)) {
      session.reset();
    }
    agent.trace().frame(agent.step(0, position), frame);
    session.frame().put(0, frame);
  }

  @Override
  public void run() {
    session.stepFrame();
  }

  @Override
  public void output(float[] y) {
    session.output().get(0, y);
  }

  @Override
  public void addCounts(StepCounts sum) {
    sum.add(session.counts());
  }

  @Override
  public Boolean moved() {
    return session.counts().moving();
  }

  @Override
  public @Nullable StepProfile profile() {
    return session instanceof StepProfile profile ? profile : null;
  }

  @Override
  public void close() {
    session.close();
  }
}
