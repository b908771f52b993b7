package saccade.training.dqn;

import java.util.List;
import saccade.training.learner.Learner;

/** The network that is learned, as it is. */
final class LearnerActor implements Actor {
  private final Learner learner;

  LearnerActor(Learner learner) {
    this.learner = learner;
  }

  @Override
  public void values(ObservationStacks stacks, boolean[] starts, float[] q) {
    learner.predict(stacks.observations(), stacks.count(), q);
  }

  @Override
  public void renew() {
    // it acts by its newest parameters always
  }

  @Override
  public List<byte[]> state() {
    return List.of();
  }

  @Override
  public void resume(List<byte[]> state) {
    // nothing but the learner's parameters
  }

  @Override
  public void close() {
    // the learner belongs to whoever opened it
  }
}
