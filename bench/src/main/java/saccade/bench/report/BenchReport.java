package saccade.bench.report;

import java.util.List;
import saccade.bench.tuning.Tuning;

/**
 * What a benchmark found; its JSON form is part of the command's interface.
 *
 * @param environment where it ran
 * @param rows one per workload, contestant and condition
 * @param notes what is to be known beside the figures, one sentence each
 * @param tunings kernels that were timed and ran where all savings are on; a network without one
 *     has the cost model's
 */
public record BenchReport(
    Environment environment, List<Row> rows, List<String> notes, List<Tuning> tunings) {
  public BenchReport {
    tunings = List.copyOf(tunings);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** With the kernels of the cost model. */
  public BenchReport(Environment environment, List<Row> rows, List<String> notes) {
    this(environment, rows, notes, List.of());
  }

  /** The same with what was timed. */
  public BenchReport with(List<Tuning> timed) {
    return new BenchReport(environment, rows, notes, timed);
  }
}
