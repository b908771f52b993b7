package saccade.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import saccade.app.cli.Parse;
import saccade.app.play.RecordedFrames;
import saccade.app.subject.Subject;
import saccade.bench.jmh.JmhRun;
import saccade.bench.report.BenchReport;
import saccade.bench.report.BenchText;
import saccade.bench.runner.Bench;
import saccade.bench.runner.Condition;
import saccade.bench.runner.Forks;
import saccade.bench.runner.PacedRun;
import saccade.bench.runner.Selection;
import saccade.bench.tuning.Tuning;
import saccade.bench.workload.Workload;
import saccade.bench.workload.Workloads;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.model.Fill;
import saccade.model.Thresholds;

/** {@code saccade bench}: measured time, beside ONNX Runtime's. */
@Command(
    name = "bench",
    description = "Measures backends and ONNX Runtime on the same steps, in turn.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade bench --quick",
      "Example: saccade bench --workloads table4,robot-mlp --period 20ms --cold --json",
      "Example: saccade bench policy.onnx --trace trace.npz --thresholds 0.01 --time-kernels"
    })
final class BenchCommand implements Callable<Integer> {
  private static final String SHARE = "--share";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions models = new ModelOptions();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = {
        "What MODEL observes: .npz with 'frames' uint8 [steps, h, w]",
        "or 'observations' float32 [steps, n]."
      })
  private @Nullable Path trace;

  @Mixin private BenchOptions options = new BenchOptions();

  @Mixin private BenchTuning tuning = new BenchTuning();

  @Option(
      names = "--thresholds",
      paramLabel = "T|T0,T1,...",
      description = {
        "One T for all gated layers, or one per layer, input first (default: the workload's,",
        "the model's, else 0)."
      })
  private @Nullable String thresholds;

  @Option(
      names = "--fill",
      paramLabel = "zeros|repeat",
      defaultValue = "zeros",
      description = "What older planes of MODEL hold on the first frame.")
  private String fill = "zeros";

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the workloads' steps (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Set in processes that measure: number of the condition, milliseconds, workload. */
  @Option(names = SHARE, hidden = true, arity = "3")
  private @Nullable List<String> share;

  @Override
  public Integer call() {
    Selection selection = options.selection();
    Subject subject = subject();
    if (options.underJmh()) {
      tuning.requireNone();
      return underJmh(subject, selection);
    }
    List<String> named = subject == null ? options.workloads() : List.of(subject.name());
    Bench.Settings settings = options.settings(named);
    int steps = options.steps();
    if (share != null) {
      Condition condition = options.everyCondition().get(Integer.parseInt(share.get(0)));
      long deadline = deadline(Long.parseLong(share.get(1)));
      Forks.endWithParent();
      Workload workload = workload(subject, share.get(2), steps);
      Selection tuned = tuning.applied(selection, workload, share.get(2), file(subject));
      Forks.print(PacedRun.run(workload, condition, tuned, steps, deadline));
      return ExitCode.OK;
    }
    if (subject != null) {
      measured(subject); // before processes are started for it
    }
    BenchTuning.Field field =
        new BenchTuning.Field(
            named, steps, (name, length) -> workload(subject, name, length), file(subject));
    return measure(settings, tuning.tunings(field, selection));
  }

  private static @Nullable Path file(@Nullable Subject subject) {
    return subject == null ? null : subject.file();
  }

  private int measure(Bench.Settings settings, List<Tuning> tunings) {
    Progress progress = new Progress("shares measured", settings.shares());
    BenchReport report;
    try (Forks forks = new Forks(this::commandLine, settings.conditions())) {
      report = new Bench(settings, forks).run(progress::at).with(tunings);
    } finally {
      progress.end();
    }
    return answer(report);
  }

  private int underJmh(@Nullable Subject subject, Selection selection) {
    if (subject != null || thresholds != null) {
      throw new IllegalArgumentException(
          "--runner jmh measures workloads at their own thresholds; use --runner paced");
    }
    System.setProperty("jmh.ignoreLock", "true"); // other benchmarks are the user's affair
    JmhRun run = new JmhRun(options.underJmh(selection, seed));
    Progress progress = new Progress("rows measured", Long.MAX_VALUE);
    try {
      return answer(run.run(progress::at));
    } finally {
      progress.end();
    }
  }

  private int answer(BenchReport report) {
    if (json) {
      Json.print(report);
    } else {
      System.out.print(BenchText.of(report));
    }
    return ExitCode.OK;
  }

  /** This command again, with the share that is to be measured. */
  private List<String> commandLine(String workload, int condition, long millis) {
    List<String> line = new ArrayList<>(List.of(Main.class.getName()));
    line.addAll(spec.root().commandLine().getParseResult().originalArgs());
    int number = options.everyCondition().indexOf(options.conditions().get(condition));
    line.addAll(List.of(SHARE, Integer.toString(number), Long.toString(millis), workload));
    return line;
  }

  /** Counted from the start of this virtual machine, which belongs to the share. */
  private static long deadline(long millis) {
    long lived = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    return System.nanoTime() + Duration.ofMillis(millis - lived).toNanos();
  }

  /** The user's model; null if workloads are measured. */
  private @Nullable Subject subject() {
    if (models.none()) {
      if (trace != null) {
        throw new IllegalArgumentException(
            "--trace " + trace + " is for a model; give MODEL, or --workloads without a trace");
      }
      return null;
    }
    if (options.namesWorkloads()) {
      throw new IllegalArgumentException(
          "a network and --workloads exclude each other; give one of them");
    }
    Subject subject = models.one();
    if (trace == null) {
      throw new IllegalArgumentException(
          subject.name() + " needs observations; give --trace FILE, or name --workloads");
    }
    return subject;
  }

  private Workload workload(@Nullable Subject subject, String name, int steps) {
    if (subject != null) {
      return measured(subject).open();
    }
    Workload workload = Workloads.named(name, steps, seed);
    return thresholds == null
        ? workload
        : withThresholds(workload, Parse.thresholds(thresholds, workload.network()));
  }

  private static Workload withThresholds(Workload of, Thresholds t) {
    return new Workload(
        of.name(),
        of.about(),
        of.synthetic(),
        of.network(),
        of.grids(),
        of.options(),
        t,
        t,
        of.trace(),
        of.notes());
  }

  /** A user's network and what it is measured on, read and checked. */
  private record Measured(
      Subject subject, FrameSequence frames, PlanOptions options, Thresholds thresholds) {
    Workload open() {
      return Workloads.of(subject.network(), frames, options, thresholds);
    }
  }

  private Measured measured(Subject subject) {
    Path file = Objects.requireNonNull(trace);
    FrameSequence frames = RecordedFrames.ofTrace(file, subject.network().input());
    Thresholds t =
        thresholds == null
            ? subject.ownThresholds()
            : Parse.thresholds(thresholds, subject.network());
    PlanOptions plan = PlanOptions.DEFAULT.withFill(Parse.oneOf("--fill", fill, Fill.class));
    return new Measured(subject, frames, plan, t);
  }
}
