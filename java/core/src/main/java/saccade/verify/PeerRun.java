package saccade.verify;

import saccade.engine.Backend;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Thresholds;
import saccade.verify.reference.References;

/**
 * Another backend beside the one that is verified: one session takes each step from a snapshot of
 * the verified one, a second plays on its own.
 */
final class PeerRun implements AutoCloseable {
  private final String name;
  private final Session restored;
  private final Session alone;
  private final StepChecker checker;
  private final Findings findings;
  private final Peers peers = new Peers();
  private final float[] y;
  private double apart;

  /**
   * A peer in its reset state.
   *
   * @param findings where differences go
   */
  PeerRun(Backend peer, Plan plan, References run, Thresholds thresholds, Findings findings) {
    name = peer.name();
    restored = plan.open(thresholds);
    alone = plan.open(thresholds);
    checker = StepChecker.of(run, plan.options(), thresholds);
    this.findings = findings;
    y = new float[plan.network().outputSize()];
  }

  void reset() {
    alone.reset();
  }

  /** Before a step of the verified session. */
  void before(Session verified, StepChecker itsChecker) {
    restored.restore(verified.snapshot());
    checker.continues(itsChecker);
    checker.before(restored);
  }

  /** After it: the same step. */
  void after(StepChecker itsChecker, byte[] frame, boolean first, int step, float[] itsY) {
    Observations.stepFrame(restored, frame, y);
    checker.afterFrame(restored, frame, first, step);
    peers
        .compare(itsChecker, checker)
        .ifPresent(what -> findings.fail(what + " (" + name + ") at step " + step));
    Observations.stepFrame(alone, frame, y);
    for (int i = 0; i < y.length; i++) {
      apart = Math.max(apart, Math.abs((double) y[i] - itsY[i]));
    }
  }

  /** What was found; failures of the peer's own steps are the verified one's too. */
  Verification.Peer figures() {
    checker.findings().failures().forEach(what -> findings.fail("peer " + name + ": " + what));
    return new Verification.Peer(name, peers.comparedShare(), peers.largestDifference(), apart);
  }

  @Override
  public void close() {
    restored.close();
    alone.close();
  }
}
