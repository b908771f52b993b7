package saccade.verify.metamorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.FrameStack;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * Laws that relate two runs of the same backend to each other, so that no reference is needed:
 * stepFrame equals step, the same observation twice costs nothing, reset equals a new session, an
 * all-ones mask equals no mask, and in EXACT refresh changes no bit and the order of sparse rows
 * changes nothing.
 */
public final class Metamorphic {
  private final Backend backend;
  private final PlanOptions options;
  private final Network network;
  private final @Nullable Calibration calibration;
  private final Plan plan;
  private final List<String> failures = new ArrayList<>();

  private Metamorphic(
      Backend backend, PlanOptions options, Network network, @Nullable Calibration calibration) {
    this.backend = backend;
    this.options = options;
    this.network = network;
    this.calibration = calibration;
    plan = plan(network, options);
  }

  /**
   * Checks all laws at these thresholds.
   *
   * @param calibration for EXACT, null for FLOAT32
   * @return one sentence per law that does not hold
   */
  public static List<String> check(
      Backend backend,
      PlanOptions options,
      Network network,
      @Nullable Calibration calibration,
      Thresholds thresholds,
      FrameSequence frames) {
    Metamorphic laws = new Metamorphic(backend, options, network, calibration);
    laws.frameEqualsStep(thresholds, frames);
    laws.sameObservationCostsNothing(thresholds, frames);
    laws.resetEqualsNewSession(thresholds, frames);
    laws.sameAs(
        "an all-ones mask equals no mask", Variants.withExplicitMask(network), thresholds, frames);
    if (calibration != null) {
      laws.refreshChangesNothing(thresholds, frames);
      if (Variants.canReverse(network)) {
        laws.sameAs(
            "the order of sparse rows changes nothing",
            Variants.withReversedChannels(network),
            thresholds,
            frames);
      }
    }
    return laws.failures;
  }

  private final Plan plan(Network of, PlanOptions with) {
    return calibration == null
        ? backend.plan(of, with)
        : backend.plan(Quantizer.quantize(of, calibration), with);
  }

  /** What two runs must share: y and the counts of every step. */
  private void same(String law, int step, Session a, Session b) {
    boolean bits = a.output().equals(b.output());
    boolean counts = true;
    for (int k = 1; k <= network.depth(); k++) {
      counts &= a.counts().events(k) == b.counts().events(k);
      counts &= a.counts().counted(k) == b.counts().counted(k);
    }
    if (!bits || !counts) {
      fail(law, step);
    }
  }

  private void fail(String law, int step) {
    failures.add(law + ", but not at step " + step);
  }

  private interface Move {
    void at(int step, boolean start, byte[] frame, byte[] observation);
  }

  private void play(FrameSequence frames, Move move) {
    FrameStack stack = new FrameStack(network.input(), options);
    byte[] frame = new byte[network.input().frameBytes()];
    int failed = failures.size();
    for (int step = 0; step < frames.steps() && failures.size() == failed; step++) {
      boolean start = step == 0 || frames.episodeStart(step);
      if (start) {
        stack.reset();
      }
      frames.frame(step, frame);
      stack.push(frame);
      move.at(step, start, frame, stack.observation());
    }
  }

  private void frameEqualsStep(Thresholds thresholds, FrameSequence frames) {
    float[] y = new float[network.outputSize()];
    try (Session byFrame = plan.open(thresholds);
        Session whole = plan.open(thresholds)) {
      play(
          frames,
          (step, start, frame, observation) -> {
            if (start) {
              byFrame.reset();
              whole.reset();
            }
            Observations.stepFrame(byFrame, frame, y);
            Observations.step(whole, observation, y);
            same("stepFrame equals step", step, byFrame, whole);
          });
    }
  }

  /** Without refreshes: one that is due may move y by a rounding. */
  private void sameObservationCostsNothing(Thresholds thresholds, FrameSequence frames) {
    float[] first = new float[network.outputSize()];
    float[] second = new float[network.outputSize()];
    Plan restless = plan(network, options.withRefreshInterval(0));
    try (Session session = restless.open(thresholds)) {
      play(
          frames,
          (step, start, frame, observation) -> {
            Observations.step(session, observation, first);
            Observations.step(session, observation, second);
            boolean silent = session.counts().counted() == 0;
            for (int k = 1; k <= network.depth(); k++) {
              silent &= session.counts().events(k) == 0;
            }
            if (!silent || !Arrays.equals(first, second)) {
              fail("the same observation twice costs 0 multiplications", step);
            }
          });
    }
  }

  private void resetEqualsNewSession(Thresholds thresholds, FrameSequence frames) {
    float[] y = new float[network.outputSize()];
    try (Session used = plan.open(thresholds);
        Session fresh = plan.open(thresholds)) {
      play(frames, (step, start, frame, observation) -> Observations.stepFrame(used, frame, y));
      used.reset();
      if (!used.output().equals(fresh.output())) {
        fail("reset gives y of a new session", 0);
      }
      play(
          frames.slice(0, Math.min(frames.steps(), 10)),
          (step, start, frame, observation) -> {
            Observations.stepFrame(used, frame, y);
            Observations.stepFrame(fresh, frame, y);
            same("reset equals a new session", step, used, fresh);
          });
    }
  }

  private void refreshChangesNothing(Thresholds thresholds, FrameSequence frames) {
    float[] y = new float[network.outputSize()];
    try (Session refreshed = plan.open(thresholds);
        Session left = plan.open(thresholds)) {
      play(
          frames,
          (step, start, frame, observation) -> {
            refreshed.refresh();
            Observations.stepFrame(refreshed, frame, y);
            Observations.stepFrame(left, frame, y);
            same("refresh changes no bit in EXACT", step, refreshed, left);
          });
    }
  }

  /** A network that must behave as this one does. */
  private void sameAs(String law, Network variant, Thresholds thresholds, FrameSequence frames) {
    float[] y = new float[network.outputSize()];
    try (Session a = plan.open(thresholds);
        Session b = plan(variant, options).open(thresholds)) {
      play(
          frames,
          (step, start, frame, observation) -> {
            Observations.stepFrame(a, frame, y);
            Observations.stepFrame(b, frame, y);
            same(law, step, a, b);
          });
    }
  }
}
