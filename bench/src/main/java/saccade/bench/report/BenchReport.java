package saccade.bench.report;

import java.util.List;

/**
 * What a benchmark found; its JSON form is part of the command's interface.
 *
 * @param environment where it ran
 * @param rows one per workload, contestant and condition
 * @param notes what is to be known beside the figures, one sentence each
 */
public record BenchReport(Environment environment, List<Row> rows, List<String> notes) {
  public BenchReport {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}
