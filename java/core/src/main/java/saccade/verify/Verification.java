package saccade.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.Argmax;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.FrameStack;
import saccade.engine.Mode;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.verify.reference.References;

/**
 * One backend, one mode, one setting of thresholds, every step checked. The observations are given,
 * so that a wrong answer cannot steer them (open loop).
 */
public final class Verification {
  /**
   * What a run found.
   *
   * @param backend name of the backend
   * @param mode the arithmetic
   * @param thresholds one T per layer, input first
   * @param steps steps that were checked
   * @param maxAbsErrorVsDense largest |y - y of the dense double reference|, approximation included
   * @param maxAbsErrorVsSent largest |O - (b + sum of w * sent)|
   * @param maxAbsErrorVsOnnxRuntime largest |y - y of ONNX Runtime| (its fp32 for FLOAT32, its int8
   *     for EXACT); null where it is not installed
   * @param bitEqual null in FLOAT32
   * @param countsEqual null in FLOAT32
   * @param actionAgreement share of steps with the action of the dense double reference
   * @param peer comparison with another backend; null in EXACT, and where there is none
   * @param failures what did not hold, one sentence each; empty if all held
   */
  public record Row(
      String backend,
      Mode mode,
      String thresholds,
      int steps,
      double maxAbsErrorVsDense,
      double maxAbsErrorVsSent,
      @Nullable Double maxAbsErrorVsOnnxRuntime,
      @Nullable Boolean bitEqual,
      @Nullable Boolean countsEqual,
      double actionAgreement,
      @Nullable Peer peer,
      List<String> failures) {
    /** True if every check held. */
    public boolean ok() {
      return failures.isEmpty();
    }
  }

  /**
   * A backend beside another one in FLOAT32 (contract, law 7c).
   *
   * @param backend its name
   * @param comparedShare share of layers that were compared, each step from one restored snapshot;
   *     what did not hold there is a failure
   * @param maxAbsError largest |O - O of the peer| of those layers
   * @param maxAbsErrorOfRuns largest |y - y of the peer| where each plays on its own; with
   *     thresholds that may be anything, so it is told and not judged
   */
  public record Peer(
      String backend, double comparedShare, double maxAbsError, double maxAbsErrorOfRuns) {}

  private final Backend backend;
  private final @Nullable Backend peer;
  private final References references;
  private final PlanOptions options;
  private final @Nullable OnnxModel runtime;
  private double errorVsDense;
  private double errorVsRuntime;
  private int agreed;
  private boolean folded;

  /**
   * A verification of one backend.
   *
   * @param references the network, and its grids for EXACT
   * @param runtime the same network in ONNX Runtime, or null
   */
  public Verification(
      Backend backend, References references, PlanOptions options, @Nullable OnnxModel runtime) {
    this(backend, null, references, options, runtime);
  }

  /**
   * A verification of one backend beside another.
   *
   * @param peer whom it is compared with in FLOAT32, unless that one refuses the network; or null
   * @param references the network, and its grids for EXACT
   * @param runtime the same network in ONNX Runtime, or null
   */
  public Verification(
      Backend backend,
      @Nullable Backend peer,
      References references,
      PlanOptions options,
      @Nullable OnnxModel runtime) {
    this.backend = backend;
    this.peer = peer;
    this.references = references;
    this.options = options;
    this.runtime = runtime;
  }

  /** Plays the frames at these thresholds and checks every step. */
  public Row run(Thresholds thresholds, FrameSequence frames) {
    Plan plan = plan(backend);
    folded = plan.network() != references.network();
    References run = folded ? References.of(plan.network()) : references;
    StepChecker checker = StepChecker.of(run, plan.options(), thresholds);
    errorVsDense = 0;
    errorVsRuntime = 0;
    agreed = 0;
    Findings found = checker.findings();
    Peer figures;
    try (PeerRun beside = peer(run, thresholds, found)) {
      play(checker, beside, plan, thresholds, frames);
      figures = beside == null ? null : beside.figures();
    }
    boolean exact = references.grids() != null;
    return new Row(
        backend.name(),
        exact ? Mode.EXACT : Mode.FLOAT32,
        thresholds.toString(),
        frames.steps(),
        errorVsDense,
        found.maxErrorVsSent(),
        runtime == null ? null : errorVsRuntime,
        exact ? found.bitEqual() : null,
        exact ? found.countsEqual() : null,
        (double) agreed / frames.steps(),
        figures,
        found.failures());
  }

  private @Nullable PeerRun peer(References run, Thresholds thresholds, Findings found) {
    if (peer == null || references.grids() != null) {
      return null;
    }
    try {
      return new PeerRun(peer, plan(peer), run, thresholds, found);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return null; // a backend that refuses the network fails in its own verification
    }
  }

  private void play(
      StepChecker checker,
      @Nullable PeerRun beside,
      Plan plan,
      Thresholds thresholds,
      FrameSequence frames) {
    Network network = references.network();
    FrameStack stack = new FrameStack(network.input(), options);
    byte[] frame = new byte[network.input().frameBytes()];
    float[] y = new float[network.outputSize()];
    try (Session session = plan.open(thresholds)) {
      for (int step = 0; step < frames.steps(); step++) {
        if (step == 0 || frames.episodeStart(step)) {
          stack.reset();
          restart(session, checker, beside, step);
        }
        boolean first = stack.isEmpty();
        frames.frame(step, frame);
        stack.push(frame);
        checker.before(session);
        if (beside != null) {
          beside.before(session, checker);
        }
        Observations.stepFrame(session, frame, y);
        checker.afterFrame(session, frame, first, step);
        if (beside != null) {
          beside.after(checker, frame, first, step, y);
        }
        compare(checker, y, stack.observation(), thresholds.isZero());
      }
    }
  }

  private static void restart(
      Session session, StepChecker checker, @Nullable PeerRun beside, int step) {
    session.reset();
    checker.started(session, "after the reset before step " + step);
    if (beside != null) {
      beside.reset();
    }
  }

  private Plan plan(Backend of) {
    return references.grids() == null
        ? of.plan(references.network(), options)
        : of.plan(references.grids(), options);
  }

  private void compare(StepChecker checker, float[] y, byte[] observation, boolean lossless) {
    double[] raw = Observations.wide(references.network().input(), observation);
    double[][] activations = references.dense().activations(raw);
    double[] dense = activations[activations.length - 1];
    errorVsDense = Math.max(errorVsDense, largestDifference(y, dense));
    agreed += Argmax.of(y) == Argmax.of(toFloat(dense)) ? 1 : 0;
    if (lossless) {
      checker.againstDense(y, observation, dense, folded ? activations[0] : null);
    }
    if (runtime != null) {
      float[] other = new float[y.length];
      runtime.run(toFloat(raw), other);
      errorVsRuntime =
          Math.max(errorVsRuntime, largestDifference(y, OutputComparison.widen(other)));
      if (lossless && references.grids() == null) {
        checker.againstRuntime(y, other, activations, references.dense());
      }
    }
  }

  private static double largestDifference(float[] y, double[] other) {
    double largest = 0;
    for (int i = 0; i < y.length; i++) {
      largest = Math.max(largest, Math.abs(y[i] - other[i]));
    }
    return largest;
  }

  private static float[] toFloat(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }
}
