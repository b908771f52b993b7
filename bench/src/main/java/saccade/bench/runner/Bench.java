package saccade.bench.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import saccade.bench.cpu.CpuInfo;
import saccade.bench.report.BenchReport;
import saccade.bench.report.Row;

/** A whole paced benchmark: every workload under every condition, in several processes. */
public final class Bench {
  private static final long LEAST_MILLIS = 1_000;

  /** Below this the spread says nothing. */
  private static final int ENOUGH_FORKS = 3;

  private static final int MOST_FORKS = 100;

  private final Settings settings;
  private final Launcher launcher;

  /**
   * What to measure.
   *
   * @param workloads their names, in the order of the rows
   * @param conditions under what
   * @param forks processes per workload and condition, 1..100
   * @param total how long it may take
   */
  public record Settings(
      List<String> workloads, List<Condition> conditions, int forks, Duration total) {
    public Settings {
      workloads = List.copyOf(workloads);
      conditions = List.copyOf(conditions);
      if (forks < 1 || forks > MOST_FORKS) {
        throw new IllegalArgumentException(
            "--forks "
                + forks
                + " is outside 1.."
                + MOST_FORKS
                + "; give the processes that measure each row");
      }
    }

    /** Shares of the measuring. */
    public int shares() {
      return workloads.size() * conditions.size() * forks;
    }
  }

  /** A benchmark that has its shares done by {@code launcher}. */
  public Bench(Settings settings, Launcher launcher) {
    this.settings = settings;
    this.launcher = launcher;
  }

  /**
   * Measures; forks of the same rows are far apart in time, so that a slow minute shows as spread.
   *
   * @param progress is told how many shares are done
   * @throws ForkException if a process failed; no figure is reported then
   */
  public BenchReport run(IntConsumer progress) {
    long deadline = System.nanoTime() + settings.total.toNanos();
    List<List<ForkResult>> results = new ArrayList<>();
    int kinds = settings.workloads.size() * settings.conditions.size();
    for (int kind = 0; kind < kinds; kind++) {
      results.add(new ArrayList<>());
    }
    for (int share = 0; share < settings.shares(); share++) {
      progress.accept(share);
      int kind = share % kinds;
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      long millis = Math.max(LEAST_MILLIS, left / (settings.shares() - share));
      results
          .get(kind)
          .add(launcher.launch(workload(kind), kind % settings.conditions.size(), millis));
    }
    return report(results);
  }

  private String workload(int kind) {
    return settings.workloads.get(kind / settings.conditions.size());
  }

  private BenchReport report(List<List<ForkResult>> results) {
    CpuInfo cpu = CpuInfo.here();
    List<Row> rows = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    for (int kind = 0; kind < results.size(); kind++) {
      Condition condition = settings.conditions.get(kind % settings.conditions.size());
      List<ForkResult> forks = results.get(kind);
      rows.addAll(new Rows(workload(kind), condition, forks, cpu.bestIsa()).all());
      forks.forEach(fork -> notes.addAll(fork.notes()));
      if (condition.isa() != null && forks.get(0).entries().stream().anyMatch(Bench::isRival)) {
        notes.add(
            "ONNX Runtime chooses its own instructions (%s), also where ours are held to %s."
                .formatted(cpu.bestIsa(), condition.isa().text()));
      }
      if (condition.agents() > 1) {
        notes.add(
            "Rows of several agents time one step of all; ONNX Runtime runs them one by one.");
      }
    }
    if (settings.forks < ENOUGH_FORKS) {
      notes.add(
          "Measured in " + settings.forks + " of at least 3 processes: expect other figures.");
    }
    return new BenchReport(Provenance.environment(cpu), rows, List.copyOf(notes));
  }

  private static boolean isRival(ForkResult.Entry entry) {
    return entry.label().isRival();
  }
}
