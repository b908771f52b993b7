package saccade.verify;

import java.util.Optional;
import saccade.model.Network;
import saccade.verify.reference.UnrolledLayer;

/**
 * Two sessions after one step from one restored snapshot, in FLOAT32 (contract, law 7c): a layer is
 * compared, within both bounds, where all earlier layers sent the same neurons.
 */
public final class Peers {
  private final StepChecker a;
  private final StepChecker b;
  private final Network network;

  private Peers(StepChecker a, StepChecker b) {
    this.a = a;
    this.b = b;
    network = a.network();
  }

  /**
   * Compares accumulators.
   *
   * @param a checker of the one session, which has just checked the step
   * @param b checker of the other
   * @return one sentence about the first layer that differs, if one does
   */
  public static Optional<String> compare(StepChecker a, StepChecker b) {
    return new Peers(a, b).firstDifference();
  }

  private Optional<String> firstDifference() {
    for (int k = 1; k <= network.depth() && sentTheSame(k - 1); k++) {
      UnrolledLayer m = a.dense().unrolled(k);
      double[] x = a.taken(a.after(), k);
      double[] y = b.taken(b.after(), k);
      for (int j = 0; j < m.outputs(); j++) {
        double allowed = a.bound(k, j) + b.bound(k, j);
        for (int e = m.start(j); e < m.start(j + 1); e++) {
          allowed += Math.abs(a.dense().weight(k, e) * (x[m.input(e)] - y[m.input(e)]));
        }
        if (!(Math.abs(a.after().o[k][j] - b.after().o[k][j]) <= allowed)) {
          return Optional.of(
              "accumulator %d of layer %s is %s in one session and %s in its peer, over %s apart"
                  .formatted(
                      j,
                      network.weighted().get(k - 1).name(),
                      a.after().o[k][j],
                      b.after().o[k][j],
                      allowed));
        }
      }
    }
    return Optional.empty();
  }

  private boolean sentTheSame(int layer) {
    boolean same = true;
    for (int i = 0; i < a.after().sent[layer].length; i++) {
      boolean inA = a.after().sent[layer][i] != a.before().sent[layer][i];
      boolean inB = b.after().sent[layer][i] != b.before().sent[layer][i];
      same &= inA == inB;
    }
    return same;
  }
}
