package saccade.libtorch;

import java.util.Arrays;
import saccade.training.learner.Minibatch;

/**
 * The loss of Double DQN and its gradient: a few values per transition, so that plain Java is
 * faster than calls of tensor operations.
 */
final class DoubleDqn {
  private DoubleDqn() {}

  /**
   * Huber loss with delta 1, mean over the batch.
   *
   * @param online values of the online network: first of the observations, then of the next ones
   * @param target values of the target network of the next observations
   * @param gradient receives the loss's gradient by the online values of the observations
   * @return the loss
   */
  static float loss(
      Minibatch batch, int actions, float[] online, float[] target, float[] gradient) {
    int n = batch.size();
    float share = 1f / n;
    double sum = 0;
    Arrays.fill(gradient, 0);
    for (int i = 0; i < n; i++) {
      int best = best(online, (n + i) * actions, actions);
      float goal = batch.rewards()[i] + batch.discounts()[i] * target[i * actions + best];
      int taken = i * actions + batch.actions()[i];
      float error = online[taken] - goal;
      sum += huber(error);
      gradient[taken] = Math.max(-1, Math.min(1, error)) * share;
    }
    return (float) (sum / n);
  }

  private static double huber(float error) {
    double size = Math.abs((double) error);
    return size <= 1 ? 0.5 * size * size : size - 0.5;
  }

  /** Position of the first largest value. */
  private static int best(float[] values, int from, int count) {
    int best = 0;
    for (int a = 1; a < count; a++) {
      if (values[from + a] > values[from + best]) {
        best = a;
      }
    }
    return best;
  }
}
