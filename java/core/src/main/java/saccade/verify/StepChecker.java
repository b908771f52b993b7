package saccade.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.engine.Crossovers;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.ErrorBound;
import saccade.verify.reference.QuantizedReference;
import saccade.verify.reference.References;
import saccade.verify.reference.UnrolledLayer;

/**
 * Watches one session and checks each step by brute force: the rule on every neuron (law 2), the
 * stack (law 9), events and counted multiplications (law 10), dense runs (laws 11 and 12), the
 * invariant (law 4), and y. In FLOAT32 every step must be watched, because the rounding bound runs
 * along; in EXACT any. Not for use by two threads.
 */
public final class StepChecker {
  private final Network network;
  private final @Nullable QuantizedReference integers;
  private final DenseReference dense;
  private final References references;
  private final PlanOptions options;
  private final InputRule input;
  private final ErrorBound bound;
  private final SessionState before;
  private final SessionState after;
  private final Findings findings = new Findings();
  private final OutputComparison outputs;
  private final boolean requireBits;
  private final boolean[] eventsOnly;
  private Gates gates;
  private boolean allMarked;
  private String at = "at the start";

  private StepChecker(
      References references, PlanOptions options, Thresholds thresholds, boolean requireBits) {
    this.references = references;
    network = references.network();
    integers = references.integers();
    dense = references.dense();
    this.options = options;
    this.requireBits = requireBits;
    input = new InputRule(references, options);
    bound = new ErrorBound(network, dense);
    outputs = new OutputComparison(references, findings);
    before = new SessionState(network);
    after = new SessionState(network);
    eventsOnly = new boolean[network.depth() + 1];
    gates = new Gates(network, references.grids(), thresholds);
  }

  /**
   * A checker of sessions within their rounding bound (FLOAT32) or to the bit (EXACT).
   *
   * @param references of the network that the plan runs, means folded
   * @param options of the plan; dense runs are checked if its crossovers are numbers
   */
  public static StepChecker of(References references, PlanOptions options, Thresholds thresholds) {
    return new StepChecker(references, options, thresholds, false);
  }

  /**
   * A checker that demands every bit in FLOAT32 too: for networks with weights in {-1, 0, 1},
   * integer biases and thresholds, and sums below 2^24 (contract, law 7b).
   */
  public static StepChecker toTheBit(
      References references, PlanOptions options, Thresholds thresholds) {
    return new StepChecker(references, options, thresholds, true);
  }

  /** What was found so far. */
  public Findings findings() {
    return findings;
  }

  Network network() {
    return network;
  }

  DenseReference dense() {
    return dense;
  }

  SessionState before() {
    return before;
  }

  SessionState after() {
    return after;
  }

  ErrorBound bound() {
    return bound;
  }

  /** Whether a layer neither ran dense nor was refreshed in the last step; FLOAT32 only. */
  boolean tookEventsOnly(int layer) {
    return eventsOnly[layer];
  }

  /** The session was reset or resynced, or all of it refreshed: the bound starts anew. */
  public void started(Session session, String what) {
    at = what;
    after.read(session);
    for (int k = 1; k <= network.depth(); k++) {
      if (integers == null) {
        bound.restart(k, taken(after, k));
      }
      checkInvariant(k);
    }
    checkOutput(session);
  }

  /**
   * The session was reset or resynced: nothing is marked, the input's sent values are the
   * observation and every hidden layer sent f(O) (contract, laws 5 and 15).
   *
   * @param observation its bytes; zeros after a reset
   */
  public void settled(Session session, byte[] observation, String what) {
    started(session, what);
    allMarked = false;
    if (!SessionState.same(input.read(observation), after.sent[0])) {
      findings.failBits("the input's sent values are not the observation " + at);
    }
    for (int k = 1; k < network.depth(); k++) {
      int broken = 0;
      for (int j = 0; j < after.sent[k].length; j++) {
        double error = integers == null ? dense.activationError(k, after.o[k][j]) : 0;
        broken += Math.abs(after.sent[k][j] - activation(k, j)) <= error ? 0 : 1;
      }
      if (broken > 0) {
        findings.failBits(
            "%d sent values of layer %s are not f(O) %s"
                .formatted(broken, network.weighted().get(k - 1).name(), at));
      }
    }
  }

  /**
   * The session's state was restored or forked: its marks, and in FLOAT32 its bound, go on from
   * {@code other}, the checker of that state.
   */
  public void continues(StepChecker other) {
    bound.copy(other.bound);
    allMarked = other.allMarked;
  }

  /** Checks invariant and y of a state that {@link #continues} took over. */
  public void resumed(Session session, String what) {
    at = what;
    after.read(session);
    for (int k = 1; k <= network.depth(); k++) {
      checkInvariant(k);
    }
    checkOutput(session);
  }

  /** The session's thresholds were set: every neuron is marked. */
  public void changed(Thresholds changed) {
    gates = new Gates(network, references.grids(), changed);
    allMarked = true;
  }

  /** Reads the state before a step. */
  public void before(Session session) {
    before.read(session);
  }

  /**
   * Checks the state after {@code stepFrame}.
   *
   * @param frame its bytes, as in {@link Session#frame}
   * @param first true if it was the first step after a reset
   */
  public void afterFrame(Session session, byte[] frame, boolean first, long step) {
    at = "at step " + step;
    check(session, input.afterFrame(before.sent[0], frame, first, gates));
  }

  /**
   * Checks the state after {@code step} on a whole observation.
   *
   * @param observation its bytes, as in {@link Session#observation}
   */
  public void afterFull(Session session, byte[] observation, long step) {
    at = "at step " + step;
    check(session, input.afterFull(before.sent[0], observation, gates));
  }

  private void check(Session session, double[] expectedInput) {
    after.read(session);
    if (!SessionState.same(expectedInput, after.sent[0])) {
      findings.failBits("the input's sent values break the rule " + at);
    }
    boolean glitch = input.glitch(before.sent[0], after.sent[0]);
    for (int k = 1; k <= network.depth(); k++) {
      double[] delta = delta(k);
      boolean[] touched = audit(k, delta, session.counts());
      checkDenseRun(k, glitch, session.counts());
      if (integers == null) {
        runBound(k, delta, session.counts());
      }
      checkInvariant(k);
      if (k < network.depth()) {
        checkRule(k, touched, unrolled(k).reached(delta));
      }
    }
    checkOutput(session);
    allMarked = false;
  }

  /** What a layer takes: sent values of the layer before it, behind a normaliser z of them. */
  double[] taken(SessionState state, int layer) {
    return layer == 1 ? input.taken(state.sent[0]) : state.sent[layer - 1];
  }

  /** The changes that a layer receives, rounded as FLOAT32 transmits them. */
  double[] delta(int layer) {
    double[] now = taken(after, layer);
    double[] then = taken(before, layer);
    double[] delta = new double[now.length];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = (float) now[i] - (float) then[i];
    }
    return delta;
  }

  private UnrolledLayer unrolled(int layer) {
    return integers == null ? dense.unrolled(layer) : integers.unrolled(layer);
  }

  /** Law 10 by brute force; returns which outputs received a multiplication. */
  private boolean[] audit(int layer, double[] delta, StepCounts counts) {
    UnrolledLayer m = unrolled(layer);
    boolean[] touched = new boolean[m.outputs()];
    long counted = 0;
    for (int j = 0; j < touched.length; j++) {
      long mine = 0;
      for (int e = m.start(j); e < m.start(j + 1); e++) {
        mine += delta[m.input(e)] != 0 ? 1 : 0;
      }
      counted += mine;
      touched[j] = mine > 0;
    }
    long events = Arrays.stream(delta).filter(d -> d != 0).count();
    if (events != counts.events(layer) || counted != counts.counted(layer)) {
      findings.failCounts(
          "layer %s counts %d events and %d multiplications, brute force %d and %d, %s"
              .formatted(
                  m.placed().name(),
                  counts.events(layer),
                  counts.counted(layer),
                  events,
                  counted,
                  at));
    }
    if (counts.denseRuns(layer) == 0 && counts.performed(layer) < counts.counted(layer)) {
      findings.failCounts("layer " + m.placed().name() + " performed less than it counted " + at);
    }
    return touched;
  }

  private void checkDenseRun(int layer, boolean glitch, StepCounts counts) {
    if (options.crossovers().equals(Crossovers.DEFAULT)) {
      return; // not known here
    }
    boolean expected = glitch || counts.events(layer) > options.crossovers().at(layer);
    if (expected != (counts.denseRuns(layer) > 0)) {
      findings.failCounts(
          "layer %s with %d events %s dense %s"
              .formatted(
                  network.weighted().get(layer - 1).name(),
                  counts.events(layer),
                  expected ? "did not run" : "ran",
                  at));
    }
  }

  private void runBound(int layer, double[] delta, StepCounts counts) {
    eventsOnly[layer] = counts.denseRuns(layer) == 0 && counts.refreshed(layer) == 0;
    if (counts.denseRuns(layer) > 0) {
      bound.restart(layer, taken(after, layer));
      return;
    }
    if (counts.refreshed(layer) > 0) {
      bound.restart(layer, taken(before, layer));
    }
    bound.addEvents(layer, before.o[layer], delta);
  }

  /** Law 4: O = b + sum of w * sent. */
  private void checkInvariant(int layer) {
    double worst = 0;
    int broken = 0;
    double[] o = after.o[layer];
    double[] reference = reference(layer);
    for (int j = 0; j < o.length; j++) {
      double error = Math.abs(o[j] - reference[j]);
      worst = Math.max(worst, error);
      double allowed = integers != null || requireBits ? 0 : bound.at(layer, j);
      broken += error <= allowed ? 0 : 1;
    }
    findings.errorVsSent(worst);
    if (broken > 0) {
      findings.failBits(
          "%d accumulators of layer %s are off by up to %s %s"
              .formatted(broken, network.weighted().get(layer - 1).name(), worst, at));
    }
  }

  private double[] reference(int layer) {
    double[] x = taken(after, layer);
    if (integers == null) {
      return dense.accumulators(layer, x);
    }
    long[] q = new long[x.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = (long) x[i];
    }
    return Arrays.stream(integers.accumulators(layer, q)).asDoubleStream().toArray();
  }

  /**
   * Law 2 on a hidden layer. A neuron that no multiplication reached may have been tested or not:
   * in EXACT that is the same, in FLOAT32 a refresh may have moved O by a rounding in between. One
   * that is not marked at all rests (law 1).
   */
  private void checkRule(int layer, boolean[] touched, boolean[] reached) {
    int broken = 0;
    for (int j = 0; j < touched.length; j++) {
      double was = before.sent[layer][j];
      double is = after.sent[layer][j];
      boolean mayRest = integers == null && !touched[j] && !allMarked;
      double error = integers == null ? dense.activationError(layer, after.o[layer][j]) : 0;
      boolean mayMove = reached[j] || allMarked;
      boolean follows =
          gates.allows(layer, j, was, is, activation(layer, j), error) || (mayRest && is == was);
      broken += follows && (mayMove || is == was) ? 0 : 1;
    }
    if (broken > 0) {
      findings.failBits(
          "%d sent values of layer %s break the rule %s"
              .formatted(broken, network.weighted().get(layer - 1).name(), at));
    }
  }

  private double activation(int layer, int j) {
    double o = after.o[layer][j];
    return integers == null ? dense.activate(layer, o) : integers.requantise(layer, j, (long) o);
  }

  private void checkOutput(Session session) {
    int last = network.depth();
    for (int j = 0; j < after.o[last].length; j++) {
      double o = after.o[last][j];
      double expected = integers == null ? dense.activate(last, o) : integers.output(j, (long) o);
      double allowed = integers == null ? dense.activationError(last, o) : 0;
      if (!(Math.abs(session.output().get(j) - expected) <= allowed)) {
        findings.failBits("y[" + j + "] is not f(O) of the last layer " + at);
      }
    }
  }

  /**
   * T = 0 only: y must equal the dense quantised network to the bit, or lie within the bound.
   *
   * @param observation bytes of the whole observation
   * @param denseY y of the dense network that the user gave
   * @param taken what the given network's first layer takes, if the plan runs another one with
   *     means folded into biases; else null
   */
  public void againstDense(
      float[] y, byte[] observation, double[] denseY, double @Nullable [] taken) {
    outputs.withDense(y, observation, denseY, ownBound(taken), at);
  }

  /** T = 0 in FLOAT32 only: y against a float32 runtime, within both bounds. */
  public void againstRuntime(
      float[] y, float[] other, double[][] activations, DenseReference given) {
    double[] theirs = ErrorBound.anyOrder(given, activations);
    outputs.withRuntime(y, other, theirs, ownBound(given == dense ? null : activations[0]), at);
  }

  private double[] ownBound(double @Nullable [] givenInput) {
    if (integers != null) {
      return new double[0];
    }
    double[][] taken = after.sent.clone();
    taken[0] = taken(after, 1);
    return bound.propagate(taken, after.o, givenInput);
  }
}
