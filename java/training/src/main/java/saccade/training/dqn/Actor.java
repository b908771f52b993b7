package saccade.training.dqn;

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

  /** The target network was renewed. */
  void renew();

  @Override
  void close();
}
