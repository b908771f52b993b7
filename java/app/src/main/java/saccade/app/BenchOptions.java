package saccade.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.bench.cpu.CpuInfo;
import saccade.bench.cpu.IsaTier;
import saccade.bench.jmh.JmhRun;
import saccade.bench.runner.Bench;
import saccade.bench.runner.Condition;
import saccade.bench.runner.Selection;
import saccade.bench.workload.Workloads;
import saccade.engine.Arm;
import saccade.engine.Mode;

/** Flags of {@code bench} that say who is measured, under what, and for how long. */
final class BenchOptions {
  /** Leaves room below ten minutes and 90 seconds for shares that take longer than theirs. */
  private static final Duration USUAL = Duration.ofMinutes(9);

  private static final Duration QUICK = Duration.ofSeconds(75);

  /** Below this a process measures too few steps behind its warm-up. */
  private static final Duration LEAST_SHARE = Duration.ofSeconds(8);

  private static final int QUICK_STEPS = 4_000;
  private static final int MOST_STEPS = 200_000;
  private static final List<String> QUICK_WORKLOADS = List.of("table4", "breakout", "robot-mlp");

  @Option(
      names = "--workloads",
      paramLabel = "NAMES",
      description = "Workloads, separated by commas (default: all; with --quick three of them).")
  private @Nullable String workloads;

  @Option(
      names = "--backends",
      paramLabel = "NAMES",
      description = {
        "Of scalar, vector and others, and onnxruntime, separated by commas",
        "(default: all that are available)."
      })
  private @Nullable String backends;

  @Option(
      names = "--mode",
      paramLabel = "EXACT|FLOAT32",
      description = "Arithmetic (default: rows for both).")
  private @Nullable String mode;

  @Option(
      names = "--arms",
      paramLabel = "NAMES",
      description = {
        "Which savings are on: dense, pruned, delta, both, zero-skip, separated by commas (default:",
        "all; both alone for scalar and for rows that a flag below adds)."
      })
  private @Nullable String arms;

  @Option(
      names = "--period",
      paramLabel = "P,...",
      description = "Add rows with one step every 20ms, 1ms, 500us ... (0: without a pause).")
  private @Nullable String periods;

  @Option(names = "--cold", description = "Add rows with caches swept before each step.")
  private boolean cold;

  @Option(names = "--t0", description = "Add rows at T = 0: nothing is approximated.")
  private boolean zero;

  @Option(
      names = "--isa",
      paramLabel = "TIERS",
      description = "Add rows held to x86-64-v2, -v3 or -v4, separated by commas.")
  private @Nullable String tiers;

  @Option(
      names = "--agents",
      paramLabel = "N,...",
      description = "Add rows with N agents per step.")
  private @Nullable String agents;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Add rows with N threads: of ONNX Runtime, and of ours where --agents has several",
        "(default: ${DEFAULT-VALUE})."
      })
  private int threads = 1;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "3",
      description = "Processes that measure each row (default: ${DEFAULT-VALUE}).")
  private int forks = 3;

  @Option(
      names = "--quick",
      description = {
        "Take at most 90 seconds instead of ten minutes; where flags add rows, 8 seconds for each",
        "process, workload and addition."
      })
  private boolean quick;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Most steps that a process measures (default: 22000; with --quick 4000).")
  private @Nullable Integer steps;

  @Option(
      names = "--runner",
      paramLabel = "paced|jmh",
      defaultValue = "paced",
      description = {
        "In turn within one process, or each alone under JMH, which covers table4 and robot-mlp",
        "(default: ${DEFAULT-VALUE})."
      })
  private String runner = "paced";

  /** Who measures. */
  enum RunnerKind {
    /** In turn. */
    PACED,
    /** Each alone. */
    JMH
  }

  /** Whether JMH measures; it knows the plain condition and its own workloads only. */
  boolean underJmh() {
    if (Parse.oneOf("--runner", runner, RunnerKind.class) == RunnerKind.PACED) {
      return false;
    }
    if (conditions().size() > 1 || threads > 1) {
      throw new IllegalArgumentException(
          "--runner jmh measures hot, without a pause and one agent; leave the flags out that add"
              + " rows, or use --runner paced");
    }
    for (String name : workloads == null ? JmhRun.WORKLOADS : workloads()) {
      if (!JmhRun.WORKLOADS.contains(name)) {
        throw new IllegalArgumentException(
            "--runner jmh does not cover workload '"
                + name
                + "'; choose of "
                + String.join(", ", JmhRun.WORKLOADS)
                + ", or use --runner paced");
      }
    }
    return true;
  }

  JmhRun.Settings underJmh(Selection selection, long seed) {
    List<String> named = workloads == null ? JmhRun.WORKLOADS : workloads();
    return new JmhRun.Settings(named, selection, steps(), seed, forks, quick ? QUICK : USUAL);
  }

  Selection selection() {
    List<Mode> modes =
        mode == null ? List.of(Mode.values()) : List.of(Parse.oneOf("--mode", mode, Mode.class));
    List<Arm> chosen =
        arms == null
            ? null
            : names(arms).stream().map(arm -> Parse.oneOf("--arms", arm, Arm.class)).toList();
    return Selection.of(backends == null ? null : names(backends), modes, chosen, threads);
  }

  /** Without repetitions. */
  private static List<String> names(String text) {
    return List.copyOf(new LinkedHashSet<>(Parse.list(text, ",")));
  }

  /** Those that add rows: the tier that rows have anyway adds none. */
  List<Condition> conditions() {
    String usual = CpuInfo.here().isaOfThisVm();
    return everyCondition().stream()
        .filter(condition -> condition.isa() == null || !condition.isa().text().equals(usual))
        .toList();
  }

  /** The plain one, and one for each flag; the same in every process, whatever its tier. */
  List<Condition> everyCondition() {
    Set<Condition> all = new LinkedHashSet<>();
    Condition plain = Condition.PLAIN;
    all.add(plain);
    if (periods != null) {
      names(periods).forEach(period -> all.add(plain.withPeriod(period)));
    }
    if (cold) {
      all.add(plain.asCold());
    }
    if (zero) {
      all.add(plain.atZero());
    }
    if (tiers != null) {
      Set<String> cpu = CpuInfo.here().flags();
      names(tiers).forEach(tier -> all.add(plain.withIsa(IsaTier.named(tier, cpu))));
    }
    if (agents != null) {
      names(agents).forEach(number -> all.add(plain.withAgents(number(number))));
    }
    return new ArrayList<>(all);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--agents '" + text + "' is not a whole number; give the agents per step", e);
    }
  }

  /** The workloads that were named, each of which exists. */
  List<String> workloads() {
    List<String> known = Workloads.names();
    if (workloads == null) {
      return quick ? QUICK_WORKLOADS.stream().filter(known::contains).toList() : known;
    }
    List<String> chosen = names(workloads);
    for (String name : chosen) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "workload '"
                + name
                + "' does not exist; choose of "
                + String.join(", ", known)
                + ", or give MODEL and --trace");
      }
    }
    return chosen;
  }

  /** True if workloads were named. */
  boolean namesWorkloads() {
    return workloads != null;
  }

  Bench.Settings settings(List<String> named) {
    List<Condition> conditions = conditions();
    Duration least = LEAST_SHARE.multipliedBy((long) named.size() * conditions.size() * forks);
    Duration total = quick ? QUICK : USUAL;
    return new Bench.Settings(named, conditions, forks, total.compareTo(least) < 0 ? least : total);
  }

  /** Most steps that a process measures, and the length of a workload's trace. */
  int steps() {
    int chosen = steps != null ? steps : quick ? QUICK_STEPS : Workloads.STEPS;
    if (chosen < 1 || chosen > MOST_STEPS) {
      throw new IllegalArgumentException(
          "--steps " + chosen + " is outside 1.." + MOST_STEPS + "; give the steps to measure");
    }
    return chosen;
  }
}
