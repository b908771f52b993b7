package saccade.training.job;

import java.io.IOException;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.Preset;
import saccade.training.dqn.Pruning;
import saccade.training.dqn.TrainingRun;
import saccade.training.dqn.TrainingRun.Limits;
import saccade.training.evaluation.Evaluation;
import saccade.training.evaluation.EvaluationOptions;
import saccade.training.evaluation.LearnedNetwork;
import saccade.training.evaluation.Returns;
import saccade.training.evaluation.StoppedException;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;
import saccade.training.storage.BinaryFile;
import saccade.training.storage.CheckpointFile;
import saccade.training.storage.CurveLabels;
import saccade.training.storage.JsonFile;
import saccade.training.storage.LearningCurve;
import saccade.training.storage.RunFolder;

/** One training in one folder: played, learned, verified, judged, written down. */
final class JudgedRun {
  /** File of the trained network within the folder. */
  static final String MODEL = "model.onnx";

  private final JobContext context;
  private final RunFolder folder;
  private final HyperParameters settings;
  private final Judging judging;

  /**
   * How a run is judged.
   *
   * @param episodes episodes that count
   * @param seed judging plays under seeds far from it
   */
  record Judging(int episodes, long seed) {}

  /** A run that came to its end. */
  record Result(TrainReport report, Parameters parameters, Mask mask) {}

  JudgedRun(JobContext context, RunFolder folder, HyperParameters settings, Judging judging) {
    this.context = context;
    this.folder = folder;
    this.settings = settings;
    this.judging = judging;
  }

  /** Whether the folder holds a checkpoint to go on from. */
  boolean isBegun() {
    return CheckpointFile.exists(folder.checkpoint());
  }

  /** What is trained. */
  Architecture architecture() {
    return Preset.architecture(settings.environment(), settings.network());
  }

  /** What training does between its first and its last step. */
  interface Course {
    void play(TrainingRun run) throws IOException;
  }

  /** Plays until a limit. */
  Course until(Limits limits) {
    return run -> run.play(limits, context.stop(), context.observer());
  }

  /**
   * Starts, or goes on from the checkpoint if there is one.
   *
   * @return null if it was stopped
   */
  @Nullable Result train(Parameters initial, Pruning pruning, Course course) throws IOException {
    boolean begun = isBegun();
    if (!begun) {
      JsonFile.write(folder.settings(), settings);
    }
    try (LearningCurve curve = LearningCurve.open(folder.curve());
        TrainingRun run = begun ? resume(curve, pruning) : start(curve, initial, pruning)) {
      course.play(run);
      if (context.stop().getAsBoolean()) {
        draw(curve, OptionalDouble.empty());
        return null;
      }
      TrainReport report = judge(run, curve, begun);
      return new Result(report, run.parameters(), run.mask());
    } catch (StoppedException e) {
      return null; // while it was judged; its checkpoint is there
    }
  }

  private TrainingRun start(LearningCurve curve, Parameters initial, Pruning pruning)
      throws IOException {
    curve.cutBack(0);
    return TrainingRun.start(
        folder.checkpoint(), curve, settings, initial, pruning, context.provider());
  }

  private TrainingRun resume(LearningCurve curve, Pruning pruning) throws IOException {
    return TrainingRun.resume(folder.checkpoint(), curve, settings, pruning, context.provider());
  }

  private TrainReport judge(TrainingRun run, LearningCurve curve, boolean resumed)
      throws IOException {
    String environment = settings.environment();
    TrainedNetwork trained =
        TrainedNetwork.of(
            run.architecture().network(run.parameters()),
            new LearnedNetwork(run.mask(), run::values),
            environment,
            judging,
            context.stop());
    Returns random =
        Evaluation.random(
            environment,
            EvaluationOptions.of(
                judging.episodes(), judging.seed() + TrainedNetwork.EVALUATION_SEED),
            context.stop());
    BinaryFile.write(folder.file(MODEL), trained.onnx());
    draw(curve, OptionalDouble.of(random.mean()));
    TrainReport report = report(run, trained, random, resumed);
    JsonFile.write(folder.result(), report);
    return report;
  }

  private void draw(LearningCurve curve, OptionalDouble random) throws IOException {
    String subtitle =
        "preset %s, network %s, seed %d, pruning: %s"
            .formatted(settings.preset(), settings.network(), settings.seed(), settings.pruning());
    curve.draw(
        folder.picture(),
        new CurveLabels(
            "Double DQN on " + settings.environment(), subtitle, random, OptionalDouble.empty()));
  }

  private TrainReport report(
      TrainingRun run, TrainedNetwork trained, Returns random, boolean resumed) {
    Evaluation played = trained.evaluation();
    double seconds = run.secondsPlayed();
    return new TrainReport(
        settings.environment(),
        settings.seed(),
        run.frames(),
        run.updates(),
        run.episodes(),
        seconds,
        run.frames() / seconds,
        resumed,
        run.episodes() == 0 ? null : (Double) run.meanReturn(),
        played.returns().mean(),
        random.mean(),
        played.returns(),
        random,
        new TrainReport.Multiplications(played.dense(), played.counted(), played.fewer()),
        trained.check().verified(),
        trained.check().rows().size(),
        trained.check().onnxruntime(),
        folder.file(MODEL).toString(),
        folder.checkpoint().toString(),
        folder.curve().toString(),
        settings);
  }
}
