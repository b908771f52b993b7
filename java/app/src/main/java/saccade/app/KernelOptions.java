package saccade.app;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.subject.Subject;
import saccade.bench.runner.KernelTimer;
import saccade.bench.tuning.TunedMode;
import saccade.bench.tuning.Tuning;
import saccade.bench.tuning.TuningFile;
import saccade.bench.tuning.TuningText;
import saccade.engine.Backend;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.model.Network;

/** Flags of {@code run} that say which kernels layers take their events with. */
final class KernelOptions {
  /** The longest that the timing of one network in one arithmetic shall take. */
  static final Duration TIMING = Duration.ofSeconds(20);

  @Option(
      names = "--kernels",
      paramLabel = "K|K1,K2,...",
      description = {
        "Force kernels, one for all layers or one per layer: auto, lanes, blocks or walk (default:",
        "those of a tuning, else auto). A layer without weights is walked whatever is forced."
      })
  private @Nullable String kernels;

  @Option(
      names = "--time-kernels",
      description = {
        "Time every kernel of every layer on other frames of the same kind, run with the fastest,",
        "and keep them for later runs. In FLOAT32 timed crossovers change how results round."
      })
  private boolean time;

  @Mixin private TuningOptions tuning = new TuningOptions();

  /** Who shall run in which arithmetic. */
  record Who(Subject subject, Backend backend, Mode mode) {}

  /**
   * The options with forced, timed or kept kernels.
   *
   * @param task what is played where kernels are timed
   * @param quiet true if nothing may be printed
   */
  PlanOptions plan(Who who, PlanOptions options, Supplier<KernelTimer.Task> task, boolean quiet) {
    if (kernels != null) {
      if (time || tuning.named()) {
        throw new IllegalArgumentException(
            "--kernels forces what --time-kernels and --tuning would choose; give one of them");
      }
      return options.withKernels(forced(kernels, who.subject().network()));
    }
    if (!time) {
      return TuningOptions.with(tuning.find(who.subject(), who.backend()), options, who.mode());
    }
    Subject subject = who.subject();
    TuningFile file =
        tuning.place(subject.name(), subject.file(), subject.network(), who.backend());
    TunedMode measured = KernelTimer.measure(who.backend(), task.get(), TIMING);
    Tuning kept = file.keep(measured);
    if (!quiet) {
      System.out.print(TuningText.of(kept, measured));
      System.out.println("Kept in " + file.path() + "\n");
    }
    return kept.options(options, who.mode());
  }

  private static KernelChoice forced(String text, Network network) {
    List<Kernel> named = Parse.list(text, ",").stream().map(Kernel::named).toList();
    if (named.size() > 1) {
      return KernelChoice.forced(named.toArray(Kernel[]::new));
    }
    Kernel[] all = new Kernel[network.depth()];
    Arrays.fill(all, Objects.requireNonNull(named.get(0)));
    return KernelChoice.forced(all);
  }
}
