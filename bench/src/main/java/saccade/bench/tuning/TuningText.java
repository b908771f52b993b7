package saccade.bench.tuning;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.engine.Kernel;

/** A {@link Tuning} for people. */
public final class TuningText {
  private static final int NAME_WIDTH = 28;

  private TuningText() {}

  /** One arithmetic as lines of text; empty if it was not measured. */
  public static String of(Tuning tuning, @Nullable TunedMode mode) {
    if (mode == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    line(
        out,
        "%s, %s: kernels timed on backend %s, %d bits, %,d steps of each",
        tuning.model(),
        mode.mode(),
        tuning.backend(),
        tuning.vectorBits(),
        mode.steps());
    StringBuilder head = new StringBuilder();
    row(head, "layer", "kernel", "crossover", "events");
    for (Kernel kernel : Kernel.running()) {
      head.append(" %10s".formatted(kernel + " us"));
    }
    line(out, "%s %10s", head, "dense us");
    for (TunedLayer layer : mode.layers()) {
      StringBuilder row = new StringBuilder();
      row(
          row,
          layer.name(),
          layer.kernel(),
          "%,d".formatted(layer.crossover()),
          number(layer.events(), "%,.0f"));
      for (Kernel kernel : Kernel.running()) {
        row.append(" %10s".formatted(number(layer.kernelMicros().get(kernel.toString()), "%.2f")));
      }
      line(out, "%s %10s", row, number(layer.denseMicros(), "%.2f"));
    }
    return out.toString();
  }

  /** All that was measured. */
  public static String of(Tuning tuning) {
    StringBuilder out = new StringBuilder();
    List<TunedMode> modes = tuning.modes();
    modes.forEach(mode -> out.append(of(tuning, mode)).append('\n'));
    return out.toString();
  }

  private static void row(
      StringBuilder out, String name, String kernel, String crossover, String events) {
    String width = "%-" + NAME_WIDTH + "." + NAME_WIDTH + "s %-7s %10s %8s";
    out.append(String.format(Locale.ROOT, width, name, kernel, crossover, events));
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private static String number(@Nullable Double value, String format) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }
}
