package saccade.app;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.play.FrameSource;
import saccade.app.play.ReportText;
import saccade.app.play.RunReport;
import saccade.app.play.Setup;
import saccade.app.play.Viewing;
import saccade.builtin.Builtin;
import saccade.builtin.PaperTable;
import saccade.builtin.ThresholdSearch;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.FrameSequence;
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

  @Option(
      names = "--backends",
      paramLabel = "NAME",
      defaultValue = "scalar",
      description = "Backend that runs the network (default: ${DEFAULT-VALUE}).")
  private String backend = "scalar";

  @Option(
      names = "--mode",
      paramLabel = "EXACT|FLOAT32",
      defaultValue = "EXACT",
      description = "Arithmetic (default: ${DEFAULT-VALUE} for built-in networks).")
  private String mode = "EXACT";

  @Option(
      names = "--thresholds",
      paramLabel = "T|T0,T1,...|paper",
      description = {
        "One T for all gated layers, or one per layer, input first; 'paper' searches, on the",
        "calibration frames, for those that send as often as the paper's table",
        "(default: the network's own)."
      })
  private @Nullable String thresholds;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Most agent steps (default: 2000 on a game, all of a trace).")
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

  long seed() {
    return seed;
  }

  long stepsOr(long otherwise) {
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException(
          "--steps " + steps + " is below 1; give the number of steps to play");
    }
    return steps == null ? otherwise : steps;
  }

  /**
   * Frames to choose grids and thresholds on, and other frames to measure what the grids cost.
   *
   * @param watched for calibration
   * @param heldOut for the report
   */
  record Frames(FrameSequence watched, FrameSequence heldOut) {}

  /** Plays a built-in network on frames and prints the report; returns the exit code. */
  int play(Builtin builtin, FrameSource source, Frames calibration, long mostSteps) {
    long mostEpisodes = episodes == null ? Long.MAX_VALUE : episodes;
    if (mostEpisodes < 1) {
      throw new IllegalArgumentException(
          "--episodes " + mostEpisodes + " is below 1; give the number of episodes to play");
    }
    if (checkEvery < 1 || checkEvery > LARGEST_EVERY) {
      throw new IllegalArgumentException(
          "--check-every " + checkEvery + " is outside 1..20; verify at least every 20th step");
    }
    Setup setup = setup(builtin, calibration);
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

  private Setup setup(Builtin builtin, Frames calibration) {
    Backend chosen = Backends.named(backend);
    Network network = builtin.network();
    PlanOptions options = PlanOptions.DEFAULT.withFill(Parse.oneOf("--fill", fill, Fill.class));
    Thresholds t = thresholds(builtin, network, options, calibration.watched);
    if (Parse.oneOf("--mode", mode, Mode.class) == Mode.FLOAT32) {
      return new Setup(chosen, network, null, null, options, t, seed);
    }
    Backend definition = new ScalarBackend();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network, Calibration.watch(definition, network, options, calibration.watched));
    QuantizationReport cost =
        QuantizationReport.measure(definition, grids, options, calibration.heldOut);
    return new Setup(chosen, network, grids, cost, options, t, seed);
  }

  private Thresholds thresholds(
      Builtin builtin, Network network, PlanOptions options, FrameSequence calibration) {
    if (thresholds == null) {
      return builtin.thresholds();
    }
    if (!thresholds.toLowerCase(Locale.ROOT).equals("paper")) {
      return Parse.thresholds(thresholds, network);
    }
    double[] wanted =
        builtin.table().rows().stream()
            .limit(network.depth() - 1L)
            .mapToDouble(PaperTable.Row::deltaSparsity)
            .toArray();
    Thresholds found =
        ThresholdSearch.toward(new ScalarBackend(), network, options, calibration, wanted);
    float[] all = Arrays.copyOf(found.toArray(), network.depth() + 1);
    all[network.depth()] = builtin.thresholds().at(network.depth()); // reported, never gated
    return Thresholds.of(all);
  }
}
