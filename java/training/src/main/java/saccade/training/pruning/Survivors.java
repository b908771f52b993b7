package saccade.training.pruning;

import saccade.builtin.PruningSchedule;

/** How many weights survive, always counted from the original number: rounds cannot drift. */
public final class Survivors {
  /**
   * More than the error of equation 1 in double and far below any true difference, so that a
   * decimal rate such as 0.1, which double only approximates, rounds like the decimal number.
   */
  private static final double SLACK = 0x1p-50;

  private Survivors() {}

  /**
   * The survivors of i rounds by equation 1: (1 - r)^i of the original number, rounded to the
   * nearest weight, a half up.
   *
   * @param total weights before the first round, 0 or more
   * @param rate r, the share of the survivors pruned per round, 0..1
   * @param rounds i, 0 or more
   * @throws IllegalArgumentException if rate or rounds are outside
   */
  public static long afterRounds(long total, double rate, int rounds) {
    return ofShare(total, 1 - PruningSchedule.prunedFraction(rate, rounds));
  }

  /**
   * A share of the original number, rounded to the nearest weight, a half up.
   *
   * @param total weights before pruning, 0 or more
   * @param share 0..1
   */
  static long ofShare(long total, double share) {
    return Math.min(total, (long) Math.floor(total * share + total * SLACK + 0.5));
  }

  /**
   * Whole numbers for layers that add up to the survivors of all: each layer's share rounded down,
   * and one more for those that lost most by it, the earlier ones first.
   *
   * @param totals weights per layer before pruning
   * @param shares share of each layer that survives, 0..1
   * @param sum survivors of all layers; what whole layers cannot hold is left over
   */
  static long[] split(long[] totals, double[] shares, long sum) {
    long[] kept = new long[totals.length];
    double[] lost = new double[totals.length];
    long left = sum;
    for (int i = 0; i < totals.length; i++) {
      double exact = totals[i] * shares[i] + totals[i] * SLACK;
      kept[i] = Math.min(totals[i], (long) Math.floor(exact));
      lost[i] = exact - kept[i];
      left -= kept[i];
    }
    for (; left > 0; left--) {
      int most = -1;
      for (int i = 0; i < totals.length; i++) {
        if (kept[i] < totals[i] && (most < 0 || lost[i] > lost[most])) {
          most = i;
        }
      }
      if (most < 0) {
        return kept;
      }
      kept[most]++;
      lost[most]--;
    }
    return kept;
  }
}
