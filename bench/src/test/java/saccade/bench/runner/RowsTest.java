package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import saccade.bench.cpu.IsaTier;
import saccade.bench.report.Row;
import saccade.bench.report.Spread;

/** Ratios from made-up times. */
class RowsTest {
  private static final Label OURS = new Label("vector", "EXACT", "both", 1);
  private static final Label OWN_DENSE = new Label("vector", "EXACT", "dense", 1);
  private static final Label OURS_FLOAT = new Label("vector", "FLOAT32", "both", 1);
  private static final Label FP32 = new Label("onnxruntime", "FLOAT32", "dense", 1);
  private static final Label FP32_TWICE = new Label("onnxruntime", "FLOAT32", "dense", 2);
  private static final Label INT8 = new Label("onnxruntime", "INT8", "dense", 1);

  /** Means over the steps that move in EXACT and in FLOAT32. */
  private static ForkResult.Entry entry(
      Label label, @Nullable Double exact, @Nullable Double float32) {
    Latencies own = new Latencies();
    Double mean = label.mode().equals("FLOAT32") ? float32 : exact;
    if (mean != null) {
      own.record(Math.round(mean * 1000));
    }
    Map<String, Double> means = new HashMap<>();
    if (exact != null) {
      means.put("EXACT", exact);
    }
    if (float32 != null) {
      means.put("FLOAT32", float32);
    }
    boolean delta = label.arm().equals("both");
    Double counted = delta ? 100.0 : 1000.0;
    return new ForkResult.Entry(
        label, "CPU", delta, 10, own.count(), means, own.encoded(), 0, 1000, counted, 2.0, null);
  }

  private static ForkResult fork(ForkResult.Entry... entries) {
    return new ForkResult(
        "x86-64-v3", Map.of("EXACT", "0.0,1.0", "FLOAT32", "0.0,2.0"), List.of(entries), List.of());
  }

  private static Row row(Label label, ForkResult... forks) {
    return new Rows("toy", Condition.PLAIN, List.of(forks), "x86-64-v4")
        .all().stream()
            .filter(
                row -> new Label(row.backend(), row.mode(), row.arm(), row.threads()).equals(label))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void exactStandsAgainstTheFasterOfFloat32AndInt8() {
    ForkResult fork =
        fork(
            entry(OURS, 10.0, 11.0),
            entry(OWN_DENSE, 400.0, 400.0),
            entry(FP32, 300.0, 280.0),
            entry(INT8, 100.0, 99.0));
    Row row = row(OURS, fork);
    assertEquals("onnxruntime-int8", row.baseline());
    assertEquals(30, row.ratios().vsOnnxRuntime(), 1e-9);
    assertEquals(10, row.ratios().vsStrongest(), 1e-9);
    assertEquals(40, row.ratios().vsOwnDense(), 1e-9);
    assertEquals(1, row.ratios().conversion(), 1e-9); // ten times faster, ten times fewer
  }

  @Test
  void exactStandsAgainstFloat32WhereInt8IsSlower() {
    Row row =
        row(OURS, fork(entry(OURS, 10.0, 10.0), entry(FP32, 50.0, 50.0), entry(INT8, 60.0, 60.0)));
    assertEquals("onnxruntime-fp32", row.baseline());
    assertEquals(5, row.ratios().vsStrongest(), 1e-9);
    assertEquals(0.5, row.ratios().conversion(), 1e-9);
  }

  @Test
  void float32StandsAgainstFloat32OnItsOwnMovingSteps() {
    Row row =
        row(
            OURS_FLOAT,
            fork(entry(OURS_FLOAT, 1.0, 20.0), entry(FP32, 999.0, 60.0), entry(INT8, 5.0, 5.0)));
    assertEquals("onnxruntime-fp32", row.baseline());
    assertEquals(3, row.ratios().vsStrongest(), 1e-9);
    assertEquals(3, row.ratios().vsOnnxRuntime(), 1e-9);
  }

  @Test
  void moreThreadsAreNoBaseline() {
    Row row =
        row(
            OURS_FLOAT,
            fork(
                entry(OURS_FLOAT, 20.0, 20.0),
                entry(FP32, 60.0, 60.0),
                entry(FP32_TWICE, 40.0, 40.0)));
    assertEquals(3, row.ratios().vsStrongest(), 1e-9);
  }

  @Test
  void ratiosAreMediansOverProcessesAndTheirSpreadStandsBeside() {
    List<ForkResult> forks = new ArrayList<>();
    for (double theirs : new double[] {40, 10, 30}) {
      forks.add(fork(entry(OURS_FLOAT, 10.0, 10.0), entry(FP32, theirs, theirs)));
    }
    Row row = row(OURS_FLOAT, forks.toArray(ForkResult[]::new));
    assertEquals(3, row.ratios().vsStrongest(), 1e-9);
    assertEquals(new Spread(1, 4), row.speedupVsStrongestSpread());
    assertEquals(new Spread(10, 10), row.meanMicrosSpread());
    assertEquals(3, row.forks());
    assertEquals(30, row.steps());
    assertEquals(3, row.movingSteps());
    assertEquals(0.9, row.staticShare(), 1e-9);
  }

  @Test
  void withoutARivalOrAMovingStepThereAreNoRatios() {
    Row alone = row(OURS, fork(entry(OURS, 10.0, 10.0)));
    assertNull(alone.baseline());
    assertNull(alone.ratios().vsStrongest());
    assertNull(alone.ratios().conversion());
    Row still = row(OURS, fork(entry(OURS, null, null), entry(FP32, 60.0, null)));
    assertNull(still.times().mean());
    assertNull(still.ratios().vsOnnxRuntime());
    assertNull(still.speedupVsStrongestSpread());
  }

  /**
   * Where every step counts, none may move: steps that were measured weigh, not those that moved.
   */
  @Test
  void countsStandWhereNothingMoves() {
    ForkResult.Entry moved = entry(OURS, 10.0, null);
    ForkResult.Entry still =
        new ForkResult.Entry(
            OURS,
            "CPU",
            true,
            10,
            0,
            moved.meanMicros(),
            moved.histogram(),
            0,
            1000,
            7.0,
            2.0,
            null);
    assertEquals(7, row(OURS, fork(still)).multiplicationsCounted(), 1e-9);
  }

  @Test
  void theRivalIsComparedOnTheStepsOfTheOnlyArithmetic() {
    ForkResult fork = fork(entry(OURS, 10.0, null), entry(FP32, 60.0, null));
    assertEquals(1, row(FP32, fork).ratios().vsOnnxRuntime(), 1e-9);
  }

  @Test
  void thresholdsStandWhereTheyMeanSomething() {
    ForkResult fork = fork(entry(OURS, 10.0, 10.0), entry(OWN_DENSE, 10.0, 10.0));
    assertEquals("0.0,1.0", row(OURS, fork).thresholds());
    assertNull(row(OWN_DENSE, fork).thresholds());
  }

  @Test
  void theRivalHasItsOwnTierAndNoRowUnderAForcedOne() {
    ForkResult fork = fork(entry(OURS, 10.0, 10.0), entry(FP32, 60.0, 60.0));
    assertEquals("x86-64-v3", row(OURS, fork).isa());
    assertEquals("x86-64-v4", row(FP32, fork).isa());
    Condition forced = Condition.PLAIN.withIsa(IsaTier.V3);
    List<Row> rows = new Rows("toy", forced, List.of(fork), "x86-64-v4").all();
    assertEquals(List.of("vector"), rows.stream().map(Row::backend).toList());
    assertEquals(6, rows.get(0).ratios().vsOnnxRuntime(), 1e-9);
  }
}
