package saccade.verify;

import saccade.engine.Session;
import saccade.model.Network;

/** A copy of what a session holds: sent values and accumulators of every layer, in model order. */
final class SessionState {
  /** Sent values; element k is neuron layer k, 0..depth - 1. */
  final double[][] sent;

  /** Accumulators; element k is neuron layer k, element 0 is unused. */
  final double[][] o;

  SessionState(Network network) {
    sent = new double[network.depth()][];
    o = new double[network.depth() + 1][];
    for (int k = 0; k <= network.depth(); k++) {
      int size = network.shape(k).size();
      if (k < network.depth()) {
        sent[k] = new double[size];
      }
      o[k] = new double[k == 0 ? 0 : size];
    }
  }

  void read(Session session) {
    for (int k = 0; k < o.length; k++) {
      if (k < sent.length) {
        session.readSent(k, sent[k]);
      }
      if (k > 0) {
        session.readAccumulators(k, o[k]);
      }
    }
  }

  /** Equal numbers: a -0 that is not sent on is the 0 that stands there. */
  static boolean same(double[] a, double[] b) {
    boolean same = a.length == b.length;
    for (int i = 0; i < a.length && same; i++) {
      same = a[i] == b[i];
    }
    return same;
  }
}
