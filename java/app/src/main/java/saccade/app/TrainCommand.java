package saccade.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.train.Interruption;
import saccade.app.train.TrainingProgress;
import saccade.app.train.TrainingText;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.TrainingRun.Limits;
import saccade.training.job.JobContext;
import saccade.training.job.JobOptions;
import saccade.training.job.TrainJob;
import saccade.training.job.TrainReport;
import saccade.training.learner.Learners;

/** {@code saccade train}: Double DQN on one environment. */
@Command(
    name = "train",
    description = "Trains a network by Double DQN, verifies it and plays it through a session.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade train --env minatar:breakout --minutes 2 --json",
      "Example: saccade train --env minatar:breakout --preset paper --out ~/runs/a",
      "Example: saccade train --env breakout --out ~/runs/a --resume"
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private TrainingOptions options = new TrainingOptions();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Most minutes of training from now on (default: no limit).")
  private @Nullable Double minutes;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames to train on in all (default: the preset's, unless --minutes is given).")
  private @Nullable Long frames;

  @Override
  public Integer call() throws IOException {
    HyperParameters settings = options.settings();
    Limits limits = options.limits("", frames, minutes, options.preset().frames(settings));
    JobOptions job =
        new JobOptions(
            settings, options.out("train"), options.resume(), limits, options.episodes());
    TrainingProgress progress = new TrainingProgress(limits);
    try (Interruption interruption = new Interruption()) {
      JobContext context =
          new JobContext(Learners.first(), interruption::isRequested, progress::at);
      TrainingText.begin(job, options.json());
      TrainReport report = new TrainJob(job, context).run();
      progress.end();
      if (report == null) {
        return interruption.saved(job.folder());
      }
      if (options.json()) {
        Json.print(report);
      } else {
        System.out.print(TrainingText.of(report));
      }
      return ExitCode.OK;
    }
  }
}
