package saccade.bench.jmh;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import saccade.bench.report.Row;
import saccade.bench.runner.Label;
import saccade.bench.runner.Selection;
import saccade.bench.workload.Workload;
import saccade.engine.Arm;
import saccade.engine.Mode;

/** Ratios between rows that ran apart: rougher than those of the paced runner. */
final class JmhRatios {
  private static final String DENSE = Selection.text(Arm.DENSE);
  private static final String FLOAT32 = Mode.FLOAT32.name();

  private JmhRatios() {}

  /** The same rows with what they are against each other. */
  static List<Row> in(List<Row> rows) {
    return rows.stream().map(row -> with(row, rows)).toList();
  }

  private static Row with(Row row, List<Row> all) {
    Row fp32 = find(all, row.workload(), Label.RIVAL, FLOAT32);
    Row int8 = find(all, row.workload(), Label.RIVAL, Label.INT8);
    Row own = find(all, row.workload(), row.backend(), row.mode());
    Row strongest = fp32;
    if (!row.mode().equals(FLOAT32)) {
      strongest =
          Stream.of(fp32, int8)
              .filter(Objects::nonNull)
              .min(Comparator.comparingDouble(JmhRatios::mean))
              .orElse(null);
    }
    Row.Ratios ratios = new Row.Ratios(gain(fp32, row), gain(strongest, row), gain(own, row), null);
    return row.with(strongest == null ? null : name(strongest), ratios);
  }

  private static String name(Row rival) {
    return new Label(rival.backend(), rival.mode(), rival.arm(), 1).asBaseline();
  }

  private static double mean(Row row) {
    return Objects.requireNonNull(row.times().mean());
  }

  private static @Nullable Double gain(@Nullable Row over, Row row) {
    return over == null ? null : (Double) (mean(over) / mean(row));
  }

  private static @Nullable Row find(List<Row> rows, String workload, String backend, String mode) {
    return rows.stream()
        .filter(r -> r.workload().equals(workload) && r.backend().equals(backend))
        .filter(r -> r.mode().equals(mode) && r.arm().equals(DENSE))
        .findFirst()
        .orElse(null);
  }

  /** Thresholds in force; null where they mean nothing. */
  static @Nullable String thresholds(Label label, Workload workload) {
    return label.saving().isDelta()
        ? workload.thresholds(Mode.valueOf(label.mode())).toString()
        : null;
  }
}
