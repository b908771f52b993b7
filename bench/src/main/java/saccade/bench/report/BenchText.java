package saccade.bench.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import saccade.bench.tuning.TuningText;

/** A {@link BenchReport} for people. */
public final class BenchText {
  private static final int THRESHOLDS_WIDTH = 100;
  private static final double HUNDRED = 100;

  private final StringBuilder out = new StringBuilder();

  private BenchText() {}

  /** The report as lines of text. */
  public static String of(BenchReport report) {
    BenchText text = new BenchText();
    text.head(report.environment());
    report.tunings().forEach(tuning -> text.out.append(TuningText.of(tuning)));
    tables(report.rows()).forEach(text::table);
    if (report.rows().stream().anyMatch(row -> row.runner().equals("paced"))) {
      text.line(
          "Times are of moving steps (at least one input event) that begin no episode; of static, of all.");
    }
    text.explain();
    report.notes().forEach(note -> text.line("%s", note));
    return text.out.toString();
  }

  /** One table per condition: it ends where the next title begins, or somebody comes again. */
  private static List<List<Row>> tables(List<Row> rows) {
    List<List<Row>> tables = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String last = "";
    for (Row row : rows) {
      String title = title(row);
      String who = row.backend() + " " + row.mode() + " " + row.arm() + " " + row.threads();
      if (!title.equals(last) || seen.contains(who)) {
        tables.add(new ArrayList<>());
        seen.clear();
        last = title;
      }
      seen.add(who);
      tables.get(tables.size() - 1).add(row);
    }
    return tables;
  }

  private void line(String format, @Nullable Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private void head(Environment environment) {
    line(
        "%s, %s, %d cores, JDK %s",
        environment.cpu(), environment.isa(), environment.cores(), environment.jdk());
    line(
        "commit %s, %s, %s",
        environment.commit() == null ? "unknown" : environment.commit(),
        environment.date(),
        String.join(" ", environment.flags()));
    line("");
  }

  private static String title(Row row) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s, %d agent%s%s",
        row.workload(),
        row.period().equals("0") ? "without a pause" : "every " + row.period(),
        row.cold() ? "caches swept" : "hot",
        row.agents(),
        row.agents() == 1 ? "" : "s",
        row.runner().equals("paced") ? "" : ", runner " + row.runner());
  }

  private void table(List<Row> rows) {
    Row first = rows.get(0);
    line(
        "%s: %,d steps in %d process%s%s",
        title(first),
        first.steps(),
        first.forks(),
        first.forks() == 1 ? "" : "es",
        first.staticShare() == null
            ? ""
            : String.format(Locale.ROOT, ", %.1f%% static", HUNDRED * first.staticShare()));
    rows.stream()
        .filter(row -> row.thresholds() != null)
        .map(row -> row.mode() + " thresholds, input first: " + shortened(row.thresholds()))
        .distinct()
        .forEach(thresholds -> line("%s", thresholds));
    line(
        "%-11s %-7s %-9s %-9s %11s %8s %8s %8s %8s %8s %7s %8s %8s %8s %7s %6s",
        "backend",
        "mode",
        "arm",
        "isa",
        "multiplied",
        "mean us",
        "p50",
        "p99",
        "p99.9",
        "max",
        "floor",
        "vs fp32",
        "vs best",
        "vs own",
        "conv.",
        "B/step");
    rows.forEach(this::row);
    line("");
  }

  private void row(Row row) {
    line(
        "%-11s %-7s %-9s %-9s %11s %8s %8s %8s %8s %8s %7s %8s %8s %8s %7s %6s%s",
        row.backend() + (row.threads() == 1 ? "" : "*" + row.threads()),
        row.mode(),
        row.arm(),
        row.isa().replace("x86-64-", ""),
        number(row.multiplicationsCounted(), "%,.0f"),
        micros(row.times().mean()),
        micros(row.times().p50()),
        micros(row.times().p99()),
        micros(row.times().p999()),
        micros(row.times().max()),
        micros(row.floorMicros()),
        times(row.ratios().vsOnnxRuntime()),
        times(row.ratios().vsStrongest()),
        times(row.ratios().vsOwnDense()),
        number(row.ratios().conversion(), "%.3f"),
        number(row.allocatedBytesPerStep(), "%.0f"),
        spread(row.meanMicrosSpread()));
  }

  private static String spread(@Nullable Spread means) {
    return means == null
        ? ""
        : String.format(Locale.ROOT, "  %s..%s us", micros(means.min()), micros(means.max()));
  }

  private static String micros(@Nullable Double value) {
    return number(value, value != null && value < HUNDRED ? "%.1f" : "%,.0f");
  }

  private static String times(@Nullable Double value) {
    return number(value, "%.2fx");
  }

  private static String number(@Nullable Double value, String format) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static String shortened(@Nullable String text) {
    String all = String.valueOf(text);
    return all.length() <= THRESHOLDS_WIDTH ? all : all.substring(0, THRESHOLDS_WIDTH - 3) + "...";
  }

  private void explain() {
    line(
        "The last column is the mean of the fastest and of the slowest process. vs fp32, vs best:");
    line(
        "against ONNX Runtime's float32, and against the faster of its float32 and int8 where that is");
    line("what EXACT stands against, one thread; vs own: against the backend's own dense arm.");
    line("conv.: the share of the saved multiplications that became saved time. floor: the");
    line(
        "multiplications in full vectors, or the weights read once, and the frame compared, at rates");
    line("that were measured on this CPU. -: not measured.");
  }
}
