package saccade.verify.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.InputLimits;
import saccade.engine.Mode;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.StepChecker;
import saccade.verify.reference.References;
import saccade.verify.reference.UnrolledLayer;

/** One case on one backend in one mode: its plan, its references, and comparisons of sessions. */
final class Stage {
  final GeneratedCase made;
  final Mode mode;
  final Plan plan;

  /** References of the network that the plan runs. */
  final References references;

  private final Backend backend;

  Stage(GeneratedCase made, Backend backend, Mode mode) {
    this.made = made;
    this.backend = backend;
    this.mode = mode;
    plan = plan(backend, made.options());
    References given = made.float32();
    QuantizedNetwork grids = made.grids();
    if (mode == Mode.EXACT) {
      references = References.of(Objects.requireNonNull(grids), given);
    } else {
      references = folded() ? References.of(plan.network()) : given;
    }
  }

  /** The case's network with other options, or on another backend. */
  Plan plan(Backend other, PlanOptions options) {
    QuantizedNetwork grids = made.grids();
    return mode == Mode.EXACT && grids != null
        ? other.plan(grids, options)
        : other.plan(made.network(), options);
  }

  Plan plan(PlanOptions options) {
    return plan(backend, options);
  }

  /** The case's network in another mode. */
  Plan inMode(Mode other) {
    QuantizedNetwork grids = made.grids();
    return other == Mode.EXACT && grids != null
        ? backend.plan(grids, made.options())
        : backend.plan(made.network(), made.options());
  }

  /** Weights of a layer that are not 0 in the plan. */
  int entries(int layer) {
    QuantizedNetwork grids = references.grids();
    return grids == null
        ? network().weighted().get(layer - 1).layer().weights().pattern().entries()
        : grids.layer(layer).weights().pattern().entries();
  }

  /** True if the plan runs another network than the given one, with means folded into biases. */
  boolean folded() {
    return !plan.network().equals(made.network());
  }

  /** True if a dense run of the layer multiplies anything: a weight at a tap inside the image. */
  boolean hasEdges(int layer) {
    UnrolledLayer m =
        references.integers() == null
            ? references.dense().unrolled(layer)
            : references.integers().unrolled(layer);
    return m.start(m.outputs()) > 0;
  }

  /** True if no value of a frame or an observation is beyond the plan's limits. */
  boolean allowed(byte[] bytes) {
    return allowed(bytes, 1);
  }

  /** The same for a share of the limits. */
  boolean allowed(byte[] bytes, double share) {
    InputLimits limits = plan.info().inputLimits();
    float[] values = Observations.values(network().input(), bytes);
    boolean allowed = true;
    for (int i = 0; i < values.length && !limits.isNone(); i++) {
      double limit = share * limits.limit(i % network().input().frameSize());
      allowed &= Math.abs(values[i]) <= limit;
    }
    return allowed;
  }

  Backend backend() {
    return backend;
  }

  CaseId id() {
    return made.id();
  }

  Network network() {
    return plan.network();
  }

  /** A checker that wants every bit where float32 holds them all. */
  StepChecker checker(PlanOptions options, Thresholds thresholds) {
    return made.ternary() && mode == Mode.FLOAT32
        ? StepChecker.toTheBit(references, options, thresholds)
        : StepChecker.of(references, options, thresholds);
  }

  /** Everything that can be read of two sessions must be the same bits. */
  void requireSame(String check, Session a, Session b, String when) {
    requireSame(check, read(a), read(b), when);
    requireSame(check, y(a), y(b), when);
  }

  static void requireSame(String check, List<double[]> a, List<double[]> b, String when) {
    for (int k = 0; k < a.size(); k++) {
      Failure.require(
          Arrays.equals(a.get(k), b.get(k)),
          check,
          check + ", but array " + k + " differs " + when);
    }
  }

  /** Sent values of every gated layer, then accumulators of every weighted one. */
  List<double[]> read(Session session) {
    List<double[]> state = new ArrayList<>();
    for (int k = 0; k < network().depth(); k++) {
      double[] sent = new double[network().shape(k).size()];
      session.readSent(k, sent);
      state.add(sent);
    }
    for (int k = 1; k <= network().depth(); k++) {
      double[] o = new double[network().shape(k).size()];
      session.readAccumulators(k, o);
      state.add(o);
    }
    return state;
  }

  static List<double[]> y(Session session) {
    double[] y = new double[session.output().capacity()];
    for (int j = 0; j < y.length; j++) {
      y[j] = session.output().get(j);
    }
    return List.of(y);
  }

  /** Events and counted multiplications; performed ones too if the same plan ran. */
  static void requireSameCounts(
      String check, StepCounts a, StepCounts b, boolean all, String when) {
    @Nullable String differs = null;
    for (int k = 1; k <= a.depth() && differs == null; k++) {
      boolean same = a.events(k) == b.events(k) && a.counted(k) == b.counted(k);
      same &= Double.compare(a.estimated(k), b.estimated(k)) == 0;
      if (all) {
        same &= a.performed(k) == b.performed(k) && a.denseRuns(k) == b.denseRuns(k);
        same &= a.refreshed(k) == b.refreshed(k);
      }
      differs = same ? null : "layer " + k;
    }
    if (all && a.saturated() != b.saturated()) {
      differs = "saturated";
    }
    Failure.require(
        differs == null && a.steps() == b.steps(),
        check + " (counts)",
        check + ", but the counts of " + differs + " differ " + when);
  }
}
