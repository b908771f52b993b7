package saccade.training.evaluation;

/** Chooses actions in an environment. */
@FunctionalInterface
interface Agent {
  /**
   * Looks and chooses.
   *
   * @param frame the newest frame
   * @param first whether an episode starts with it
   */
  int act(byte[] frame, boolean first);
}
