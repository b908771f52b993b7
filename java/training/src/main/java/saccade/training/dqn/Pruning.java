package saccade.training.dqn;

import org.jspecify.annotations.Nullable;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** Which weights a training run may use, and when fewer. */
public interface Pruning {
  /** The mask at the start; null if nothing is pruned. */
  @Nullable Mask first();

  /**
   * Whether a new mask is due after so many updates.
   *
   * @param updates updates made
   */
  boolean isDue(long updates);

  /**
   * The new mask.
   *
   * @param updates updates made
   * @param online the parameters as they are now
   * @param present the mask in force
   */
  Mask next(long updates, Parameters online, Mask present);

  /** The same mask from start to end; null prunes nothing. */
  static Pruning fixed(@Nullable Mask mask) {
    return new Pruning() {
      @Override
      public @Nullable Mask first() {
        return mask;
      }

      @Override
      public boolean isDue(long updates) {
        return false;
      }

      @Override
      public Mask next(long updates, Parameters online, Mask present) {
        return present;
      }
    };
  }
}
