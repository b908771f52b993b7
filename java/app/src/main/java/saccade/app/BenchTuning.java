package saccade.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.bench.runner.KernelTimer;
import saccade.bench.runner.Selection;
import saccade.bench.tuning.Tuning;
import saccade.bench.tuning.TuningFile;
import saccade.bench.workload.Workload;
import saccade.engine.Backend;
import saccade.engine.Mode;

/**
 * Flags of {@code bench} about timed kernels. The process that was started times and keeps them;
 * those that measure find them in the files.
 */
final class BenchTuning {
  @Option(
      names = "--time-kernels",
      description = {
        "First time every kernel of every layer on the steps that are measured, keep the fastest,",
        "and measure the arm both with them."
      })
  private boolean time;

  @Mixin private TuningOptions tuning = new TuningOptions();

  /**
   * What is measured.
   *
   * @param names of the workloads
   * @param steps that are measured
   * @param opening opens one of them
   * @param model the user's file; null if there is none
   */
  record Field(List<String> names, int steps, Opening opening, @Nullable Path model) {}

  /** Opens a workload by its name, with so many steps. */
  interface Opening {
    Workload open(String name, int steps);
  }

  /** Refuses to be left out in silence. */
  void requireNone() {
    if (time || tuning.named()) {
      throw new IllegalArgumentException(
          "--runner jmh measures the cost model's kernels; leave --time-kernels and --tuning out,"
              + " or use --runner paced");
    }
  }

  /** What was timed of every workload that has something to choose, now or before. */
  List<Tuning> tunings(Field field, Selection selection) {
    List<Tuning> all = new ArrayList<>();
    for (String name : field.names()) {
      Tuning tuned = time ? timed(name, field, selection) : kept(name, field, selection);
      if (tuned != null) {
        all.add(tuned);
      }
    }
    return all;
  }

  private Tuning timed(String name, Field field, Selection selection) {
    Backend backend = backend(selection);
    Workload workload = field.opening().open(name, field.steps());
    TuningFile file = tuning.place(name, field.model(), workload.network(), backend);
    Tuning kept = null;
    for (Mode mode : selection.modes()) {
      if (mode == Mode.FLOAT32 || workload.grids() != null) {
        kept = file.keep(KernelTimer.measure(backend, task(workload, mode), KernelOptions.TIMING));
      }
    }
    if (kept == null) {
      throw new IllegalArgumentException(
          name + " has no integer grids, so there is nothing to time; add --mode FLOAT32");
    }
    return kept;
  }

  private static KernelTimer.Task task(Workload workload, Mode mode) {
    return new KernelTimer.Task(
        workload.network(),
        mode == Mode.FLOAT32 ? null : workload.grids(),
        workload.options(),
        workload.thresholds(mode),
        workload.trace());
  }

  /** Where no file lies there is no need to open a workload. */
  private @Nullable Tuning kept(String name, Field field, Selection selection) {
    if (!tuning.mayLie(name, field.model())) {
      return null;
    }
    Workload workload = field.opening().open(name, 1); // its network is all that is needed
    for (Backend backend : selection.backends()) {
      TuningFile file = tuning.file(name, field.model(), workload.network(), backend);
      if (file != null) {
        return tuning.find(file);
      }
    }
    return null;
  }

  private static Backend backend(Selection selection) {
    return selection.backends().stream()
        .filter(backend -> backend.vectorBits() > 0)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no backend that was chosen has a choice of kernels for --time-kernels; add"
                        + " vector to --backends"));
  }

  /** In a process that measures: with what is kept, or a note on what is ignored. */
  Selection applied(Selection selection, Workload workload, String name, @Nullable Path model) {
    for (Backend backend : selection.backends()) {
      TuningFile file = tuning.file(name, model, workload.network(), backend);
      if (file != null && Files.exists(file.path())) {
        TuningFile.Found found = file.find();
        return selection.tuned(found.tuning(), found.ignored());
      }
    }
    return selection;
  }
}
