package saccade.app.play;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import saccade.app.text.Shortened;
import saccade.exact.QuantizationReport;

/** A {@link RunReport} for people. */
public final class ReportText {
  private static final int THRESHOLDS_WIDTH = 120;
  private static final int NAME_WIDTH = 28;
  private static final int LEAST_NAME_WIDTH = 10;

  private final StringBuilder out = new StringBuilder();
  private final RunReport report;

  private ReportText(RunReport report) {
    this.report = report;
  }

  /** The report as lines of text. */
  public static String of(RunReport report) {
    ReportText text = new ReportText(report);
    text.head();
    text.table();
    text.factors();
    text.time();
    text.verdict();
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void head() {
    line(
        "%s on %s, backend %s, %s, %,d steps in %d episode%s, seed %d",
        report.model(),
        report.env(),
        report.backend(),
        report.mode(),
        report.steps(),
        report.episodes(),
        report.episodes() == 1 ? "" : "s",
        report.seed());
    report.notes().forEach(note -> line("%s", note));
    actor();
    RunReport.Score score = report.score();
    if (score != null) {
      line("Score: mean %.1f, min %.0f, max %.0f", score.mean(), score.min(), score.max());
    }
    line(
        "Thresholds, input first: %s%s",
        Shortened.text(report.thresholds(), THRESHOLDS_WIDTH), steps());
    line("");
  }

  private void actor() {
    Double epsilon = report.epsilon();
    if (epsilon != null) {
      line(
          "The network acts: its largest output, or any action in a share of %s of the steps.",
          epsilon);
      return;
    }
    switch (report.actor()) {
      case "scripted" -> line("In the game a scripted player acts; the network only watches.");
      case "recorded" -> line("The frames are recorded: the network only watches.");
      default -> line("The frames come from random choices; the network only watches.");
    }
  }

  private String steps() {
    List<Integer> k = report.thresholdSteps();
    return k == null
        ? ""
        : " (k = " + Shortened.text(k.toString(), THRESHOLDS_WIDTH) + " grid steps)";
  }

  private void table() {
    List<RunReport.Layer> layers = report.layers();
    String name = "%-" + nameWidth(layers) + "s";
    line(
        name + " %15s %11s %11s %10s %10s",
        "Layer",
        "Multiplications",
        "Counted",
        "Estimated",
        "Weights 0",
        "Silent out");
    line(
        name + " %15s %11s %11s %10s %10.3f",
        "Input",
        "0",
        "0",
        "0",
        "",
        layers.get(0).deltaSparsityIn());
    for (RunReport.Layer layer : layers) {
      line(
          name + " %,15d %,11.0f %,11.0f %10.3f %10.3f",
          Shortened.text(layer.name(), NAME_WIDTH),
          layer.dense(),
          layer.counted(),
          layer.estimated(),
          layer.weightSparsity(),
          layer.deltaSparsityOut());
    }
    RunReport.Multiplications all = report.multiplications();
    line(name + " %,15d %,11.0f %,11.0f", "Total", all.dense(), all.counted(), all.estimated());
    line("Means per step, without the first step after each reset (%,.0f).", all.firstStep());
    kernels();
    line("");
  }

  private void kernels() {
    if (report.kernels().stream().anyMatch(layer -> !layer.kernel().equals("auto"))) {
      line(
          "Kernels: %s",
          report.kernels().stream()
              .map(
                  layer ->
                      String.format(
                          Locale.ROOT,
                          "%s %s (%s), dense above %,d events",
                          Shortened.text(layer.name(), NAME_WIDTH),
                          layer.kernel(),
                          layer.source(),
                          layer.crossover()))
              .collect(Collectors.joining("; ")));
    }
  }

  private static int nameWidth(List<RunReport.Layer> layers) {
    int longest = layers.stream().mapToInt(layer -> layer.name().length()).max().orElse(0);
    return Math.clamp(longest, LEAST_NAME_WIDTH, NAME_WIDTH);
  }

  private void factors() {
    RunReport.Multiplications all = report.multiplications();
    line(
        "Fewer multiplications: %s in moving steps, %s in all (%.1f%% static), %s with first steps",
        times(all.reductionMoving()),
        times(all.reduction()),
        100 * report.staticShare(),
        times(all.reductionWithFirstSteps()));
    line(
        "By pruning alone %s, by delta alone %s; at T = 0, with nothing approximated, %s",
        times(all.reductionPruningOnly()),
        times(all.reductionDeltaOnly()),
        times(report.lossless().reductionMoving()));
  }

  private static String ordinal(int k) {
    return switch (k) {
      case 1 -> "single";
      case 2 -> "2nd";
      case 3 -> "3rd";
      default -> k + "th";
    };
  }

  /** Without an ordinary step there is no figure; without a multiplication there is no bound. */
  private String times(@Nullable Double factor) {
    String none = report.steps() > report.episodes() ? "infinitely many" : "no figure";
    return factor == null ? none : String.format(Locale.ROOT, "%.1fx", factor);
  }

  private void time() {
    line(
        "One delta step: mean %.0f us, p50 %.0f, p99 %.0f, max %.0f",
        report.latencyMicros().mean(),
        report.latencyMicros().p50(),
        report.latencyMicros().p99(),
        report.latencyMicros().max());
    RunReport.Latency dense = report.denseLatencyMicros();
    if (dense != null) {
      line(
          "One dense inference (%s, one thread, hot): mean %.0f us, p50 %.0f",
          report.denseBaseline(), dense.mean(), dense.p50());
    }
    if (report.denseBaselineNote() != null) {
      line("ONNX Runtime is not the baseline: %s", report.denseBaselineNote());
    }
    Double conversion = report.conversionMoving();
    if (conversion != null) {
      line(
          "Conversion: %.4f of the saved multiplications became saved time.%s",
          conversion,
          report.backend().equals("scalar")
              ? " (scalar is the definition, written to be read; it is not the fast backend.)"
              : "");
    }
    line("");
  }

  private void verdict() {
    line(
        "State of a session: %.0f KB beside the shared plan, and %.0f KB of scratch",
        report.stateBytes() / 1e3, report.scratchBytes() / 1e3);
    QuantizationReport cost = report.quantization();
    if (cost != null) {
      line(
          "EXACT against FLOAT32 on other frames: mean error of y %.2g (largest y %.2g), same action in %.1f%%",
          cost.meanAbsError(), cost.largestOutput(), 100 * cost.actionAgreement());
      line(
          "Bits of weights and outputs per layer: %s",
          cost.layers().stream()
              .map(l -> l.weightBits() + (l.activationBits() > 0 ? "/" + l.activationBits() : ""))
              .collect(Collectors.joining(", ")));
    }
    if (report.saturatedInputs() > 0) {
      line("Input values clamped to their grid: %.3f per step", report.saturatedInputs());
    }
    Double agreement = report.actionAgreement();
    if (agreement != null) {
      line("Same action as the dense network in %.1f%% of the checked steps", 100 * agreement);
    }
    RunReport.OutputError error = report.outputError();
    if (error != null) {
      line(
          "Difference to its y there: mean %.2g, largest %.2g (largest |y| %.2g)",
          error.mean(), error.max(), error.largestOutput());
    }
    line(
        "%s: every %s step, %,d of %,d, checked against brute force (rule, invariant, counts, y),"
            + " and T = 0 against dense",
        report.verified() ? "VERIFIED" : "NOT VERIFIED",
        ordinal(report.checkEvery()),
        report.checkedSteps(),
        report.steps());
    for (String failure : report.failures()) {
      line("  %s", failure);
    }
  }
}
