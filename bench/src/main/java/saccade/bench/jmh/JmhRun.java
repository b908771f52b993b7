package saccade.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import saccade.bench.cpu.CpuInfo;
import saccade.bench.report.BenchReport;
import saccade.bench.report.Row;
import saccade.bench.report.Spread;
import saccade.bench.runner.Forks;
import saccade.bench.runner.Label;
import saccade.bench.runner.Provenance;
import saccade.bench.runner.Selection;
import saccade.bench.runner.Solo;
import saccade.bench.workload.Workload;
import saccade.bench.workload.Workloads;

/** Runs {@link StepBenchmark} for everybody who is selected. */
public final class JmhRun {
  /** The workloads that JMH covers. */
  public static final List<String> WORKLOADS = List.of("table4", "robot-mlp");

  private static final int ITERATIONS = 5;
  private static final int WARM_UPS = 3;

  /** To start a process, build a workload in it, and have it compiled. */
  private static final long SET_UP_MILLIS = 6_000;

  private static final long LEAST_MILLIS = 200;
  private static final long MOST_MILLIS = 2_000;

  /** Where a step allocates more, it is not compiled yet: compiled ones allocate nothing. */
  private static final double MOST_BYTES = 64;

  private static final String ALLOCATION = "gc.alloc.rate.norm";

  private final Settings settings;
  private final List<String> notes = new ArrayList<>();

  /**
   * What to measure.
   *
   * @param workloads their names
   * @param selection who
   * @param steps length of a trace
   * @param seed of the steps
   * @param forks processes per row
   * @param total about how long it may take
   */
  public record Settings(
      List<String> workloads,
      Selection selection,
      int steps,
      long seed,
      int forks,
      Duration total) {}

  /** One that is measured on one workload. */
  private record Task(Workload workload, Label label) {}

  /** A benchmark of these settings. */
  public JmhRun(Settings settings) {
    this.settings = settings;
  }

  /**
   * Checks everybody's y and measures.
   *
   * @param progress is told how many rows are done
   * @throws saccade.bench.runner.WrongResultException if one computes something else than it owes
   */
  public BenchReport run(IntConsumer progress) {
    List<Task> tasks = new ArrayList<>();
    for (String name : settings.workloads) {
      Workload workload = Workloads.named(name, settings.steps, settings.seed);
      Solo.check(workload, settings.selection).stream()
          .filter(label -> label.threads() == 1)
          .forEach(label -> tasks.add(new Task(workload, label)));
      notes.addAll(workload.notes());
    }
    long share = settings.total.toMillis() / ((long) tasks.size() * settings.forks);
    long millis = (share - SET_UP_MILLIS) / (ITERATIONS + WARM_UPS);
    List<Row> rows = new ArrayList<>();
    for (Task task : tasks) {
      progress.accept(rows.size());
      Row row = row(task, run(task, Math.clamp(millis, LEAST_MILLIS, MOST_MILLIS)));
      noteIfNotCompiled(task, row);
      rows.add(row);
    }
    notes.add(
        "Under JMH each row runs alone; its mean holds the hand-over of the newest frame, steps"
            + " without an event and first steps of episodes, so it is not that of the paced runner.");
    return new BenchReport(Provenance.environment(CpuInfo.here()), JmhRatios.in(rows), notes);
  }

  private void noteIfNotCompiled(Task task, Row row) {
    Double bytes = row.allocatedBytesPerStep();
    if (!task.label.isRival() && bytes != null && bytes > MOST_BYTES) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s, %s: steps allocated %.0f bytes each, so not all was compiled when JMH began; its"
                  + " time means nothing.",
              row.workload(),
              task.label,
              bytes));
    }
  }

  /** What processes under JMH print, such as warnings of their Java machine, is no result. */
  private RunResult run(Task task, long millis) {
    try {
      Path log = Files.createTempFile("saccade-jmh", ".log");
      try {
        return run(task, millis, log);
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no file for what JMH prints could be made", e);
    }
  }

  private RunResult run(Task task, long millis, Path log) {
    TimeValue time = TimeValue.milliseconds(millis);
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(StepBenchmark.class.getName().replace(".", "\\.") + "\\.step")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(settings.forks)
        .warmupIterations(WARM_UPS)
        .warmupTime(time)
        .measurementIterations(ITERATIONS)
        .measurementTime(time)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .output(log.toString())
        .shouldFailOnError(true)
        .jvmArgs(Forks.flags().toArray(String[]::new))
        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow") // JMH's own, which would warn
        .param("workload", task.workload.name())
        .param("backend", task.label.backend())
        .param("mode", task.label.mode())
        .param("arm", task.label.arm())
        .param("steps", Integer.toString(settings.steps))
        .param("seed", Long.toString(settings.seed));
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      return results.iterator().next();
    } catch (RunnerException e) {
      throw new IllegalStateException(
          "JMH failed on " + task.label + " (" + e.getMessage() + "); use the paced runner", e);
    }
  }

  private Row row(Task task, RunResult result) {
    Label label = task.label;
    CpuInfo cpu = CpuInfo.here();
    return new Row(
        task.workload.name(),
        label.backend(),
        label.mode(),
        label.arm(),
        1,
        1,
        JmhRatios.thresholds(label, task.workload),
        "jmh",
        "CPU",
        "CPU",
        label.isRival() ? cpu.bestIsa() : cpu.isaOfThisVm(),
        null,
        "0",
        false,
        settings.steps,
        null,
        null,
        new Row.Times(result.getPrimaryResult().getScore(), null, null, null, null),
        allocation(result),
        task.workload.network().denseMultiplications(),
        null,
        new Row.Ratios(null, null, null, null),
        null,
        null,
        settings.forks,
        spread(result),
        null);
  }

  private static @Nullable Double allocation(RunResult result) {
    for (String label : result.getSecondaryResults().keySet()) {
      if (label.endsWith(ALLOCATION)) {
        return result.getSecondaryResults().get(label).getScore();
      }
    }
    return null;
  }

  /** Of the means of processes. */
  private Spread spread(RunResult result) {
    double[] means = new double[settings.forks];
    int fork = 0;
    for (BenchmarkResult each : result.getBenchmarkResults()) {
      means[fork++] = each.getPrimaryResult().getScore();
    }
    Arrays.sort(means);
    return new Spread(means[0], means[means.length - 1]);
  }
}
