package saccade.verify.generator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import saccade.engine.FrameStack;
import saccade.engine.Mode;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.Snapshot;
import saccade.engine.StepCounts;
import saccade.model.Fill;
import saccade.model.FloatStack;
import saccade.model.Input;
import saccade.model.InputGrids;
import saccade.model.PlacedLayer;
import saccade.model.Thresholds;
import saccade.verify.Peers;
import saccade.verify.StepChecker;

/**
 * A session and all that is known about it without asking it: what was observed, how many steps
 * there were, which thresholds hold. Every call is checked as soon as it returns.
 */
final class Watched implements AutoCloseable {
  final Session session;
  private final Stage stage;
  private final PlanOptions options;
  private final StepChecker checker;
  private Thresholds thresholds;
  private History history;
  private boolean marked;
  private long step;

  /**
   * What was observed.
   *
   * @param observation the whole observation
   * @param first true if the next step is the first of an episode
   * @param steps steps since reset or resync
   * @param offset shift of the refresh phases
   * @param whole true if the input's sent values are the observation when T is 0
   * @param consecutive true if step and stepFrame must agree (law 9)
   */
  record History(
      byte[] observation,
      boolean first,
      long steps,
      long offset,
      boolean whole,
      boolean consecutive) {
    History {
      observation = observation.clone();
    }

    /** After thresholds that may be others. */
    History regated() {
      return new History(observation, first, steps, offset, whole, false);
    }

    History stepped(byte[] now, boolean stillWhole, boolean stillConsecutive) {
      return new History(now, false, steps + 1, offset, stillWhole, stillConsecutive);
    }
  }

  /** A snapshot and what was known when it was taken. */
  record Saved(
      Snapshot snapshot,
      StepChecker checker,
      History history,
      boolean marked,
      List<double[]> state) {}

  Watched(Stage stage, Plan plan, Thresholds thresholds) {
    this(stage, plan, plan.open(thresholds), thresholds);
    settle(new byte[stage.network().input().observationBytes()], true, "when opened");
  }

  private Watched(Stage stage, Plan plan, Session session, Thresholds thresholds) {
    this.stage = stage;
    this.session = session;
    this.thresholds = thresholds;
    options = plan.options();
    checker = stage.checker(options, thresholds);
    history = start(new byte[stage.network().input().observationBytes()], true);
  }

  private History start(byte[] observation, boolean first) {
    long offset = history == null ? 0 : history.offset;
    return new History(observation, first, 0, offset, true, first);
  }

  Thresholds thresholds() {
    return thresholds;
  }

  /** The whole observation after this frame, as a caller without stepFrame would build it. */
  byte[] withFrame(byte[] frame) {
    Input input = stage.network().input();
    FrameStack stack = new FrameStack(input, options.withFill(Fill.REPEAT));
    byte[] next = history.observation.clone();
    boolean repeat = history.first && options.fill() == Fill.REPEAT;
    if (repeat) {
      stack.push(frame);
      return stack.observation().clone();
    }
    int bytes = input.frameBytes();
    for (int age = input.planes() - 1; age >= 0; age--) {
      byte[] from = age == 0 ? frame : history.observation;
      int at = age == 0 ? 0 : options.planeOrder().plane(age - 1, input.planes()) * bytes;
      int to = options.planeOrder().plane(age, input.planes()) * bytes;
      System.arraycopy(from, at, next, to, bytes);
    }
    return next;
  }

  boolean consecutive() {
    return history.consecutive;
  }

  void stepFrame(byte[] frame, boolean arrays) {
    byte[] next = withFrame(frame);
    boolean first = history.first;
    checker.before(session);
    Calls.stepFrame(session, stage.network().input(), frame, arrays);
    checker.afterFrame(session, frame, first, ++step);
    boolean lossless = zeroInput() && history.whole;
    stepped(frame, history.stepped(next, lossless, history.consecutive));
  }

  void step(byte[] observation, boolean arrays, boolean newFrame) {
    checker.before(session);
    Calls.step(session, stage.network().input(), observation, arrays);
    checker.afterFull(session, observation, ++step);
    stepped(
        observation, history.stepped(observation, zeroInput(), history.consecutive && newFrame));
  }

  private boolean zeroInput() {
    boolean zero = true;
    for (int i = 0; i < stage.network().input().frameSize(); i++) {
      zero &= thresholds.input(i) == 0;
    }
    return zero;
  }

  /** What holds after every step, whichever call made it. */
  private void stepped(byte[] given, History now) {
    requireRefreshes();
    requireSaturated(given);
    requireEstimates();
    marked = false;
    history = now;
    if (thresholds.isZero() && history.whole) {
      float[] y = new float[session.output().capacity()];
      session.output().get(0, y);
      boolean folded = stage.mode == Mode.FLOAT32 && stage.folded();
      Input input = stage.network().input();
      double[] raw = Observations.wide(input, history.observation);
      double[][] x = stage.made.float32().dense().activations(raw);
      checker.againstDense(y, history.observation, x[x.length - 1], folded ? x[0] : null);
    }
    requireFound();
  }

  /** Law 7d by its own words: one layer at a time, every N steps, before the step's events. */
  private void requireRefreshes() {
    long n = options.refreshInterval();
    int depth = stage.network().depth();
    for (int k = 1; k <= depth; k++) {
      boolean due = stage.mode == Mode.FLOAT32 && n > 0 && history.steps > 0;
      due = due && (history.steps + history.offset - n * k / depth) % n == 0;
      boolean weights = stage.hasEdges(k);
      boolean ran = session.counts().refreshed(k) > 0;
      Failure.require(
          weights ? ran == due : !ran,
          "a layer is refreshed when it is due",
          "layer " + k + (ran ? " was" : " was not") + " refreshed after " + history.steps);
    }
  }

  /** Law 10: dense x (1 - weight sparsity) x (1 - delta sparsity of the input). */
  private void requireEstimates() {
    for (int k = 1; k <= stage.network().depth(); k++) {
      PlacedLayer placed = stage.network().weighted().get(k - 1);
      double outputs = placed.output().size();
      double columns = (double) placed.input().channels() / placed.layer().groups();
      double dense = outputs * columns * placed.window().area();
      double weights = stage.entries(k) / (placed.output().channels() * columns);
      double moved = session.counts().events(k) / (double) placed.input().size();
      double expected = dense * (weights / placed.window().area()) * moved;
      double estimated = session.counts().estimated(k);
      Failure.require(
          Math.abs(estimated - expected) <= 1e-9 * expected,
          "estimated is the paper's product",
          "layer " + k + " is estimated at " + estimated + " instead of " + expected);
    }
  }

  /** Law 11: values that the grid clamps are counted. */
  private void requireSaturated(byte[] given) {
    long expected = 0;
    Input input = stage.network().input();
    if (stage.mode == Mode.EXACT && input instanceof FloatStack) {
      InputGrids grids = java.util.Objects.requireNonNull(stage.made.grids()).inputGrids();
      float[] x = Observations.values(input, given);
      for (int i = 0; i < x.length; i++) {
        int e = i % input.frameSize();
        double q = Math.rint(x[i] * grids.inverse(e));
        expected += q < grids.grid(e).lo() || q > grids.grid(e).hi() ? 1 : 0;
      }
    }
    long counted = session.counts().saturated();
    Failure.require(
        expected == counted,
        "values beyond the grid are counted",
        counted + " values were counted as saturated, but " + expected + " are beyond the grid");
  }

  private void requireFound() {
    if (!checker.findings().ok()) {
      throw Failure.of(checker.findings().failures().get(0));
    }
  }

  void reset() {
    session.reset();
    settle(new byte[history.observation.length], true, "after a reset");
    Thresholds others = Thresholds.zero(stage.network());
    try (Session opened = stage.plan.open(others)) {
      stage.requireSame("a reset is a new session", session, opened, "at other thresholds");
    }
  }

  void resync(byte[] observation, boolean arrays) {
    Calls.resync(session, stage.network().input(), observation, arrays);
    settle(observation, false, "after a resync");
  }

  private void settle(byte[] observation, boolean first, String when) {
    checker.settled(session, observation, when);
    history = start(observation, first);
    marked = false;
    requireFound();
    requireNoCounts(when);
  }

  private void requireNoCounts(String when) {
    StepCounts counts = session.counts();
    long sum = counts.steps() + counts.saturated() + counts.counted() + counts.performed();
    for (int k = 1; k <= counts.depth(); k++) {
      sum += counts.events(k) + counts.denseRuns(k) + counts.refreshed(k);
    }
    Failure.require(sum == 0, "counts are 0 " + when, "counts are not 0 " + when);
  }

  void refresh() {
    List<double[]> before = stage.read(session);
    session.refresh();
    int layers = stage.mode == Mode.EXACT ? before.size() : stage.network().depth();
    List<double[]> after = stage.read(session);
    Stage.requireSame(
        "a refresh leaves sent values",
        before.subList(0, layers),
        after.subList(0, layers),
        "after a refresh");
    checker.started(session, "after a refresh");
    requireFound();
  }

  void setThresholds(Thresholds changed) {
    session.setThresholds(changed);
    thresholds = changed;
    checker.changed(changed);
    history = history.regated();
    marked = true;
    Failure.require(
        session.thresholds().equals(changed),
        "thresholds are those that were set",
        "the session says " + session.thresholds() + " after " + changed + " was set");
  }

  /** A snapshot, through its bytes and back. */
  Saved save() {
    Snapshot snapshot = session.snapshot();
    Snapshot read = Snapshot.of(snapshot.toBytes());
    Failure.require(
        read.equals(snapshot) && Arrays.equals(read.toBytes(), snapshot.toBytes()),
        "a snapshot is its bytes",
        "a snapshot that was written and read is not the same");
    StepChecker memory = stage.checker(options, thresholds);
    memory.continues(checker);
    for (boolean[] layer : read.image().marks()) {
      for (boolean mark : layer) {
        Failure.require(
            mark == marked,
            "a snapshot holds the marks",
            marked ? "a snapshot after new thresholds lacks a mark" : "a tested neuron is marked");
      }
    }
    return new Saved(read, memory, history, marked, stage.read(session));
  }

  void restore(Saved saved) {
    boolean same = session.restore(saved.snapshot);
    boolean equal = saved.snapshot.thresholds().equals(thresholds);
    checker.continues(saved.checker);
    history = saved.history;
    marked = saved.marked;
    if (!equal) {
      checker.changed(thresholds);
      history = history.regated();
      marked = true;
    }
    Stage.requireSame(
        "a restored state is the saved one", saved.state, stage.read(session), "after restore");
    checker.resumed(session, "after a restore");
    requireFound();
    requireNoCounts("after a restore");
    boolean crossed = Arrays.equals(saved.snapshot.crossovers(), options.crossovers().toArray());
    Failure.require(
        same == (stage.mode == Mode.EXACT || crossed),
        "restore says if crossovers differ",
        "restore answered " + same + " in " + stage.mode);
    if (equal && crossed) {
      Failure.require(
          session.snapshot().equals(saved.snapshot),
          "a snapshot after restore is the restored one",
          "a snapshot that was restored and taken again is not the same");
    }
  }

  /** A fork: the same state, thresholds and y. */
  Watched fork() {
    Session forked = session.fork();
    Watched other = new Watched(stage, stage.plan, forked, thresholds);
    other.checker.continues(checker);
    other.history = history;
    other.marked = marked;
    stage.requireSame("a fork is its original", session, forked, "after a fork");
    Failure.require(
        forked.snapshot().equals(session.snapshot()),
        "a fork is its original (snapshot)",
        "the snapshots of a fork and its original differ");
    return other;
  }

  /** Law 7c, after a step of both from the same state. */
  Optional<String> differsFrom(Watched peer) {
    return new Peers().compare(checker, peer.checker);
  }

  @Override
  public void close() {
    session.close();
  }
}
