package saccade.verify.literal;

/**
 * A rule for who transmits when, with the state of one agent: what is compared. All rules start
 * from the same reset state (contract, law 5), because the paper does not say where O starts.
 */
public interface EventRule extends AutoCloseable {
  /** Name in reports. */
  String name();

  /** New episode: input 0, every layer the dense result of that input. */
  void reset();

  /**
   * One step.
   *
   * @param observation every plane in the model's order, gray levels 0..255
   * @param y receives f(O) of the last layer, in the model's order
   */
  void step(byte[] observation, float[] y);

  /** What the last step did. */
  RuleCounts counts();

  @Override
  default void close() {}
}
