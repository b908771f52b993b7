package saccade.training.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.Preset;
import saccade.training.dqn.Pruning;
import saccade.training.dqn.TrainingRun;
import saccade.training.job.TicketOptions.Control;
import saccade.training.job.TicketsReport.Round;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;
import saccade.training.pruning.MagnitudePruning;
import saccade.training.pruning.MaskStatistics;
import saccade.training.pruning.PruningStep;
import saccade.training.pruning.RandomMasks;
import saccade.training.storage.JsonFile;
import saccade.training.storage.RunFolder;

/**
 * Iterative magnitude pruning with rewinding (section 2.2 of the paper): train, remove the smallest
 * weights, put the survivors back to where they started, and again. Each round is a training of its
 * own: new environments, replay, optimiser and exploration.
 */
public final class TicketsJob {
  static final String MANIFEST = "manifest.json";

  /** Far apart, so that no two rounds share the seeds that follow from theirs. */
  private static final long ROUND_SEED = 10_000_019;

  private static final long CONTROL_SEED = 500_009;

  private final JobOptions options;
  private final TicketOptions tickets;
  private final JobContext context;
  private final Architecture architecture;
  private final MagnitudePruning pruning;
  private final RoundObserver announced;

  /** Is told which training begins. */
  @FunctionalInterface
  public interface RoundObserver {
    /** The next one is this. */
    void begins(String name);
  }

  /**
   * A search; {@link #run} is called once.
   *
   * @param options limits and episodes are those of one round
   */
  public TicketsJob(
      JobOptions options, TicketOptions tickets, JobContext context, RoundObserver announced) {
    this.options = options;
    this.tickets = tickets;
    this.context = context;
    this.announced = announced;
    HyperParameters settings = options.settings();
    architecture = Preset.architecture(settings.environment(), settings.network());
    pruning = new MagnitudePruning(architecture, tickets.pruning());
  }

  /**
   * Does it; a search that was stopped goes on at the round, and within it, where it was.
   *
   * @return the report; null if it was stopped before its end
   * @throws IOException if the folder or a checkpoint cannot be used
   * @throws IllegalArgumentException if the folder holds a search and {@code resume} is not asked,
   *     or one with other settings
   * @throws saccade.training.dqn.TrainingException if learning or a verification failed
   */
  public @Nullable TicketsReport run() throws IOException {
    try (RunFolder folder = RunFolder.open(options.folder())) {
      TicketsReport report = begin(folder);
      Parameters initial = Parameters.initial(architecture, options.settings().seed());
      PruningStep step = new PruningStep(Mask.full(architecture), List.of());
      for (int round = 0; round <= tickets.rounds(); round++) {
        if (round > 0) {
          step = pruning.round(finished(folder, round - 1), step.mask(), tickets.rate(), round);
        }
        Stage stage = new Stage(folder, round, "round-" + round, step);
        report = ticket(stage, report, round == 0 ? initial : start(folder, initial));
        report = report == null ? null : controls(folder, report, round, step);
        if (report == null) {
          return null;
        }
      }
      return report;
    }
  }

  /** What a round ended with. */
  private Parameters finished(RunFolder folder, int round) throws IOException {
    Path checkpoint = folder.path().resolve("round-" + round).resolve(RunFolder.CHECKPOINT);
    return TrainingRun.finished(checkpoint, architecture);
  }

  private @Nullable TicketsReport ticket(Stage stage, TicketsReport report, Parameters initial)
      throws IOException {
    if (stage.isDone(report.rounds())) {
      return report;
    }
    Round row = stage.train(initial);
    return row == null ? null : add(stage.search, report, row, false);
  }

  private TicketsReport begin(RunFolder folder) throws IOException {
    Path file = folder.file(MANIFEST);
    TicketsReport fresh =
        new TicketsReport(
            options.settings().environment(),
            options.settings().seed(),
            options.settings(),
            tickets,
            List.of(),
            List.of());
    if (Files.exists(folder.settings())) {
      throw new IllegalArgumentException(
          "folder %s holds a single training; give a search for tickets a folder of its own"
              .formatted(folder.path()));
    }
    boolean there = Files.exists(file);
    if (there != options.resume()) {
      throw new IllegalArgumentException(
          there
              ? "folder %s holds a search already; add --resume to go on with it or give another folder"
                  .formatted(folder.path())
              : "folder %s holds no search to resume; leave out --resume or give another folder"
                  .formatted(folder.path()));
    }
    if (!there) {
      JsonFile.write(file, fresh);
      return fresh;
    }
    TicketsReport stored = JsonFile.read(file, TicketsReport.class);
    if (!stored.hyperParameters().equals(options.settings()) || !stored.options().equals(tickets)) {
      throw new IllegalArgumentException(
          "%s is of a search with other settings; resume with the same or start a new one"
              .formatted(file));
    }
    return stored;
  }

  private TicketsReport add(RunFolder folder, TicketsReport report, Round row, boolean control)
      throws IOException {
    List<Round> rounds = new ArrayList<>(report.rounds());
    List<Round> controls = new ArrayList<>(report.controls());
    (control ? controls : rounds).add(row);
    TicketsReport longer =
        new TicketsReport(
            report.env(),
            report.seed(),
            report.hyperParameters(),
            report.options(),
            rounds,
            controls);
    JsonFile.write(folder.file(MANIFEST), longer);
    return longer;
  }

  /** What survivors are put back to. */
  private Parameters start(RunFolder folder, Parameters initial) throws IOException {
    return tickets.rewindFrames() == 0
        ? initial.copy()
        : RewindFile.read(folder.file(RewindFile.NAME), architecture);
  }

  private @Nullable TicketsReport controls(
      RunFolder folder, TicketsReport report, int round, PruningStep step) throws IOException {
    TicketsReport longer = report;
    for (Control control : tickets.controls()) {
      if ((control == Control.DENSE) != (round == 0)) {
        continue; // a dense control has nothing to do with rounds, the others need a mask
      }
      String name = "round-%d-%s".formatted(round, control.folder());
      Stage stage = new Stage(folder, round, name, masked(control, round, step));
      if (!stage.isDone(longer.controls())) {
        Round row = stage.train(weights(control, folder, round));
        if (row == null) {
          return null;
        }
        longer = add(folder, longer, row, true);
      }
    }
    return longer;
  }

  private PruningStep masked(Control control, int round, PruningStep step) {
    if (control != Control.RANDOM_MASK) {
      return step;
    }
    long seed = options.settings().seed() + CONTROL_SEED + round;
    return new PruningStep(
        RandomMasks.like(architecture, step.mask(), tickets.pruning().pattern(), seed), List.of());
  }

  private Parameters weights(Control control, RunFolder folder, int round) throws IOException {
    long seed = options.settings().seed();
    return control == Control.RANDOM_MASK
        ? start(folder, Parameters.initial(architecture, seed))
        : Parameters.initial(architecture, seed + CONTROL_SEED + round);
  }

  /** One training of the search: a round's ticket, or a control beside it. */
  private final class Stage {
    private final RunFolder search;
    private final int round;
    private final String name;
    private final PruningStep step;

    Stage(RunFolder search, int round, String name, PruningStep step) {
      this.search = search;
      this.round = round;
      this.name = name;
      this.step = step;
    }

    private HyperParameters settings() {
      HyperParameters base = options.settings();
      long chance = name.equals("round-" + round) ? 0 : CONTROL_SEED;
      MaskStatistics.Sum scope = statistics().inScope();
      String words =
          round == 0
              ? HyperParameters.NOT_PRUNED
              : "%s, %d of %d weights kept".formatted(name, scope.kept(), scope.total());
      return base.withSeed(base.seed() + round * ROUND_SEED + chance).withPruning(words);
    }

    private MaskStatistics statistics() {
      return MaskStatistics.of(architecture, tickets.pruning().scope(), step);
    }

    boolean isDone(List<Round> rows) {
      return rows.stream().anyMatch(row -> row.name().equals(name));
    }

    /** Null if it was stopped. */
    @Nullable Round train(Parameters initial) throws IOException {
      announced.begins(name);
      try (RunFolder folder = RunFolder.open(search.path().resolve(name))) {
        JudgedRun run =
            new JudgedRun(
                context,
                folder,
                settings(),
                new JudgedRun.Judging(options.episodes(), options.settings().seed()));
        step.mask().apply(initial);
        Pruning mask = Pruning.fixed(step.mask().isFull() ? null : step.mask());
        JudgedRun.Result result = run.train(initial, mask, this::play);
        return result == null ? null : row(result.report());
      }
    }

    private void play(TrainingRun run) throws IOException {
      Path rewind = search.file(RewindFile.NAME);
      if (round == 0 && name.equals("round-0") && tickets.rewindFrames() > 0) {
        RewindFile.writeAt(tickets.rewindFrames(), rewind, run, options.limits(), context);
      }
      TrainingRun.Limits left = options.limits().after(run.secondsPlayed());
      run.play(left, context.stop(), context.observer());
    }

    private Round row(TrainReport report) {
      MaskStatistics statistics = statistics();
      return new Round(
          round,
          name,
          statistics.inScope().kept(),
          statistics.inScope().total(),
          report.meanReturn(),
          report.returns(),
          report.randomReturn(),
          report.frames(),
          report.multiplications().counted(),
          report.multiplications().reduction(),
          report.verified(),
          report.onnx(),
          report.curve(),
          statistics);
    }
  }
}
