package saccade.app.generator;

import java.util.List;
import java.util.Locale;
import saccade.verify.generator.GeneratedCases;

/**
 * What {@code verify --generated} found; its JSON form is part of the command's interface.
 *
 * @param ok every law held
 * @param seed seed of the first case
 * @param rows one per backend
 * @param failures shrunk cases, with the command that brings each back
 */
public record GeneratedReport(boolean ok, long seed, List<Row> rows, List<Failure> failures) {
  /**
   * One backend.
   *
   * @param backend its name
   * @param cases number of cases, both modes of one counted once
   * @param withoutExact cases whose network the quantiser refuses; they ran in FLOAT32 only
   * @param seconds time they took
   */
  public record Row(String backend, long cases, long withoutExact, double seconds) {}

  /**
   * A law that broke.
   *
   * @param what one sentence
   * @param reproduce the command
   */
  public record Failure(String what, String reproduce) {}

  static GeneratedReport of(long seed, List<GeneratedCases.Report> reports) {
    return new GeneratedReport(
        reports.stream().allMatch(GeneratedCases.Report::ok),
        seed,
        reports.stream()
            .map(r -> new Row(r.backend(), r.cases(), r.withoutExact(), r.seconds()))
            .toList(),
        reports.stream()
            .flatMap(r -> r.failures().stream())
            .map(f -> new Failure(f.what(), f.reproduce()))
            .toList());
  }

  /** The report as lines of text. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s: %,d cases from seed %d in %.1f s, %d of them in FLOAT32 only%n",
              row.backend,
              row.cases,
              seed,
              row.seconds,
              row.withoutExact));
    }
    for (Failure failure : failures) {
      out.append(String.format("FAILED: %s%n  %s%n", failure.what, failure.reproduce));
    }
    out.append(String.format(ok ? "Every law held.%n" : "A law broke.%n"));
    return out.toString();
  }
}
