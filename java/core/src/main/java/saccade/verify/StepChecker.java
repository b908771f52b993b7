package saccade.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.model.Fill;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.ErrorBound;
import saccade.verify.reference.QuantizedReference;
import saccade.verify.reference.References;
import saccade.verify.reference.UnrolledLayer;

/**
 * Watches one session and checks each step by brute force: the rule on every neuron (law 2), the
 * stack (law 9), events and counted multiplications (law 10), the invariant (law 4), and y. In
 * FLOAT32 every step must be watched, because the rounding bound runs along; in EXACT any. Not for
 * use by two threads.
 */
public final class StepChecker {
  private final Network network;
  private final @Nullable QuantizedReference integers;
  private final @Nullable QuantizedNetwork grids;
  private final DenseReference dense;
  private final PlanOptions options;
  private final ErrorBound bound;
  private final SessionState before;
  private final SessionState after;
  private final Findings findings = new Findings();
  private final boolean requireBits;
  private final double[] threshold;
  private boolean allMarked;
  private String at = "at the start";

  private StepChecker(
      References references, PlanOptions options, Thresholds thresholds, boolean requireBits) {
    network = references.network();
    grids = references.grids();
    integers = references.integers();
    dense = references.dense();
    this.options = options;
    this.requireBits = requireBits;
    bound = new ErrorBound(network, dense);
    before = new SessionState(network);
    after = new SessionState(network);
    threshold = new double[network.depth()];
    setThresholds(thresholds);
  }

  /** A checker of sessions within their rounding bound (FLOAT32) or to the bit (EXACT). */
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

  /** The session was reset or resynced, or all of it refreshed: the bound starts anew. */
  public void started(Session session, String what) {
    at = what;
    after.read(session);
    for (int k = 1; k <= network.depth(); k++) {
      if (integers == null) {
        bound.restart(k, after.sent[k - 1]);
      }
      checkInvariant(k);
    }
    checkOutput(session);
  }

  /** The session's thresholds were set: every neuron is marked. */
  public void changed(Thresholds changed) {
    setThresholds(changed);
    allMarked = true;
  }

  /** Reads the state before a step. */
  public void before(Session session) {
    before.read(session);
  }

  /**
   * Checks the state after {@code stepFrame}.
   *
   * @param first true if it was the first step after a reset
   */
  public void afterFrame(Session session, byte[] frame, boolean first, long step) {
    at = "at step " + step;
    ImageStack stack = (ImageStack) network.input();
    double[] expected = new double[before.sent[0].length];
    for (int pixel = 0; pixel < frame.length; pixel++) {
      int newest = plane(0, stack) * frame.length + pixel;
      expected[newest] = rule(0, before.sent[0][newest], frame[pixel] & 0xff);
      for (int age = 1; age < stack.planes(); age++) {
        int from = plane(age - 1, stack) * frame.length + pixel;
        boolean repeat = first && options.fill() == Fill.REPEAT;
        expected[plane(age, stack) * frame.length + pixel] =
            repeat ? expected[newest] : before.sent[0][from];
      }
    }
    check(session, expected);
  }

  private int plane(int age, ImageStack stack) {
    return options.planeOrder().plane(age, stack.planes());
  }

  /** Checks the state after {@code step} on a whole observation. */
  public void afterFull(Session session, byte[] observation, long step) {
    at = "at step " + step;
    double[] expected = new double[observation.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = rule(0, before.sent[0][i], observation[i] & 0xff);
    }
    check(session, expected);
  }

  private void check(Session session, double[] expectedInput) {
    after.read(session);
    if (!Arrays.equals(expectedInput, after.sent[0])) {
      findings.failBits("the input's sent values break the rule " + at);
    }
    for (int k = 1; k <= network.depth(); k++) {
      double[] delta = delta(k - 1);
      boolean[] touched = audit(k, delta, session.counts());
      if (integers == null) {
        runBound(k, delta, session.counts());
      }
      checkInvariant(k);
      if (k < network.depth()) {
        checkRule(k, touched);
      }
    }
    checkOutput(session);
    allMarked = false;
  }

  /** The transmitted changes, rounded as FLOAT32 transmits them. */
  private double[] delta(int layer) {
    double[] delta = new double[after.sent[layer].length];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = (float) after.sent[layer][i] - (float) before.sent[layer][i];
    }
    return delta;
  }

  /** Law 10 by brute force; returns which outputs received a multiplication. */
  private boolean[] audit(int layer, double[] delta, StepCounts counts) {
    UnrolledLayer m = integers == null ? dense.unrolled(layer) : integers.unrolled(layer);
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

  private void runBound(int layer, double[] delta, StepCounts counts) {
    if (counts.denseRuns(layer) > 0) {
      bound.restart(layer, after.sent[layer - 1]);
      return;
    }
    if (counts.refreshed(layer) > 0) {
      bound.restart(layer, before.sent[layer - 1]);
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
    double[] x = after.sent[layer - 1];
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
   * in EXACT that is the same, in FLOAT32 a refresh may have moved O by a rounding in between.
   */
  private void checkRule(int layer, boolean[] touched) {
    int broken = 0;
    for (int j = 0; j < touched.length; j++) {
      double was = before.sent[layer][j];
      double is = after.sent[layer][j];
      boolean mayRest = integers == null && !touched[j] && !allMarked;
      if (is != rule(layer, was, activation(layer, j)) && !(mayRest && is == was)) {
        broken++;
      }
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

  /** The new sent value of a tested neuron. */
  private double rule(int layer, double sent, double x) {
    double d = (float) x - (float) sent;
    return d != 0 && Math.abs(d) >= threshold[layer] ? x : sent;
  }

  /** T, or in EXACT the smallest k of at least 1 with k * scale >= T, at most R + 1 (law 6f). */
  private void setThresholds(Thresholds thresholds) {
    for (int layer = 0; layer < threshold.length; layer++) {
      float t = thresholds.at(layer);
      int k = 1;
      while (grids != null
          && k <= grids.grid(layer).range()
          && k * (double) grids.grid(layer).scale() < t) {
        k++;
      }
      threshold[layer] = grids == null ? t : k;
    }
  }

  private void checkOutput(Session session) {
    int last = network.depth();
    for (int j = 0; j < after.o[last].length; j++) {
      double o = after.o[last][j];
      float expected =
          integers == null ? (float) dense.activate(last, o) : integers.output(j, (long) o);
      if (session.output().get(j) != expected) {
        findings.failBits("y[" + j + "] is not f(O) of the last layer " + at);
      }
    }
  }

  /** T = 0 only: y must equal the dense quantised network to the bit, or lie within the bound. */
  public void againstDense(float[] y, byte[] observation, double[] denseY) {
    double[] allowed =
        integers == null ? bound.propagate(after.sent, after.o) : new double[y.length];
    double[] expected = denseY;
    if (integers != null) {
      float[] quantised = integers.run(observation);
      expected = new double[y.length];
      for (int j = 0; j < y.length; j++) {
        expected[j] = quantised[j];
      }
    }
    requireWithin("the dense reference", y, expected, allowed);
  }

  /** T = 0 in FLOAT32 only: y against a float32 runtime, within both bounds. */
  public void againstRuntime(float[] y, float[] other, double[][] activations) {
    double[] ours = bound.propagate(after.sent, after.o);
    double[] theirs = bound.anyOrder(activations);
    double[] expected = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      expected[j] = other[j];
      ours[j] += theirs[j];
    }
    requireWithin("ONNX Runtime", y, expected, ours);
  }

  private void requireWithin(String what, float[] y, double[] expected, double[] allowed) {
    for (int j = 0; j < y.length; j++) {
      if (!(Math.abs(y[j] - expected[j]) <= allowed[j])) {
        findings.failBits(
            "y[%d] is %s but %s says %s, which is more than %s away %s"
                .formatted(j, y[j], what, expected[j], allowed[j], at));
      }
    }
  }
}
