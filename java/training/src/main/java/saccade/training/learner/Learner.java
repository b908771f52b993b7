package saccade.training.learner;

import java.nio.ByteBuffer;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/**
 * An online network that learns by Double DQN (van Hasselt 2016) and the target network beside it.
 * One thread at a time. The same state and the same batches give the same bits on one machine with
 * the same number of threads.
 */
public interface Learner extends AutoCloseable {
  /**
   * Values of the online network.
   *
   * @param observations direct; {@code count} observations from position 0
   * @param count number of observations, at least 1
   * @param q receives {@code count} times the number of actions
   */
  void predict(ByteBuffer observations, int count, float[] q);

  /**
   * One update toward reward + discount * Q_target(next, argmax Q_online(next)), Huber loss with
   * delta 1, mean over the batch.
   *
   * @return the loss before the update; NaN or infinite if learning went wrong, and then the
   *     parameters are of no use
   */
  float update(Minibatch batch);

  /** Target parameters := online parameters. */
  void synchronizeTarget();

  /**
   * Prunes: from now on the weights that the mask drops are 0 in both networks, and so are their
   * gradients and moments.
   */
  void mask(Mask mask);

  /** The online parameters; a copy. */
  Parameters parameters();

  /** Everything between two updates; a copy. */
  LearnerState state();

  /**
   * Goes on from a state.
   *
   * @throws IllegalArgumentException if it does not fit the architecture or optimiser
   */
  void restore(LearnerState state);

  /** Frees native memory; more than once is fine. */
  @Override
  void close();
}
