package saccade.app.inspect;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import saccade.app.text.Shortened;
import saccade.bench.tuning.TunedLayer;
import saccade.onnx.UnsupportedNode;

/** An {@link Inspection} for people. */
public final class InspectionText {
  private static final int NAME_WIDTH = 28;
  private static final int THRESHOLDS_WIDTH = 100;

  private final StringBuilder out = new StringBuilder();
  private final Inspection inspection;

  private InspectionText(Inspection inspection) {
    this.inspection = inspection;
  }

  /** The inspection as lines of text. */
  public static String of(Inspection inspection) {
    InspectionText text = new InspectionText(inspection);
    if (inspection.supported()) {
      text.head();
      text.table();
      text.gains();
    } else {
      text.unsupported();
    }
    text.line("Verdict: %s.", inspection.verdict());
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void unsupported() {
    line("%s is a valid model that Saccade cannot run:", inspection.model());
    for (UnsupportedNode node : inspection.unsupported()) {
      line("  %s", node);
    }
  }

  private void head() {
    Inspection.Observed input = inspection.input();
    if (input != null) {
      line(
          "%s observes %s, %s, %s",
          inspection.model(),
          kind(input),
          input.frames() == 1 ? "1 frame of " + times(input.frame()) : stack(input),
          input.kind().equals("image") || input.rangesDeclared()
              ? "ranges known"
              : "no declared ranges");
    }
    Inspection.Normalised normaliser = inspection.normaliser();
    if (normaliser != null) {
      line(
          "Normaliser of %,d elements%s, %s",
          normaliser.elements(),
          normaliser.clamps() ? " with a clamp" : "",
          normaliser.folded()
              ? "folded into the first layer"
              : "its scale folded, the rest evaluated on values that are sent");
    }
    inspection.notes().forEach(note -> line("Note: %s", note));
    line(
        "Thresholds of its own: %s",
        inspection.thresholds() == null
            ? "none, so T = 0"
            : Shortened.text(inspection.thresholds(), THRESHOLDS_WIDTH));
    line("");
  }

  private static String kind(Inspection.Observed input) {
    int channels = input.frame().get(0);
    return input.kind().equals("float")
        ? "numbers in raw units"
        : channels == 1 ? "gray images (0..255)" : "images of " + channels + " channels (0..255)";
  }

  private static String stack(Inspection.Observed input) {
    return input.frames() + " frames of " + times(input.frame());
  }

  private static String times(List<Integer> sides) {
    boolean vector = sides.size() == 3 && sides.get(1) == 1 && sides.get(2) == 1;
    return sides.subList(0, vector ? 1 : sides.size()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining("x"));
  }

  private void table() {
    String format = "%-" + NAME_WIDTH + "s %-8s %-12s %-12s %-30s %-10s %12s %9s %15s %10s %-9s %s";
    line(
        format,
        "Layer",
        "Type",
        "Input",
        "Output",
        "Kernel",
        "f",
        "Weights",
        "Weights 0",
        "Multiplications",
        "Crossover",
        "Events by",
        "From");
    for (Inspection.Layer layer : inspection.layers()) {
      line(
          format,
          Shortened.text(layer.name(), NAME_WIDTH),
          layer.type(),
          times(layer.inputs()),
          times(layer.outputs()),
          layer.type().equals("Conv2d") ? kernel(layer) : "-",
          layer.activation(),
          "%,d".formatted(layer.weights()),
          "%.3f".formatted(layer.weightSparsity()),
          "%,d".formatted(layer.denseMultiplications()),
          "%,d".formatted(layer.crossover()),
          layer.eventKernel() == null ? "-" : layer.eventKernel(),
          layer.eventKernelSource() == null ? "cost-model" : layer.eventKernelSource());
    }
    kernels();
    line(
        "%,d multiplications per dense pass, of which pruning alone spares %.1f%%;"
            + " %.1f%% of all weights are 0",
        inspection.denseMultiplications(),
        100 * inspection.pruned(),
        100 * inspection.weightSparsity());
    line("");
  }

  private void kernels() {
    Inspection.Kernels kernels = inspection.kernels();
    if (kernels == null) {
      return;
    }
    String from =
        kernels.thresholds() == null
            ? "the cost model's for float32 weights; 'run' and 'bench' with --time-kernels measure"
            : kernels.mode()
                + ", timed at thresholds "
                + Shortened.text(kernels.thresholds(), THRESHOLDS_WIDTH);
    line(
        "Kernels and crossovers of backend %s, %d bits: %s",
        kernels.backend(), kernels.vectorBits(), from);
    for (Inspection.Layer layer : inspection.layers()) {
      TunedLayer timed = layer.timed();
      if (timed != null && timed.denseMicros() != null && timed.events() != null) {
        line(
            "  %s, %,.0f events: %s, dense %.2f us",
            Shortened.text(layer.name(), NAME_WIDTH),
            timed.events(),
            timed.kernelMicros().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.2f us", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", ")),
            timed.denseMicros());
      }
    }
  }

  private static String kernel(Inspection.Layer layer) {
    StringBuilder text = new StringBuilder(times(layer.kernel()));
    text.append(" stride ").append(times(layer.stride()));
    if (layer.padding().stream().anyMatch(p -> p > 0)) {
      text.append(" pad ")
          .append(layer.padding().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    if (layer.dilation().stream().anyMatch(d -> d > 1)) {
      text.append(" dil ").append(times(layer.dilation()));
    }
    if (layer.groups() > 1) {
      text.append(" groups ").append(layer.groups());
    }
    return text.toString();
  }

  private void gains() {
    boolean timed = inspection.layers().stream().anyMatch(layer -> layer.timed() != null);
    line("Predicted if this share of the neurons of every layer stays silent in a step:");
    for (Inspection.Gain gain : inspection.gains()) {
      line(
          "  %2.0f%%: %,12.0f multiplications, %6.1fx fewer; %5.1fx cheaper by the %s",
          100 * gain.deltaSparsity(),
          gain.multiplications(),
          gain.fewer(),
          gain.cheaper(),
          timed ? "timed crossovers" : "cost model");
    }
    line("Multiplications: sum over layers of dense x (1 - weight sparsity) x (1 - silent share).");
    line("Crossovers: a layer costs events / crossover of its dense pass, at most all of it.");
    line("Neither is a measured time, and how much stays silent only a run can tell.");
    line("");
  }
}
