package saccade.app.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import saccade.app.cli.Parse;
import saccade.app.play.RecordedFrames;
import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;
import saccade.onnx.OnnxWriter;
import saccade.verify.Verification;
import saccade.verify.metamorphic.Metamorphic;
import saccade.verify.reference.References;

/** Runs every row of a verification, as many at a time as there are cores. */
public final class Proof {
  private static final String GAME = "breakout";
  private static final long OTHER_SEED = 1_000_003;
  private static final int CALIBRATION_STEPS = 400;
  private static final int DEFAULT_SETTINGS = 3;
  private static final int METAMORPHIC_STEPS = 60;

  private final List<Backend> backends;
  private final @Nullable String settings;
  private final @Nullable Path trace;
  private final int steps;
  private final long seed;

  /**
   * What to verify.
   *
   * @param settings thresholds, separated by ';', or null for the default three
   * @param trace recorded frames, or null for frames of the built-in game
   */
  public Proof(
      List<Backend> backends,
      @Nullable String settings,
      @Nullable Path trace,
      int steps,
      long seed) {
    this.backends = List.copyOf(backends);
    this.settings = settings;
    this.trace = trace;
    this.steps = steps;
    this.seed = seed;
  }

  /** Number of rows that {@link #of} will have. */
  public int rows(List<Builtin> builtins) {
    int settingsEach = settings == null ? DEFAULT_SETTINGS : Parse.list(settings, ";").size();
    return builtins.size() * backends.size() * Mode.values().length * settingsEach;
  }

  private record Task(
      Builtin builtin,
      Backend backend,
      Mode mode,
      Thresholds thresholds,
      References references,
      Calibration calibration,
      FrameSequence frames) {}

  private record Outcome(Verification.Row row, List<String> metamorphic) {}

  /** Verifies networks; {@code progress} is told the rows that are done. */
  public ProofReport of(List<Builtin> builtins, LongConsumer progress) {
    List<Task> tasks = new ArrayList<>();
    builtins.forEach(builtin -> addTasks(builtin, tasks));
    List<ProofReport.Row> rows = new ArrayList<>();
    List<ProofReport.Failure> failures = new ArrayList<>();
    int played = steps;
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (Task task : tasks) {
        outcomes.add(
            pool.submit(
                () -> {
                  Outcome outcome = run(task);
                  progress.accept(done.incrementAndGet());
                  return outcome;
                }));
      }
      for (int i = 0; i < tasks.size(); i++) {
        Outcome outcome = get(outcomes.get(i));
        played = outcome.row.steps();
        rows.add(row(tasks.get(i), outcome.row));
        outcome.row.failures().forEach(f -> failures.add(failure(tasks, rows.size() - 1, f)));
        outcome.metamorphic.forEach(f -> failures.add(failure(tasks, rows.size() - 1, f)));
      }
    }
    String names = String.join(",", builtins.stream().map(Builtin::name).toList());
    String why = OnnxRunners.first().isPresent() ? null : OnnxRunners.whyNone();
    boolean complete = rows.size() == rows(builtins);
    return new ProofReport(complete && failures.isEmpty(), names, played, why, rows, failures);
  }

  private static Outcome get(Future<Outcome> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the verification was interrupted; start it again", e);
    }
  }

  private void addTasks(Builtin builtin, List<Task> tasks) {
    Network network = builtin.network();
    FrameSequence recorded =
        trace == null ? null : RecordedFrames.ofTrace(trace, (ImageStack) network.input());
    FrameSequence watched =
        recorded == null
            ? RecordedFrames.ofGame(GAME, seed + OTHER_SEED, CALIBRATION_STEPS)
            : recorded.slice(0, Math.min(CALIBRATION_STEPS, Math.max(1, recorded.steps() / 2)));
    FrameSequence frames =
        recorded == null ? RecordedFrames.ofGame(GAME, seed, steps) : secondHalf(recorded);
    Calibration calibration =
        Calibration.watch(new ScalarBackend(), network, PlanOptions.DEFAULT, watched);
    QuantizedNetwork grids = Quantizer.quantize(network, calibration);
    References float32 = References.of(network);
    References exact = References.of(grids, float32);
    for (Backend backend : backends) {
      for (Mode mode : Mode.values()) {
        for (Thresholds t : thresholds(builtin, network)) {
          References references = mode == Mode.EXACT ? exact : float32;
          tasks.add(new Task(builtin, backend, mode, t, references, calibration, frames));
        }
      }
    }
  }

  private FrameSequence secondHalf(FrameSequence recorded) {
    int half = recorded.steps() / 2;
    return recorded.slice(half, Math.min(recorded.steps(), half + steps));
  }

  private List<Thresholds> thresholds(Builtin builtin, Network network) {
    List<Thresholds> chosen = new ArrayList<>();
    if (settings != null) {
      for (String setting : Parse.list(settings, ";")) {
        chosen.add(Parse.thresholds(setting, network));
      }
      return chosen;
    }
    float[] coarse = builtin.thresholds().toArray();
    for (int layer = 0; layer < coarse.length; layer++) {
      coarse[layer] = layer == 0 ? 8 : 4 * Math.max(coarse[layer], 0.01f);
    }
    chosen.add(Thresholds.zero(network));
    chosen.add(builtin.thresholds());
    chosen.add(Thresholds.of(coarse));
    return chosen;
  }

  private static Outcome run(Task task) {
    OnnxRunner runner = OnnxRunners.first().orElse(null);
    try (OnnxModel runtime = runner == null ? null : runner.open(onnx(task), 1)) {
      Verification.Row row =
          new Verification(task.backend, task.references, PlanOptions.DEFAULT, runtime)
              .run(task.thresholds, task.frames);
      int few = Math.min(METAMORPHIC_STEPS, task.frames.steps());
      List<String> metamorphic =
          Metamorphic.check(
              task.backend,
              PlanOptions.DEFAULT,
              task.references.network(),
              task.mode == Mode.EXACT ? task.calibration : null,
              task.thresholds,
              task.frames.slice(0, few));
      return new Outcome(row, metamorphic);
    }
  }

  private static byte[] onnx(Task task) {
    QuantizedNetwork grids = task.references.grids();
    return grids == null
        ? OnnxWriter.float32(task.references.network(), task.thresholds)
        : OnnxWriter.int8(grids, task.thresholds);
  }

  private static ProofReport.Row row(Task task, Verification.Row row) {
    return new ProofReport.Row(
        task.builtin.name(),
        row.backend(),
        row.mode().name(),
        row.thresholds(),
        row.maxAbsErrorVsDense(),
        row.maxAbsErrorVsSent(),
        row.maxAbsErrorVsOnnxRuntime(),
        row.bitEqual(),
        row.countsEqual(),
        row.actionAgreement());
  }

  private ProofReport.Failure failure(List<Task> tasks, int index, String what) {
    Task task = tasks.get(index);
    String reproduce =
        "saccade verify --builtin %s --backends %s --thresholds %s --steps %d --seed %d%s"
            .formatted(
                task.builtin.name(),
                task.backend.name(),
                task.thresholds,
                steps,
                seed,
                trace == null ? "" : " --trace '" + trace + "'");
    return new ProofReport.Failure(task.mode + ": " + what, reproduce);
  }
}
