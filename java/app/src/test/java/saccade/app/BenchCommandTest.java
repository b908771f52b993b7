package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.bench.cpu.CpuInfo;
import saccade.bench.cpu.IsaTier;
import tools.jackson.databind.JsonNode;

/** {@code saccade bench}, from flags to figures, in one process per row and a few steps. */
class BenchCommandTest {
  private static final Set<String> TEXTS =
      Set.of(
          "workload",
          "backend",
          "mode",
          "arm",
          "thresholds",
          "runner",
          "device",
          "deviceType",
          "isa",
          "period");
  private static final Set<String> NUMBERS =
      Set.of(
          "agents",
          "threads",
          "steps",
          "staticShare",
          "meanMicros",
          "p50Micros",
          "p99Micros",
          "p999Micros",
          "maxMicros",
          "allocatedBytesPerStep",
          "multiplicationsDense",
          "multiplicationsCounted",
          "floorMicros");
  private static final Set<String> NULL_WITHOUT_A_RIVAL =
      Set.of(
          "baseline",
          "speedupVsOnnxRuntime",
          "speedupVsStrongest",
          "speedupVsOwnDense",
          "conversion",
          "layers");

  @TempDir private Path folder;
  private static CommandRun run;

  @BeforeAll
  static void measure() {
    run = bench("--workloads=robot-mlp --backends=scalar --agents=2 --threads=2 --cold --json");
  }

  private static CommandRun bench(String flags) {
    List<String> line = new ArrayList<>(List.of("bench"));
    line.addAll(List.of(flags.split(" ")));
    line.addAll(List.of("--forks=1", "--steps=300", "--quick"));
    return CommandRun.of(line.toArray(String[]::new));
  }

  @Test
  void everyKeyIsThereAndTyped() {
    assertEquals(0, run.code(), run.err());
    JsonNode rows = run.json().get("rows");
    assertEquals(8, rows.size());
    for (JsonNode row : rows) {
      TEXTS.forEach(key -> assertTrue(row.get(key).isString(), key + " in " + row));
      NUMBERS.forEach(key -> assertTrue(row.get(key).isNumber(), key + " in " + row));
      NULL_WITHOUT_A_RIVAL.forEach(key -> assertTrue(row.get(key).isNull(), key + " in " + row));
      assertTrue(row.get("cold").isBoolean());
      boolean alone = row.get("threads").intValue() == 1; // a pool's lock may allocate a waiter
      assertEquals(0, row.get("allocatedBytesPerStep").doubleValue(), alone ? 0 : 100);
      assertTrue(row.get("p50Micros").doubleValue() <= row.get("p99Micros").doubleValue());
      assertTrue(row.get("p999Micros").doubleValue() <= 1.01 * row.get("maxMicros").doubleValue());
    }
  }

  @Test
  void rowsAreToldApartByTheirKeys() {
    List<String> kinds =
        run.json()
            .get("rows")
            .valueStream()
            .map(
                row ->
                    row.get("mode").stringValue()
                        + " "
                        + row.get("cold").booleanValue()
                        + " "
                        + row.get("agents").intValue()
                        + " "
                        + row.get("threads").intValue())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "EXACT false 1 1",
            "EXACT false 2 1",
            "EXACT false 2 2",
            "EXACT true 1 1",
            "FLOAT32 false 1 1",
            "FLOAT32 false 2 1",
            "FLOAT32 false 2 2",
            "FLOAT32 true 1 1"),
        kinds);
  }

  @Test
  void theEnvironmentTellsWhereItRan() {
    JsonNode environment = run.json().get("environment");
    for (String key : List.of("cpu", "isa", "jdk", "date")) {
      assertTrue(environment.get(key).isString(), key);
    }
    assertTrue(environment.get("cores").isNumber());
    assertTrue(environment.get("flags").isArray());
    assertTrue(environment.has("commit"));
    assertTrue(run.json().get("notes").toString().contains("1 of at least 3 processes"));
  }

  /** Names are checked before anything is started. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--workloads=nope|workload 'nope' does not exist; choose of table4",
        "--backends=gpu|backend 'gpu' is not installed; choose one of scalar",
        "--arms=some|--arms 'some' is unknown; give dense or pruned",
        "--mode=INT4|--mode 'INT4' is unknown; give exact or float32",
        "--period=soon|--period 'soon' is none of 0, or up to 10s such as 20ms",
        "--isa=mmx|--isa 'mmx' is not a tier of this CPU;",
        "--agents=0|--agents 0 is outside 1..4096;",
        "--agents=few|--agents 'few' is not a whole number;",
        "--threads=0|--threads 0 is outside 1..256;",
        "--threads=100000|--threads 100000 is outside 1..256;",
        "--forks=0 --workloads=static|--forks 0 is outside 1..100;",
        "--forks=101 --workloads=static|--forks 101 is outside 1..100;",
        "--runner=stopwatch|--runner 'stopwatch' is unknown; give paced or jmh",
        "--runner=jmh --cold|--runner jmh measures hot, without a pause and one agent;",
        "--runner=jmh --workloads=static|--runner jmh does not cover workload 'static';",
        "--trace=t.npz|--trace t.npz is for a model; give MODEL,",
        "--builtin=table4|table4 needs observations; give --trace FILE,",
        "--builtin=table4 --workloads=static|a network and --workloads exclude each other;"
      })
  void badFlagsAreOneSentenceAndCode2(String flags, String start) {
    List<String> line = new ArrayList<>(List.of("bench"));
    line.addAll(List.of(flags.split(" ")));
    CommandRun bad = CommandRun.of(line.toArray(String[]::new));
    assertEquals(2, bad.code(), bad.err());
    assertEquals("", bad.out());
    assertEquals(1, bad.errorLines().size(), bad.err());
    assertTrue(bad.err().startsWith("saccade: " + start), bad.err());
  }

  @Test
  void stepsHaveBounds() {
    CommandRun bad = CommandRun.of("bench", "--workloads=static", "--steps=0");
    assertEquals(2, bad.code());
    assertTrue(bad.err().startsWith("saccade: --steps 0 is outside 1..200000"), bad.err());
  }

  @Test
  void whatAProcessRefusesIsSaidOnceWithItsCode() {
    CommandRun bad = bench("--workloads=robot-mlp --backends=scalar --thresholds=1,2");
    assertEquals(2, bad.code());
    assertEquals(1, bad.errorLines().size(), bad.err());
    assertTrue(bad.err().startsWith("saccade: 2 thresholds were given"), bad.err());
  }

  @Test
  void aMissingModelOrTraceIsCode4() {
    CommandRun model = CommandRun.of("bench", "none.onnx", "--trace=none.npz");
    assertEquals(4, model.code());
    assertTrue(model.err().startsWith("saccade: model none.onnx is not a file"), model.err());
    CommandRun trace = CommandRun.of("bench", "--builtin=table4", "--trace=" + folder);
    assertEquals(4, trace.code(), trace.err());
  }

  /** A process that is held to a tier must not count conditions otherwise than the one before. */
  @Test
  @Tag("slow")
  void aTierIsToldApartFromWhatStandsBehindIt() {
    assumeTrue(IsaTier.V3.isOn(CpuInfo.here().flags()), "skipped: a CPU without AVX2");
    assumeTrue(!CpuInfo.here().isaOfThisVm().equals("x86-64-v3"), "skipped: v3 is its best");
    CommandRun tiers =
        bench(
            "--workloads=robot-mlp --backends=scalar --mode=EXACT --agents=2 --isa=x86-64-v3"
                + " --json");
    assertEquals(0, tiers.code(), tiers.err());
    assertEquals(
        List.of(
            "1 " + CpuInfo.here().isaOfThisVm(),
            "1 x86-64-v3",
            "2 " + CpuInfo.here().isaOfThisVm()),
        tiers
            .json()
            .get("rows")
            .valueStream()
            .map(row -> row.get("agents").intValue() + " " + row.get("isa").stringValue())
            .toList());
    List<Long> dense =
        tiers
            .json()
            .get("rows")
            .valueStream()
            .map(row -> row.get("multiplicationsDense").longValue())
            .toList();
    assertEquals(dense.get(0), dense.get(1));
    assertEquals(2 * dense.get(0), dense.get(2));
  }

  @Test
  void thePeopleSeeATablePerCondition() {
    CommandRun text = bench("--workloads=robot-mlp --backends=scalar --mode=EXACT --period=1ms");
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("robot-mlp, without a pause, hot, 1 agent: "), text.out());
    assertTrue(text.out().contains("robot-mlp, every 1ms, hot, 1 agent: "), text.out());
    assertEquals(2, text.out().lines().filter(line -> line.startsWith("scalar ")).count());
  }
}
