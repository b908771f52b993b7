package saccade.engine;

/** The greedy action. */
public final class Argmax {
  private Argmax() {}

  /** Index of the largest value; the lowest index wins a tie (contract, law 6e). */
  public static int of(float[] y) {
    int best = 0;
    for (int i = 1; i < y.length; i++) {
      if (y[i] > y[best]) {
        best = i;
      }
    }
    return best;
  }
}
