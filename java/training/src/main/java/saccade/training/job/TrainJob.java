package saccade.training.job;

import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.Pruning;
import saccade.training.dqn.TrainingRun;
import saccade.training.evaluation.Evaluation;
import saccade.training.evaluation.EvaluationOptions;
import saccade.training.evaluation.Returns;
import saccade.training.learner.LearnerProvider;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;
import saccade.training.storage.CheckpointFile;
import saccade.training.storage.CurveLabels;
import saccade.training.storage.JsonFile;
import saccade.training.storage.LearningCurve;
import saccade.training.storage.RunFolder;

/** Trains one network, verifies it, judges it and writes it down. */
public final class TrainJob {
  /** File of the trained network within the folder. */
  public static final String MODEL = "model.onnx";

  private final JobOptions options;
  private final LearnerProvider provider;
  private final BooleanSupplier stop;
  private final TrainingRun.Observer observer;

  /**
   * A job.
   *
   * @param stop is asked often; once true, training ends with a checkpoint and nothing is judged
   * @param observer is told how it goes
   */
  public TrainJob(
      JobOptions options,
      LearnerProvider provider,
      BooleanSupplier stop,
      TrainingRun.Observer observer) {
    this.options = options;
    this.provider = provider;
    this.stop = stop;
    this.observer = observer;
  }

  /**
   * Does it.
   *
   * @return the report; null if it was stopped before its end
   * @throws IOException if the folder or its checkpoint cannot be used
   * @throws saccade.training.dqn.TrainingException if learning or the verification failed
   */
  public @Nullable TrainReport run() throws IOException {
    HyperParameters settings = options.settings();
    Architecture architecture = architecture(settings);
    try (RunFolder folder = RunFolder.open(options.folder())) {
      requireState(folder);
      Parameters initial = Parameters.initial(architecture, settings.seed());
      return train(folder, initial, Pruning.fixed(null), settings);
    }
  }

  private static Architecture architecture(HyperParameters settings) {
    return saccade.training.dqn.Preset.architecture(settings.environment(), settings.network());
  }

  private void requireState(RunFolder folder) throws IOException {
    boolean there = CheckpointFile.exists(folder.checkpoint()) || Files.exists(folder.settings());
    if (there && !options.resume()) {
      throw new IllegalArgumentException(
          "folder %s holds a run already; add --resume to go on with it or give another folder"
              .formatted(folder.path()));
    }
    if (options.resume() && !CheckpointFile.exists(folder.checkpoint())) {
      throw new IllegalArgumentException(
          "folder %s holds no checkpoint to resume; leave out --resume or give another folder"
              .formatted(folder.path()));
    }
  }

  @Nullable TrainReport train(
      RunFolder folder, Parameters initial, Pruning pruning, HyperParameters settings)
      throws IOException {
    if (!options.resume()) {
      JsonFile.write(folder.settings(), settings);
    }
    try (LearningCurve curve = LearningCurve.open(folder.curve());
        TrainingRun run = open(folder, curve, initial, pruning, settings)) {
      run.play(options.limits(), stop, observer);
      if (stop.getAsBoolean()) {
        return null;
      }
      return judge(folder, run, curve);
    }
  }

  private TrainingRun open(
      RunFolder folder,
      LearningCurve curve,
      Parameters initial,
      Pruning pruning,
      HyperParameters settings)
      throws IOException {
    return options.resume()
        ? TrainingRun.resume(folder.checkpoint(), curve, settings, pruning, provider)
        : TrainingRun.start(folder.checkpoint(), curve, settings, initial, pruning, provider);
  }

  private TrainReport judge(RunFolder folder, TrainingRun run, LearningCurve curve)
      throws IOException {
    HyperParameters settings = options.settings();
    TrainedNetwork trained =
        TrainedNetwork.of(
            run.architecture(),
            run.parameters(),
            settings.environment(),
            options.episodes(),
            settings.seed());
    Returns random =
        Evaluation.random(
            settings.environment(),
            EvaluationOptions.of(
                options.episodes(), settings.seed() + TrainedNetwork.EVALUATION_SEED));
    Files.write(folder.file(MODEL), trained.onnx());
    curve.draw(
        folder.picture(),
        new CurveLabels(
            "Double DQN on " + settings.environment(),
            "preset %s, network %s, seed %d"
                .formatted(settings.preset(), settings.network(), settings.seed()),
            OptionalDouble.of(random.mean()),
            OptionalDouble.empty()));
    TrainReport report = report(folder, run, trained, random);
    JsonFile.write(folder.result(), report);
    return report;
  }

  private TrainReport report(
      RunFolder folder, TrainingRun run, TrainedNetwork trained, Returns random) {
    Evaluation played = trained.evaluation();
    double seconds = run.secondsPlayed();
    return new TrainReport(
        options.settings().environment(),
        options.settings().seed(),
        run.frames(),
        run.updates(),
        run.episodes(),
        seconds,
        run.frames() / seconds,
        options.resume(),
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
        options.settings());
  }
}
