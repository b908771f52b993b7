package saccade.training.dqn;

import java.io.IOException;
import java.nio.file.Path;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.Optimizer;
import saccade.training.network.Parameters;
import saccade.training.storage.LearningCurve;

/** Runs of some seconds. */
final class SmallRuns {
  static final TrainingRun.Observer NOBODY = point -> {};

  private SmallRuns() {}

  static HyperParameters settings(String environment, ActorKind actor) {
    return new HyperParameters(
        "test",
        environment,
        environment.startsWith("minatar") ? "minatar" : "table1",
        5,
        4,
        1,
        actor,
        new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8),
        new Exploration(1, 0.3, 1_000),
        new ExperienceSettings(1_200, 200, 3, 0.99, 0),
        new UpdateSettings(6, 8, 20),
        HyperParameters.NOT_PRUNED);
  }

  static HyperParameters settings() {
    return settings("minatar:breakout", ActorKind.LEARNER);
  }

  static TrainingRun.Limits frames(long frames) {
    return new TrainingRun.Limits(frames, Double.POSITIVE_INFINITY, 1_000);
  }

  static Parameters initial(HyperParameters settings) {
    return Parameters.initial(
        Preset.architecture(settings.environment(), settings.network()), settings.seed());
  }

  static LearningCurve curve(Path folder) throws IOException {
    return LearningCurve.open(folder.resolve("curve.csv"));
  }

  static Path checkpoint(Path folder) {
    return folder.resolve("checkpoint.saccade");
  }

  static TrainingRun start(
      Path folder, LearningCurve curve, HyperParameters settings, LearnerProvider provider) {
    return TrainingRun.start(
        checkpoint(folder), curve, settings, initial(settings), Pruning.fixed(null), provider);
  }

  static TrainingRun resume(
      Path folder, LearningCurve curve, HyperParameters settings, LearnerProvider provider)
      throws IOException {
    return TrainingRun.resume(checkpoint(folder), curve, settings, Pruning.fixed(null), provider);
  }
}
