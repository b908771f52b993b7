package saccade.verify;

import java.util.Arrays;
import java.util.Optional;
import saccade.model.Network;
import saccade.verify.reference.UnrolledLayer;

/**
 * Pairs of sessions after one step from one restored snapshot, in FLOAT32 (contract, law 7c): a
 * layer is compared, within both bounds, where all earlier layers sent the same neurons. Where both
 * only took events, the bounds are those of that step's additions, since both began with the same
 * bits; else those that run along. Not for use by two threads.
 */
public final class Peers {
  private long layers;
  private long compared;
  private double largest;

  /** Nothing compared so far. */
  public Peers() {}

  /** Share of all layers of all steps that could be compared; 0 before the first step. */
  public double comparedShare() {
    return layers == 0 ? 0 : (double) compared / layers;
  }

  /** Largest distance of two accumulators that were compared. */
  public double largestDifference() {
    return largest;
  }

  /**
   * Compares accumulators.
   *
   * @param a checker of the one session, which has just checked the step
   * @param b checker of the other
   * @return one sentence about the first layer that differs, if one does
   */
  public Optional<String> compare(StepChecker a, StepChecker b) {
    Network network = a.network();
    layers += network.depth();
    Optional<String> difference = Optional.empty();
    for (int k = 1; k <= network.depth() && sentTheSame(a, b, k - 1); k++) {
      compared++;
      if (difference.isEmpty()) {
        difference = firstDifference(a, b, k);
      }
    }
    return difference;
  }

  private static boolean sentTheSame(StepChecker a, StepChecker b, int layer) {
    boolean same = true;
    for (int i = 0; i < a.after().sent[layer].length; i++) {
      boolean inA = a.after().sent[layer][i] != a.before().sent[layer][i];
      boolean inB = b.after().sent[layer][i] != b.before().sent[layer][i];
      same &= inA == inB;
    }
    return same;
  }

  private Optional<String> firstDifference(StepChecker a, StepChecker b, int k) {
    double[] ofA = a.after().o[k];
    double[] ofB = b.after().o[k];
    if (Arrays.equals(ofA, ofB)) {
      return Optional.empty();
    }
    double[] allowed = allowed(a, b, k);
    Optional<String> first = Optional.empty();
    for (int j = 0; j < ofA.length; j++) {
      double distance = Math.abs(ofA[j] - ofB[j]);
      largest = Math.max(largest, distance);
      if (!(distance <= allowed[j]) && first.isEmpty()) {
        first =
            Optional.of(sentence(j, a.network().weighted().get(k - 1).name(), ofA, ofB, allowed));
      }
    }
    return first;
  }

  private static String sentence(int j, String layer, double[] a, double[] b, double[] allowed) {
    return "accumulator %d of layer %s is %s in one session and %s in its peer, over %s apart"
        .formatted(j, layer, a[j], b[j], allowed[j]);
  }

  /** Both bounds, and what differences of the inputs make of each accumulator. */
  private static double[] allowed(StepChecker a, StepChecker b, int k) {
    boolean thisStep = a.tookEventsOnly(k) && b.tookEventsOnly(k);
    double[] deltaA = a.delta(k);
    double[] deltaB = b.delta(k);
    double[] x = a.taken(a.after(), k);
    double[] y = b.taken(b.after(), k);
    UnrolledLayer m = a.dense().unrolled(k);
    double[] allowed = new double[m.outputs()];
    for (int j = 0; j < allowed.length; j++) {
      allowed[j] =
          thisStep
              ? a.bound().ofEvents(k, j, a.before().o[k][j], deltaA)
                  + b.bound().ofEvents(k, j, b.before().o[k][j], deltaB)
              : a.bound().at(k, j) + b.bound().at(k, j);
      for (int e = m.start(j); e < m.start(j + 1); e++) {
        allowed[j] += Math.abs(a.dense().weight(k, e) * (x[m.input(e)] - y[m.input(e)]));
      }
    }
    return allowed;
  }
}
