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
import saccade.training.job.GradualJob;
import saccade.training.job.JobContext;
import saccade.training.job.JobOptions;
import saccade.training.learner.Learners;
import saccade.training.pruning.GradualSchedule;
import saccade.training.pruning.PruningOptions;

/** {@code saccade prune}: one training that prunes as it learns. */
@Command(
    name = "prune",
    description =
        "Trains a network and prunes it gradually on the way: one run, one sparse network.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade prune --env minatar:breakout --sparsity 0.9 --json",
      "Example: saccade prune --env minatar:freeway --pattern block8"
    })
final class PruneCommand implements Callable<Integer> {
  /** Prunings between the first and the last. */
  private static final int STEPS = 100;

  @Mixin private TrainingOptions options = new TrainingOptions();

  @Mixin private PruningFlags pruning = new PruningFlags();

  @Option(
      names = "--sparsity",
      paramLabel = "S",
      defaultValue = "0.9",
      description = {
        "Share of the weights in scope that is gone in the end, 0..1, reached in cubic steps",
        "between a fifth and four fifths of the training (default: ${DEFAULT-VALUE})."
      })
  private double sparsity = 0.9;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames to train on in all (default: the preset's).")
  private @Nullable Long frames;

  @Override
  public Integer call() throws IOException {
    HyperParameters base = options.settings();
    Limits limits = options.limits("", frames, null, options.preset().frames(base));
    PruningOptions pruned = pruning.options();
    long updates = base.updatesDue(limits.frames());
    if (updates < STEPS) {
      throw new IllegalArgumentException(
          "%,d frames give %,d updates, too few to prune in %d steps; train longer"
              .formatted(limits.frames(), updates, STEPS));
    }
    GradualSchedule schedule = GradualSchedule.over(updates, sparsity, updates / STEPS);
    HyperParameters settings = base.withPruning("%s, %s".formatted(schedule, pruned));
    JobOptions job =
        new JobOptions(
            settings, options.out("prune"), options.resume(), limits, options.episodes());
    return play(job, pruned, schedule);
  }

  private int play(JobOptions job, PruningOptions pruned, GradualSchedule schedule)
      throws IOException {
    TrainingProgress progress = new TrainingProgress(job.limits());
    try (Interruption interruption = new Interruption()) {
      JobContext context =
          new JobContext(Learners.first(), interruption::isRequested, progress::at);
      TrainingText.begin(job, options.json());
      GradualJob.Report report = new GradualJob(job, pruned, schedule, context).run();
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
