package saccade.verify;

import java.util.ArrayList;
import java.util.List;

/** What a check found: failures in words, and the largest errors. Not for use by two threads. */
public final class Findings {
  private static final int KEPT = 10;

  private final List<String> failures = new ArrayList<>();
  private long failed;
  private boolean bitEqual = true;
  private boolean countsEqual = true;
  private double maxErrorVsSent;

  void fail(String what) {
    failed++;
    if (failures.size() < KEPT) {
      failures.add(what);
    }
  }

  void failBits(String what) {
    bitEqual = false;
    fail(what);
  }

  void failCounts(String what) {
    countsEqual = false;
    fail(what);
  }

  void errorVsSent(double error) {
    maxErrorVsSent = Math.max(maxErrorVsSent, error);
  }

  /** True if every check held. */
  public boolean ok() {
    return failed == 0;
  }

  /** The first failures, one sentence each. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** Accumulators, sent values and y equal the integer reference to the bit (EXACT). */
  public boolean bitEqual() {
    return bitEqual;
  }

  /** Events and counted multiplications equal the brute-force count. */
  public boolean countsEqual() {
    return countsEqual;
  }

  /** Largest |O - (b + sum of w * sent)| that was seen. */
  public double maxErrorVsSent() {
    return maxErrorVsSent;
  }
}
