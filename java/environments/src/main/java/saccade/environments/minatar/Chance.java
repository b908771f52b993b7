package saccade.environments.minatar;

import saccade.environments.emulation.SeededRandom;

/** Where a game's random choices come from: a seed in play, a recording in a test. */
public interface Chance {
  /** Uniform over [0, 1). */
  double uniform();

  /**
   * Uniform over whole numbers.
   *
   * @param bound the first number not drawn, positive
   */
  int below(int bound);

  /** Draws from a stream that others may save and resume. */
  static Chance of(SeededRandom random) {
    return new Chance() {
      @Override
      public double uniform() {
        return random.nextDouble();
      }

      @Override
      public int below(int bound) {
        return random.nextInt(bound);
      }
    };
  }
}
