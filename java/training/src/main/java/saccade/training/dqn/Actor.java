package saccade.training.dqn;

import java.util.List;

/** Gives the values that training chooses actions by. */
interface Actor extends AutoCloseable {
  /**
   * Values of every environment's observation.
   *
   * @param stacks what is observed
   * @param starts where an episode starts with this observation
   * @param q receives the values, one environment after the other
   */
  void values(ObservationStacks stacks, boolean[] starts, float[] q);

  /** The target network changed. */
  void renew();

  /** State for a checkpoint, one entry per environment; empty if there is none. */
  List<byte[]> state();

  /** Goes on from a state, once the learner has. */
  void resume(List<byte[]> state);

  @Override
  void close();
}
