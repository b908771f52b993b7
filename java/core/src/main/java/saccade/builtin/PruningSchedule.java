package saccade.builtin;

/** Equation 1 and Table 2: how much is pruned after i rounds. */
public final class PruningSchedule {
  private PruningSchedule() {}

  /**
   * pruned / total = 1 - (1 - r)^i.
   *
   * @param rate r, the share of the surviving weights pruned per round, 0..1
   * @param rounds i, 0 or more
   */
  public static double prunedFraction(double rate, int rounds) {
    if (!(rate >= 0 && rate <= 1) || rounds < 0) {
      throw new IllegalArgumentException(
          "rate " + rate + " and " + rounds + " rounds are outside 0..1 and 0 or more");
    }
    return 1 - Math.pow(1 - rate, rounds);
  }
}
