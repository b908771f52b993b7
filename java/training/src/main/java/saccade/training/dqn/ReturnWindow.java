package saccade.training.dqn;

/** Returns of the last {@link #LENGTH} episodes that ended. */
public final class ReturnWindow {
  /** Episodes that are looked back on. */
  public static final int LENGTH = 100;

  private final double[] returns = new double[LENGTH];
  private long episodes;

  /** An episode ended with this return. */
  public void add(double value) {
    returns[(int) (episodes++ % LENGTH)] = value;
  }

  /** Episodes that ended so far. */
  public long episodes() {
    return episodes;
  }

  /** Mean of the last episodes; NaN before the first has ended. */
  public double mean() {
    int n = (int) Math.min(episodes, LENGTH);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += returns[i];
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /** The state: the number of episodes, then the stored returns. */
  double[] state() {
    double[] state = new double[1 + LENGTH];
    state[0] = episodes;
    System.arraycopy(returns, 0, state, 1, LENGTH);
    return state;
  }

  /** Goes on from a state. */
  void resume(double[] state) {
    if (state.length != 1 + LENGTH) {
      throw new IllegalArgumentException(
          "a window of %d values was given; give %d".formatted(state.length, 1 + LENGTH));
    }
    episodes = (long) state[0];
    System.arraycopy(state, 1, returns, 0, LENGTH);
  }
}
