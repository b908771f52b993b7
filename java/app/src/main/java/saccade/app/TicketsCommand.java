package saccade.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.train.Interruption;
import saccade.app.train.TrainingProgress;
import saccade.app.train.TrainingText;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.TrainingRun.Limits;
import saccade.training.job.JobContext;
import saccade.training.job.JobOptions;
import saccade.training.job.TicketOptions;
import saccade.training.job.TicketOptions.Control;
import saccade.training.job.TicketsJob;
import saccade.training.job.TicketsReport;
import saccade.training.learner.Learners;

/** {@code saccade tickets}: iterative magnitude pruning with rewinding. */
@Command(
    name = "tickets",
    description = "Looks for lottery tickets: trains, prunes, puts the survivors back, again.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade tickets --env minatar:breakout --rounds 8 --json",
      "Example: saccade tickets --env minatar:breakout --minutes-per-round 1",
      "Example: saccade tickets --env minatar:asterix --controls random-mask",
      "Example: saccade tickets --env minatar:asterix --out ~/T --resume"
    })
final class TicketsCommand implements Callable<Integer> {
  @Mixin private TrainingOptions options = new TrainingOptions();

  @Mixin private PruningFlags pruning = new PruningFlags();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Prunings; with the dense round 0 that is N + 1 trainings (default: 7).")
  private int rounds = 7;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.2",
      description = "Share of the surviving weights that each pruning removes (default: 0.2).")
  private double rate = 0.2;

  @Option(
      names = "--rewind",
      paramLabel = "FRAMES",
      defaultValue = "0",
      description = {
        "Survivors go back to where round 0 was after so many frames (default: 0, to where it",
        "began)."
      })
  private long rewind;

  @Option(
      names = "--controls",
      paramLabel = "random-mask,new-weights,dense",
      description = {
        "What tickets are compared with: as many random weights, the same mask with other weights,",
        "the dense network with another seed (default: none). Each is a training of its own."
      })
  private @Nullable String controls;

  @Option(
      names = "--minutes-per-round",
      paramLabel = "M",
      description = "Most minutes of one training (default: no limit).")
  private @Nullable Double minutes;

  @Option(
      names = "--frames-per-round",
      paramLabel = "N",
      description = {
        "Frames of one training (default: the preset's, unless --minutes-per-round is given)."
      })
  private @Nullable Long frames;

  @Override
  public Integer call() throws IOException {
    HyperParameters settings = options.settings();
    Limits limits =
        options.limits("-per-round", frames, minutes, options.preset().frames(settings));
    TicketOptions tickets =
        new TicketOptions(
            rounds,
            rate,
            pruning.options(),
            rewind,
            controls(),
            limits.frames(),
            limits.minutes(),
            options.episodes());
    JobOptions job =
        new JobOptions(
            settings, options.out("tickets"), options.resume(), limits, options.episodes());
    TrainingProgress progress = new TrainingProgress(limits);
    try (Interruption interruption = new Interruption()) {
      JobContext context =
          new JobContext(Learners.first(), interruption::isRequested, progress::at);
      TrainingText.begin(job, options.json());
      TrainingText.begin(tickets, options.json());
      TicketsReport report = new TicketsJob(job, tickets, context, progress::begin).run();
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

  private List<Control> controls() {
    return controls == null
        ? List.of()
        : Parse.list(controls, ",").stream()
            .map(name -> Parse.oneOf("--controls", name, Control.class))
            .distinct()
            .toList();
  }
}
