package saccade.training.dqn;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.Backend;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.Snapshot;
import saccade.training.learner.Learner;
import saccade.training.network.Architecture;

/**
 * Saccade sessions, one per environment, in FLOAT32 at T = 0. A plan cannot follow every update, so
 * they run the target network, and start over from the present observation when it is renewed.
 */
final class SessionActor implements Actor {
  private final Backend backend;
  private final Architecture architecture;
  private final Learner learner;
  private final List<Session> sessions = new ArrayList<>();
  private final byte[] observation;
  private final float[] y;
  private boolean renewed = true;

  SessionActor(Backend backend, Architecture architecture, Learner learner) {
    this.backend = backend;
    this.architecture = architecture;
    this.learner = learner;
    observation = new byte[architecture.observationLength()];
    y = new float[architecture.outputs()];
  }

  @Override
  public void values(ObservationStacks stacks, boolean[] starts, float[] q) {
    if (renewed) {
      open(stacks.count());
    }
    for (int i = 0; i < stacks.count(); i++) {
      Session session = sessions.get(i);
      if (starts[i]) {
        session.reset();
        Observations.stepFrame(session, stacks.frame(i), y);
      } else if (renewed) {
        stacks.observation(i, observation);
        Observations.resync(session, observation);
        session.output().get(0, y);
      } else {
        Observations.stepFrame(session, stacks.frame(i), y);
      }
      System.arraycopy(y, 0, q, i * y.length, y.length);
    }
    renewed = false;
  }

  private void open(int count) {
    close();
    Plan plan = backend.plan(architecture.network(learner.state().target()), PlanOptions.DEFAULT);
    for (int i = 0; i < count; i++) {
      sessions.add(plan.open());
    }
  }

  @Override
  public void renew() {
    renewed = true;
  }

  @Override
  public List<byte[]> state() {
    return renewed
        ? List.of()
        : sessions.stream().map(session -> session.snapshot().toBytes()).toList();
  }

  @Override
  public void resume(List<byte[]> state) {
    renewed = state.isEmpty();
    if (!renewed) {
      open(state.size());
      for (int i = 0; i < state.size(); i++) {
        sessions.get(i).restore(Snapshot.of(state.get(i)));
      }
    }
  }

  @Override
  public void close() {
    sessions.forEach(Session::close);
    sessions.clear();
  }
}
