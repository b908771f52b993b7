package saccade.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.generator.GeneratedReport;
import saccade.app.literal.LiteralComparison;
import saccade.app.literal.LiteralReport;
import saccade.app.proof.Proof;
import saccade.app.proof.ProofOptions;
import saccade.app.proof.ProofReport;
import saccade.app.soak.Soak;
import saccade.app.soak.SoakFiles;
import saccade.app.soak.SoakOptions;
import saccade.app.soak.SoakReport;
import saccade.app.subject.Subject;
import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.verify.selftest.SelfTest;

/** {@code saccade verify}: proof against brute force. */
@Command(
    name = "verify",
    description = "Checks every step of every backend against brute-force references.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade verify policy.onnx --trace trace.npz --json",
      "Example: saccade verify agent.onnx --env minatar:breakout --actor network",
      "Example: saccade verify --builtin table4 --backends scalar --json",
      "Example: saccade verify policy.onnx --soak --trace trace.npz --out soak",
      "Example: saccade verify --self-test",
      "Example: saccade verify --generated --cases 500 --seed 7",
      "Example: saccade verify --literal --builtin table4 --steps 200"
    })
final class VerifyCommand implements Callable<Integer> {
  /** Frames of a row are kept in memory: 7 KB each. */
  private static final int MOST_STEPS = 100_000;

  private static final long DEFAULT_STEPS = 1_000;
  private static final long DEFAULT_SOAK_STEPS = 100_000;

  @Mixin private ModelOptions models = new ModelOptions();

  @Option(
      names = "--self-test",
      description = "Plant faults in the definition; each must be caught.")
  private boolean selfTest;

  @Option(
      names = "--literal",
      description = "Compare with the paper's rules taken at their word; checks nothing.")
  private boolean literal;

  @Option(
      names = "--soak",
      description = "One long run without a reset: what accumulates? Checked after 200 steps.")
  private boolean soak;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where a soak writes FLOAT32's error curve (.csv, .svg); made if missing.")
  private @Nullable Path out;

  @Option(
      names = "--refresh-interval",
      paramLabel = "N",
      description =
          "Steps between two refreshes of a layer in a soak, 0 for none (default: 10000).")
  private long refreshInterval = PlanOptions.DEFAULT_REFRESH_INTERVAL;

  @Option(
      names = "--backends",
      paramLabel = "NAMES",
      description = "Backends, separated by commas (default: all available).")
  private @Nullable String backends;

  @Option(
      names = "--thresholds",
      paramLabel = "T;T0,T1,...",
      description = {
        "Settings, separated by ';' (default: 0, the network's own, and coarse ones; for a model",
        "without thresholds 0, a hundredth and a twentieth of the ranges that were watched)."
      })
  private @Nullable String thresholds;

  @Option(
      names = "--mode",
      paramLabel = "EXACT|FLOAT32",
      description = "Arithmetic (default: rows for both).")
  private @Nullable String mode;

  @ArgGroup private DriveOptions frames = new DriveOptions();

  @Mixin private ActorOptions actors = new ActorOptions();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps per row (default: 1000; of a soak 100000).")
  private @Nullable Long steps;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the frames (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin private TuningOptions tuning = new TuningOptions();

  @Mixin private GeneratedOptions generated = new GeneratedOptions();

  @Override
  public Integer call() throws IOException {
    requireOneKind();
    if (selfTest) {
      return runSelfTest();
    }
    if (generated.wanted()) {
      return runGenerated();
    }
    if (models.none()) {
      throw new IllegalArgumentException(
          "verify needs something to verify; give MODEL, --builtin, --generated or --self-test");
    }
    if (soak) {
      return runSoak(frames.observing(models.one()));
    }
    int rowSteps = rowSteps();
    return literal ? runLiteral(models.builtins(), rowSteps) : runProof(observed(), rowSteps);
  }

  /** Nothing that was asked for may be left out in silence. */
  private void requireOneKind() {
    boolean own = selfTest || generated.wanted();
    int kinds =
        (selfTest ? 1 : 0) + (generated.wanted() ? 1 : 0) + (soak ? 1 : 0) + (literal ? 1 : 0);
    if (kinds > 1) {
      throw new IllegalArgumentException(
          "--self-test, --generated, --soak and --literal exclude each other; give one of them");
    }
    if (own && !models.none()) {
      throw new IllegalArgumentException(
          "--self-test and --generated bring their own networks; leave MODEL and --builtin out");
    }
    if ((own || literal || soak) && tuning.named()) {
      throw new IllegalArgumentException(
          "--tuning is for rows of networks; leave it out with --self-test, --generated, --soak and"
              + " --literal");
    }
    if (own || literal) {
      actors.requireNone("--self-test, --generated and --literal have frames of their own");
    }
    if (out != null && !soak) {
      throw new IllegalArgumentException("--out " + out + " is for --soak only; add --soak");
    }
  }

  private long stepsOr(long otherwise) {
    long chosen = steps == null ? otherwise : steps;
    if (chosen < 1) {
      throw new IllegalArgumentException(
          "--steps " + chosen + " is below 1; give the number of steps to verify");
    }
    return chosen;
  }

  private int rowSteps() {
    long chosen = stepsOr(DEFAULT_STEPS);
    if (frames.trace() == null && chosen > MOST_STEPS) {
      throw new IllegalArgumentException(
          "--steps " + chosen + " is above " + MOST_STEPS + "; verify several seeds, or --soak");
    }
    return (int) Math.min(chosen, Integer.MAX_VALUE);
  }

  private static void requireFolder(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException("--out " + folder + " is not a folder; name one");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "--out " + folder + " cannot be made; name a folder in a place that can be written", e);
    }
  }

  private int runSoak(Subject subject) throws IOException {
    List<Backend> chosen = backends == null ? List.of(Backends.named("scalar")) : chosenBackends();
    if (chosen.size() != 1) {
      throw new IllegalArgumentException(
          "--backends " + backends + " names " + chosen.size() + "; a soak runs one backend");
    }
    if (out != null) {
      requireFolder(out); // before a long run, not after it
    }
    SoakOptions options =
        new SoakOptions(
            subject,
            chosen.get(0),
            frames.fitted(subject, actors),
            PlanOptions.DEFAULT.withRefreshInterval(refreshInterval),
            thresholds == null
                ? subject.ownThresholds()
                : Parse.thresholds(thresholds, subject.network()),
            chosenModes(),
            stepsOr(DEFAULT_SOAK_STEPS),
            seed);
    Progress progress = new Progress("steps", options.steps() * options.modes().size());
    SoakReport report = new Soak(options).run(progress::at);
    progress.end();
    if (out != null) {
      report = report.withFiles(SoakFiles.write(report, out));
    }
    return answer(report.ok(), report, report.toText());
  }

  private List<Subject> observed() {
    return models.all().stream().map(frames::observing).toList();
  }

  private int runProof(List<Subject> subjects, int rowSteps) {
    Proof proof =
        new Proof(
            new ProofOptions(
                chosenBackends(),
                chosenModes(),
                thresholds,
                subject -> frames.fitted(subject, actors),
                rowSteps,
                seed,
                new Tuned(tuning)));
    Progress progress = new Progress("rows", proof.rows(subjects));
    ProofReport report = proof.of(subjects, progress::at);
    progress.end();
    return answer(report.ok(), report, report.toText());
  }

  /** Plans as {@code run} compiles them. */
  private record Tuned(TuningOptions tuning) implements ProofOptions.Plans {
    @Override
    public PlanOptions of(Subject subject, Backend backend, Mode mode) {
      return TuningOptions.with(tuning.find(subject, backend), PlanOptions.DEFAULT, mode);
    }

    @Override
    public String flag() {
      return tuning.flag();
    }
  }

  private int answer(boolean ok, Object report, String text) {
    if (json) {
      Json.print(report);
    } else {
      System.out.print(text);
    }
    return ok ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private List<Mode> chosenModes() {
    return mode == null ? List.of(Mode.values()) : List.of(Parse.oneOf("--mode", mode, Mode.class));
  }

  private List<Backend> chosenBackends() {
    if (backends == null) {
      return Backends.all().stream().filter(b -> b.whyUnavailable().isEmpty()).toList();
    }
    List<Backend> chosen = new ArrayList<>();
    for (String name : Parse.list(backends, ",")) {
      chosen.add(Backends.named(name));
    }
    return chosen;
  }

  private int runLiteral(List<Builtin> networks, int rowSteps) {
    List<Backend> ours = backends == null ? List.of(Backends.named("scalar")) : chosenBackends();
    Progress progress = new Progress("steps", rowSteps);
    LiteralReport report =
        new LiteralComparison(ours, thresholds, frames.trace(), rowSteps, seed)
            .of(networks, progress::at);
    progress.end();
    return answer(true, report, report.toText());
  }

  private int runGenerated() {
    Progress progress = new Progress("cases", generated.cases());
    GeneratedReport report = generated.run(chosenBackends(), seed, progress::at);
    progress.end();
    return answer(report.ok(), report, report.toText());
  }

  /** The self-test's answer. */
  record SelfTestReport(boolean ok, List<SelfTest.Trial> trials) {}

  private int runSelfTest() {
    List<SelfTest.Trial> trials = SelfTest.run(seed);
    boolean ok = trials.stream().allMatch(SelfTest.Trial::ok);
    StringBuilder text = new StringBuilder();
    for (SelfTest.Trial trial : trials) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-4s %-8s %-22s %s%n",
              trial.ok() ? "ok" : "FAIL",
              trial.mode(),
              trial.fault(),
              trial.caught() ? "caught: " + trial.by() : "nothing found"));
    }
    text.append(ok ? "Every planted fault was caught.\n" : "A planted fault was missed.\n");
    return answer(ok, new SelfTestReport(ok, trials), text.toString());
  }
}
