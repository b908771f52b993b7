package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import saccade.bench.allocation.AllocationRun;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Law 14 over very many steps, on both backends in both arithmetics: in a Java machine that frees
 * nothing, and by the count of JMH's profiler. The property {@code saccade.allocation.steps} makes
 * it longer.
 */
class AllocationProcessTest {
  private static final String STEPS = System.getProperty("saccade.allocation.steps", "1000000");

  private static String run(List<String> flags, String... program) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--add-modules=jdk.incubator.vector");
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(flags);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(program));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = text(process);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Tag("slow")
  @Test
  void stepsOfASmallNetworkAllocateNothingWhereNothingIsFreed() throws Exception {
    String printed =
        run(
            List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx4g"),
            AllocationRun.class.getName(),
            STEPS,
            "scalar,vector");
    System.out.print(printed);
    String nothing = String.format(": 0 bytes in %,d steps", Long.parseLong(STEPS));
    for (String who : List.of("scalar EXACT", "scalar FLOAT32", "vector EXACT", "vector FLOAT32")) {
      assertTrue(printed.contains(who + nothing), printed);
    }
  }

  /** All workloads take longer than a test may, so by hand (ci/long). */
  @EnabledIfSystemProperty(named = "saccade.allocation.jmh", matches = "true")
  @Test
  void jmhCountsLessThanAByteOfEachStep() throws Exception {
    JsonNode rows = jmh("--backends=scalar,vector");
    assertEquals(8, rows.size(), rows.toString()); // two workloads, backends, arithmetics
  }

  /** In little time too, JMH begins only when all is compiled: before, vectors are objects. */
  @Test
  void jmhMeasuresWhatIsCompiled() throws Exception {
    JsonNode rows = jmh("--backends=vector", "--workloads=robot-mlp", "--mode=EXACT", "--quick");
    assertEquals(1, rows.size(), rows.toString());
  }

  private static JsonNode jmh(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                Main.class.getName(),
                "bench",
                "--runner=jmh",
                "--arms=both",
                "--forks=1",
                "--json"));
    arguments.addAll(List.of(more));
    String printed =
        run(List.of("--sun-misc-unsafe-memory-access=allow"), arguments.toArray(String[]::new));
    JsonNode rows = JsonMapper.builder().build().readTree(printed).get("rows");
    for (JsonNode row : rows) {
      double bytes = row.get("allocatedBytesPerStep").doubleValue();
      System.out.printf(
          "%s %s %s: %.3f bytes per step%n",
          row.get("workload").stringValue(),
          row.get("backend").stringValue(),
          row.get("mode").stringValue(),
          bytes);
      assertTrue(bytes < 1, row.toString());
    }
    return rows;
  }
}
