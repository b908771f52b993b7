package saccade.app.play;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import saccade.engine.Argmax;
import saccade.engine.FrameStack;
import saccade.engine.GridThreshold;
import saccade.engine.Mode;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.StepChecker;
import saccade.verify.reference.References;

/**
 * Plays frames through a delta session, the same network at T = 0 beside it, and every k-th step
 * dense and verified. The outputs of the delta session go to the source, where the network may act.
 */
public final class Viewing implements AutoCloseable {
  private final Setup setup;
  private final FrameSource source;
  private final int every;
  private final Plan plan;
  private final Session session;
  private final Session lossless;
  private final References references;
  private final boolean folded;
  private final StepChecker checker;
  private final StepChecker losslessChecker;
  private final DenseBaseline baseline;
  private final FrameStack stack;
  private final Tally tally;
  private final Tally losslessTally;
  private final LatencyRecorder latency = new LatencyRecorder();
  private final LatencyRecorder movingLatency = new LatencyRecorder();
  private final LatencyRecorder denseLatency = new LatencyRecorder();
  private final DoubleSummaryStatistics scores = new DoubleSummaryStatistics();
  private final OutputErrors outputErrors = new OutputErrors();
  private final float[] y;
  private final float[] losslessY;
  private final float[] sentY;
  private final byte[] frame;
  private OptionalDouble score = OptionalDouble.empty();
  private long steps;
  private long episodes;
  private long agreed;
  private long checked;
  private long lastLayerEvents;

  /**
   * Opens the sessions.
   *
   * @param every k: every k-th step is verified and run dense
   */
  public Viewing(Setup setup, FrameSource source, int every) {
    this.setup = setup;
    this.source = source;
    this.every = every;
    plan = setup.plan();
    Thresholds zero = Thresholds.zero(setup.network());
    session = plan.open(setup.thresholds());
    lossless = plan.open(zero);
    references = setup.references();
    folded = plan.network() != setup.network();
    References run = folded ? References.of(plan.network()) : references;
    checker = StepChecker.of(run, plan.options(), setup.thresholds());
    losslessChecker = StepChecker.of(run, plan.options(), zero);
    baseline = DenseBaseline.open(setup.backend(), setup.network());
    stack = new FrameStack(setup.network().input(), setup.options());
    tally = new Tally(plan.layers());
    losslessTally = new Tally(plan.layers());
    y = new float[setup.network().outputSize()];
    losslessY = y.clone();
    sentY = y.clone();
    frame = new byte[setup.network().input().frameBytes()];
  }

  /**
   * Plays.
   *
   * @param maxSteps most steps
   * @param maxEpisodes most episodes
   * @param progress is told the step
   */
  public void play(long maxSteps, long maxEpisodes, LongConsumer progress) {
    while (steps < maxSteps && !(episodes == maxEpisodes && source.ended()) && source.advance()) {
      if (source.episodeStart()) {
        endEpisode();
        startEpisode();
      }
      source.frame(frame);
      boolean first = stack.isEmpty();
      stack.push(frame);
      step(first);
      score = source.score();
      progress.accept(++steps);
    }
    endEpisode();
  }

  private void endEpisode() {
    score.ifPresent(scores);
    score = OptionalDouble.empty();
  }

  private void startEpisode() {
    episodes++;
    session.reset();
    lossless.reset();
    stack.reset();
    session.output().get(0, sentY);
    checker.started(session, "after the reset before step " + steps);
    losslessChecker.started(lossless, "after the reset before step " + steps);
  }

  /** In FLOAT32 the checker watches every step, because its rounding bound runs along. */
  private void step(boolean first) {
    boolean check = steps % every == 0;
    boolean watch = check || setup.mode() == Mode.FLOAT32;
    if (watch) {
      checker.before(session);
      losslessChecker.before(lossless);
    }
    long start = System.nanoTime();
    Observations.stepFrame(session, frame, y);
    long nanos = System.nanoTime() - start;
    source.answered(y);
    Observations.stepFrame(lossless, frame, losslessY);
    int outputEvents = outputEvents();
    if (!first) {
      latency.record(nanos);
      if (session.counts().moving()) {
        movingLatency.record(nanos);
      }
      lastLayerEvents += outputEvents;
    }
    tally.add(session.counts(), first);
    losslessTally.add(lossless.counts(), first);
    if (watch) {
      checker.afterFrame(session, frame, first, steps);
      losslessChecker.afterFrame(lossless, frame, first, steps);
    }
    if (check) {
      verify();
    }
  }

  private void verify() {
    double[][] activations =
        references
            .dense()
            .activations(Observations.wide(setup.network().input(), stack.observation()));
    double[] denseY = activations[activations.length - 1];
    double[] given = folded ? activations[0] : null;
    losslessChecker.againstDense(losslessY, stack.observation(), denseY, given);
    if (setup.thresholds().isZero()) {
      checker.againstDense(y, stack.observation(), denseY, given);
    }
    float[] narrow = new float[y.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) denseY[i];
    }
    outputErrors.add(y, denseY);
    agreed += Argmax.of(y) == Argmax.of(narrow) ? 1 : 0;
    checked++;
    denseLatency.record(baseline.run(stack.observation()));
  }

  /** The last layer is not gated; its T, or 0, only counts what it would have sent. */
  private int outputEvents() {
    float t = setup.thresholds().at(setup.network().depth());
    int events = 0;
    for (int i = 0; i < y.length; i++) {
      float d = y[i] - sentY[i];
      if (d != 0 && Math.abs(d) >= t) {
        sentY[i] = y[i];
        events++;
      }
    }
    return events;
  }

  /** What was found so far. */
  public RunReport report() {
    RunReport.Multiplications multiplications = tally.multiplications();
    boolean verified = checked > 0 && checker.findings().ok() && losslessChecker.findings().ok();
    List<String> failures = new ArrayList<>(checker.findings().failures());
    losslessChecker.findings().failures().forEach(f -> failures.add("at T = 0: " + f));
    return new RunReport(
        setup.network().name(),
        source.environment(),
        setup.backend().name(),
        setup.mode().name(),
        setup.seed(),
        steps,
        episodes,
        setup.thresholds().toString(),
        thresholdSteps(),
        scores.getCount() == 0
            ? null
            : new RunReport.Score(scores.getAverage(), scores.getMin(), scores.getMax()),
        multiplications,
        losslessTally.lossless(),
        tally.staticShare(),
        tally.saturated(),
        source.actor(),
        source.epsilon().isPresent() ? (Double) source.epsilon().getAsDouble() : null,
        tally.rows(lastLayerEvents, y.length),
        kernels(),
        latency.report(),
        movingLatency.report(),
        denseLatency.reportOrNull(),
        baseline.name(),
        baseline.note(),
        conversion(latency, multiplications.reduction()),
        conversion(movingLatency, multiplications.reductionMoving()),
        checked == 0 ? null : (Double) ((double) agreed / checked),
        outputErrors.reportOrNull(),
        every,
        checked,
        verified,
        failures,
        setup.quantization(),
        plan.info().stateBytes(),
        plan.info().scratchBytes(),
        setup.notes());
  }

  private List<RunReport.Kernels> kernels() {
    List<RunReport.Kernels> rows = new ArrayList<>();
    for (int k = 1; k <= plan.layers().size(); k++) {
      rows.add(
          new RunReport.Kernels(
              plan.layers().get(k - 1).name(),
              plan.options().kernels().at(k).toString(),
              plan.options().kernels().source(k).toString(),
              plan.options().crossovers().at(k)));
    }
    return rows;
  }

  private @Nullable List<Integer> thresholdSteps() {
    QuantizedNetwork grids = setup.grids();
    if (grids == null) {
      return null;
    }
    List<Integer> k = new ArrayList<>();
    for (int layer = 0; layer < setup.network().depth(); layer++) {
      k.add(layer == 0 ? inputSteps(grids) : steps(layer, grids));
    }
    return k;
  }

  /** Of the element that needs the most grid steps. */
  private int inputSteps(QuantizedNetwork grids) {
    int most = 1;
    for (int i = 0; i < grids.inputGrids().size(); i++) {
      float t = setup.thresholds().input(i);
      most = Math.max(most, GridThreshold.steps(t, grids.inputGrids().grid(i)));
    }
    return most;
  }

  private int steps(int layer, QuantizedNetwork grids) {
    return GridThreshold.steps(setup.thresholds().at(layer), grids.grid(layer));
  }

  private @Nullable Double conversion(LatencyRecorder delta, @Nullable Double reduction) {
    if (reduction == null || delta.count() == 0 || denseLatency.count() == 0) {
      return null;
    }
    return denseLatency.meanMicros() / delta.meanMicros() / reduction;
  }

  @Override
  public void close() {
    session.close();
    lossless.close();
    baseline.close();
  }
}
