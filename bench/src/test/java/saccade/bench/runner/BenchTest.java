package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import saccade.bench.report.BenchReport;

/** How a benchmark is shared out. */
class BenchTest {
  private final List<String> launched = new ArrayList<>();
  private final List<Long> millis = new ArrayList<>();

  private ForkResult remember(String workload, int condition, long time) {
    launched.add(workload + condition);
    millis.add(time);
    Latencies latencies = new Latencies();
    latencies.record(1000);
    ForkResult.Entry entry =
        new ForkResult.Entry(
            new Label("scalar", "EXACT", "both", 1),
            "CPU",
            true,
            1,
            1,
            Map.of("EXACT", 1.0),
            latencies.encoded(),
            0,
            10,
            1.0,
            null,
            null);
    return new ForkResult("x86-64-v3", Map.of("EXACT", "0.0"), List.of(entry), List.of("Said."));
  }

  private BenchReport run(int forks) {
    Bench.Settings settings =
        new Bench.Settings(
            List.of("a", "b"),
            List.of(Condition.PLAIN, Condition.PLAIN.asCold()),
            forks,
            Duration.ofSeconds(120));
    return new Bench(settings, this::remember).run(done -> {});
  }

  @Test
  void processesOfTheSameRowAreFarApartAndShareTheTime() {
    BenchReport report = run(3);
    List<String> turn = List.of("a0", "a1", "b0", "b1");
    List<String> thrice = new ArrayList<>(turn);
    thrice.addAll(turn);
    thrice.addAll(turn);
    assertEquals(thrice, launched);
    assertEquals(10_000, millis.get(0), 1_000); // a twelfth of the time
    assertTrue(millis.get(11) > 60_000, "nobody took any time, so the last has all of it");
    assertEquals(
        List.of("a false", "a true", "b false", "b true"),
        report.rows().stream().map(row -> row.workload() + " " + row.cold()).toList());
    assertEquals(List.of("Said."), report.notes());
    assertEquals(3, report.rows().get(0).forks());
  }

  @Test
  void fewProcessesAreSaid() {
    assertTrue(run(2).notes().toString().contains("2 of at least 3 processes"));
    assertThrows(IllegalArgumentException.class, () -> run(0));
  }

  @Test
  void theEnvironmentHoldsNoPath() {
    BenchReport report = run(1);
    assertTrue(report.environment().flags().contains("-XX:+UseSerialGC"));
    assertTrue(report.environment().flags().stream().noneMatch(flag -> flag.contains("/")));
    assertTrue(report.environment().date().matches("\\d{4}-\\d\\d-\\d\\dT.*Z"));
  }
}
