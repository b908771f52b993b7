package saccade.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.play.Drive;
import saccade.app.play.FrameSource;
import saccade.app.play.Limits;
import saccade.app.play.ReportText;
import saccade.app.play.RunReport;
import saccade.app.play.Setup;
import saccade.app.play.Viewing;
import saccade.app.subject.Subject;
import saccade.bench.runner.KernelTimer;
import saccade.builtin.Builtin;
import saccade.builtin.PaperTable;
import saccade.builtin.ThresholdSearch;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.QuantizationReport;
import saccade.exact.Quantizer;
import saccade.model.Fill;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** Flags that {@code demo} and {@code run} share, and what they do. */
final class PlayOptions {
  private static final int LARGEST_EVERY = 20;
  private static final long DEFAULT_STEPS = 2_000;

  @Option(
      names = "--backends",
      paramLabel = "NAME",
      defaultValue = "scalar",
      description = "Backend that runs the network (default: ${DEFAULT-VALUE}).")
  private String backend = "scalar";

  @Option(
      names = "--mode",
      paramLabel = "EXACT|FLOAT32",
      description = "Arithmetic (default: EXACT for built-in networks, FLOAT32 for a model).")
  private @Nullable String mode;

  @Option(
      names = "--thresholds",
      paramLabel = "T|T0,T1,...|paper",
      description = {
        "One T for all gated layers, or one per layer, input first (T/T/.../T there is one per",
        "element); 'paper' searches, on the calibration frames, for those that send as often as",
        "the paper's table (default: the network's own, else 0)."
      })
  private @Nullable String thresholds;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = {
        "Most agent steps (default: all of a trace; on a game 2000, or with --episodes as many as",
        "these take)."
      })
  private @Nullable Long steps;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Most episodes (default: until the steps are used up).")
  private @Nullable Long episodes;

  @Option(
      names = "--check-every",
      paramLabel = "K",
      defaultValue = "20",
      description = "Verify and run dense every K-th step, 1..20 (default: ${DEFAULT-VALUE}).")
  private int checkEvery = LARGEST_EVERY;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the game and its player (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--fill",
      paramLabel = "zeros|repeat",
      defaultValue = "zeros",
      description = "What older planes hold on the first frame (default: ${DEFAULT-VALUE}).")
  private String fill = "zeros";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private ActorOptions actors = new ActorOptions();

  ActorOptions actors() {
    return actors;
  }

  long seed() {
    return seed;
  }

  /** Plays a network and prints the report; returns the exit code. */
  int play(Subject subject, Drive drive, KernelOptions kernels) {
    return play(subject, drive, drive.played(seed), kernels);
  }

  /** The same on a source that the caller keeps an eye on, with the cost model's kernels. */
  int play(Subject subject, Drive drive, FrameSource source) {
    return play(subject, drive, source, new KernelOptions());
  }

  private int play(Subject subject, Drive drive, FrameSource source, KernelOptions kernels) {
    long mostSteps = mostSteps(drive);
    long mostEpisodes = mostEpisodes();
    if (checkEvery < 1 || checkEvery > LARGEST_EVERY) {
      throw new IllegalArgumentException(
          "--check-every " + checkEvery + " is outside 1..20; verify at least every 20th step");
    }
    Setup setup = setup(subject, drive, kernels);
    Progress progress = new Progress("steps", mostSteps);
    RunReport report;
    try (Viewing viewing = new Viewing(setup, source, checkEvery)) {
      viewing.play(mostSteps, mostEpisodes, progress::at);
      progress.end();
      report = viewing.report();
    }
    if (json) {
      Json.print(report);
    } else {
      System.out.print(ReportText.of(report));
    }
    return report.verified() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private long mostSteps(Drive drive) {
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException(
          "--steps " + steps + " is below 1; give the number of steps to play");
    }
    boolean endless = drive.steps() == Long.MAX_VALUE;
    long most = endless && episodes == null ? DEFAULT_STEPS : drive.steps();
    return steps == null ? most : Math.min(steps, drive.steps());
  }

  private long mostEpisodes() {
    long most = episodes == null ? Long.MAX_VALUE : episodes;
    if (most < 1) {
      throw new IllegalArgumentException(
          "--episodes " + most + " is below 1; give the number of episodes to play");
    }
    return most;
  }

  private Setup setup(Subject subject, Drive drive, KernelOptions kernels) {
    Backend chosen = Backends.named(backend);
    Network network = subject.network();
    PlanOptions options = PlanOptions.DEFAULT.withFill(Parse.oneOf("--fill", fill, Fill.class));
    Mode arithmetic =
        mode == null ? subject.defaultMode() : Parse.oneOf("--mode", mode, Mode.class);
    Backend definition = new ScalarBackend();
    Limits.requireWithin(definition.plan(network, options), drive);
    Thresholds t = thresholds(subject, options, drive);
    List<String> notes = notes(subject, drive);
    QuantizedNetwork grids = arithmetic == Mode.FLOAT32 ? null : grids(network, options, drive);
    QuantizationReport cost =
        grids == null
            ? null
            : QuantizationReport.measure(definition, grids, options, drive.heldOut(seed));
    PlanOptions planned =
        kernels.plan(
            new KernelOptions.Who(subject, chosen, arithmetic),
            options,
            () -> new KernelTimer.Task(network, grids, options, t, drive.watched(seed)),
            json);
    return new Setup(chosen, network, grids, cost, planned, t, seed, notes);
  }

  private QuantizedNetwork grids(Network network, PlanOptions options, Drive drive) {
    Backend definition = new ScalarBackend();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network, Calibration.watch(definition, network, options, drive.watched(seed)));
    Limits.requireWithin(definition.plan(grids, options), drive);
    return grids;
  }

  private static List<String> notes(Subject subject, Drive drive) {
    return Stream.concat(subject.notes().stream(), drive.notes().stream()).toList();
  }

  private Thresholds thresholds(Subject subject, PlanOptions options, Drive drive) {
    if (thresholds == null) {
      return subject.ownThresholds();
    }
    Network network = subject.network();
    if (!thresholds.toLowerCase(Locale.ROOT).equals("paper")) {
      return Parse.thresholds(thresholds, network);
    }
    Builtin builtin = subject.builtin();
    if (builtin == null) {
      throw new IllegalArgumentException(
          "thresholds 'paper' are for built-in networks only; give numbers for " + subject.name());
    }
    double[] wanted =
        builtin.table().rows().stream()
            .limit(network.depth() - 1L)
            .mapToDouble(PaperTable.Row::deltaSparsity)
            .toArray();
    Thresholds found =
        ThresholdSearch.toward(new ScalarBackend(), network, options, drive.watched(seed), wanted);
    float[] all = Arrays.copyOf(found.toArray(), network.depth() + 1);
    all[network.depth()] = builtin.thresholds().at(network.depth()); // reported, never gated
    return Thresholds.of(all);
  }
}
