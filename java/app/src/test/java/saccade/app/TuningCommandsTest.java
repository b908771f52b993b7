package saccade.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kernels that are timed, kept, found again and forced. */
@Tag("vectors")
class TuningCommandsTest {
  private static final int STEPS = 80;

  @TempDir private Path folder;
  private Path model;
  private Path trace;
  private Path kept;

  @BeforeEach
  void writeFiles() {
    model = Models.write(folder, Models.controller());
    trace = Models.trace(folder, Models.NUMBERS, STEPS);
    kept = folder.resolve("controller.tuning.json");
  }

  private CommandRun run(String... more) {
    List<String> args = new ArrayList<>(List.of("run", model.toString(), "--trace=" + trace));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private JsonNode vector(String... more) {
    List<String> args = new ArrayList<>(List.of("--backends=vector", "--json"));
    args.addAll(List.of(more));
    CommandRun run = run(args.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.json().get("verified").booleanValue());
    return run.json();
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.builder().build().readTree(Files.readString(file));
  }

  private void change(String old, String changed) throws IOException {
    String text = Files.readString(kept);
    String other = text.replaceFirst(old, changed);
    assertFalse(text.equals(other), old);
    Files.writeString(kept, other);
  }

  @Test
  void withoutATuningTheCostModelChooses() {
    JsonNode layer = vector().at("/kernels/0");
    assertEquals("hidden", layer.get("name").stringValue());
    assertEquals("cost-model", layer.get("source").stringValue());
    assertEquals("lanes", layer.get("kernel").stringValue());
    assertFalse(Files.exists(kept));
  }

  @Test
  void whatIsTimedIsKeptBesideTheModelAndRunsAgain() throws IOException {
    JsonNode timed = vector("--time-kernels");
    assertEquals("timed", timed.at("/kernels/0/source").stringValue());
    JsonNode file = json(kept);
    assertEquals("FLOAT32", file.at("/modes/0/mode").stringValue());
    JsonNode first = file.at("/modes/0/layers/0");
    assertEquals(timed.at("/kernels/0/kernel"), first.get("kernel"));
    assertEquals(timed.at("/kernels/0/crossover"), first.get("crossover"));
    assertEquals(3, first.get("kernelMicros").size(), "lanes, blocks and walk fit");
    for (JsonNode layer : file.at("/modes/0/layers")) {
      double least = Double.MAX_VALUE;
      for (JsonNode micros : layer.get("kernelMicros")) {
        least = Math.min(least, micros.doubleValue());
      }
      double chosen =
          layer.get("kernelMicros").get(layer.get("kernel").stringValue()).doubleValue();
      assertTrue(chosen <= least / 0.94, layer.toString()); // who is slower by less may stay
    }
    assertTrue(first.get("denseMicros").doubleValue() > 0);
    assertTrue(first.get("events").doubleValue() > 0);
    byte[] before = Files.readAllBytes(kept);
    assertEquals(timed.get("kernels"), vector().get("kernels"));
    assertArrayEquals(before, Files.readAllBytes(kept), "a later run only reads it");
    assertEquals("cost-model", vector("--mode=EXACT").at("/kernels/0/source").stringValue());
    vector("--mode=EXACT", "--time-kernels");
    assertEquals(2, json(kept).get("modes").size(), "both arithmetics are kept");
  }

  @Test
  void peopleSeeWhatWasMeasured() {
    CommandRun run = run("--backends=vector", "--time-kernels");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("controller.onnx, FLOAT32: kernels timed on"), run.out());
    assertTrue(run.out().contains("Kept in " + kept), run.out());
    assertTrue(run.out().contains("Kernels: hidden "), run.out());
  }

  @Test
  void inspectShowsKernelsAndWhereTheyComeFrom() throws IOException {
    JsonNode before = inspect();
    assertEquals("cost-model", before.at("/layers/0/eventKernelSource").stringValue());
    assertTrue(before.at("/layers/0/timed").isNull());
    assertEquals("vector", before.at("/kernels/backend").stringValue());
    vector("--time-kernels", "--thresholds=0.01");
    change("\"crossover\" : \\d+", "\"crossover\" : 5");
    JsonNode after = inspect();
    assertEquals("timed", after.at("/layers/0/eventKernelSource").stringValue());
    assertEquals(5, after.at("/layers/0/crossover").intValue());
    assertTrue(after.at("/layers/0/timed/denseMicros").doubleValue() > 0);
    assertEquals("0.01,0.01", after.at("/kernels/thresholds").stringValue());
    String text = CommandRun.of("inspect", model.toString()).out();
    assertTrue(text.contains("FLOAT32, timed at thresholds 0.01,0.01"), text);
    JsonNode exact = CommandRun.of("inspect", model.toString(), "--mode=EXACT", "--json").json();
    assertEquals("cost-model", exact.at("/layers/0/eventKernelSource").stringValue());
  }

  /** Grids make dense runs cheaper, so a layer takes to them earlier or later. */
  @Test
  void inspectShowsTheCrossoversOfTheArithmetic() {
    List<Integer> exact = crossovers("EXACT");
    List<Integer> float32 = crossovers("FLOAT32");
    assertEquals(5, exact.size());
    assertNotEquals(float32, exact);
    assertEquals(exact, crossovers(null));
  }

  private static List<Integer> crossovers(@Nullable String mode) {
    List<String> line = new ArrayList<>(List.of("inspect", "--builtin=table4", "--json"));
    if (mode != null) {
      line.add("--mode=" + mode);
    }
    CommandRun run = CommandRun.of(line.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    List<Integer> crossovers = new ArrayList<>();
    run.json().get("layers").forEach(layer -> crossovers.add(layer.get("crossover").intValue()));
    return crossovers;
  }

  private JsonNode inspect() {
    CommandRun run = CommandRun.of("inspect", model.toString(), "--json");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    return run.json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"cpu\" : \"[^\"]*\"=\"cpu\" : \"abacus\"=made on CPU 'abacus'",
        "\"digest\" : \"..=\"digest\" : \"zz=made for another model",
        "\"vectorBits\" : \\d+=\"vectorBits\" : 64=made for vectors of 64 bits",
        "\"saccade\" : \"[^\"]*\"=\"saccade\" : \"0.0.9\"=made by Saccade 0.0.9",
        "\\}==it is damaged",
      })
  void oneThatDoesNotFitIsIgnoredWithALine(String mutation) throws IOException {
    vector("--time-kernels");
    String[] parts = mutation.split("=", -1);
    change(parts[0], parts[1]);
    for (CommandRun run :
        List.of(
            run("--backends=vector", "--json"),
            CommandRun.of("inspect", model.toString(), "--json"),
            CommandRun.of(
                "verify", model.toString(), "--trace=" + trace, "--steps=20", "--json"))) {
      assertEquals(0, run.code(), run.err());
      assertEquals(1, run.errorLines().size(), run.err());
      assertTrue(run.err().startsWith("saccade: tuning " + kept + " is ignored: "), run.err());
      assertTrue(run.err().contains(parts[2]), run.err());
      assertTrue(run.err().contains("measure again with --time-kernels"), run.err());
      JsonNode json = run.json();
      if (json.has("env")) {
        assertEquals("cost-model", json.at("/kernels/0/source").stringValue());
      }
    }
  }

  @Test
  void theDefinitionTakesNoTuningAndSaysNothingOfIt() throws IOException {
    Files.writeString(kept, "{");
    CommandRun run = run("--json");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertEquals("auto", run.json().at("/kernels/0/kernel").stringValue());
  }

  @Test
  void verifyHoldsWithTimedKernelsAndSmallCrossovers() throws IOException {
    vector("--time-kernels");
    change("\"crossover\" : \\d+", "\"crossover\" : 2");
    vector("--time-kernels", "--mode=EXACT");
    CommandRun verify =
        CommandRun.of("verify", model.toString(), "--trace=" + trace, "--steps=40", "--json");
    assertEquals(0, verify.code(), verify.out() + verify.err());
    assertEquals("", verify.err());
    assertTrue(verify.json().get("ok").booleanValue());
  }

  @Test
  void forcedKernelsShowAndHold() {
    JsonNode walked = vector("--kernels=walk");
    assertEquals("walk", walked.at("/kernels/0/kernel").stringValue());
    assertEquals("forced", walked.at("/kernels/1/source").stringValue());
    JsonNode mixed = vector("--kernels=blocks,auto");
    assertEquals("blocks", mixed.at("/kernels/0/kernel").stringValue());
    assertEquals("cost-model", mixed.at("/kernels/1/source").stringValue());
    assertEquals(walked.at("/multiplications/counted"), mixed.at("/multiplications/counted"));
  }

  private static void refused(CommandRun run, String sentence) {
    assertEquals(ExitCode.USAGE, run.code(), run.err());
    assertEquals(List.of("saccade: " + sentence), run.errorLines());
    assertEquals("", run.out());
  }

  @Test
  void whatCannotBeForcedOrTimedIsOneSentence() {
    refused(
        run("--kernels=walk"),
        "layer hidden cannot have kernel walk, because backend scalar has one kernel only; leave"
            + " it auto, or take another backend");
    refused(
        run("--backends=vector", "--kernels=walk,walk,walk"),
        "3 kernels were given for the 2 weighted layers of controller.onnx; give one for each, or"
            + " none");
    refused(
        run("--backends=vector", "--kernels=csr"),
        "kernel 'csr' is unknown; give one of auto, lanes, blocks, walk");
    refused(
        run("--backends=vector", "--kernels=walk", "--time-kernels"),
        "--kernels forces what --time-kernels and --tuning would choose; give one of them");
    refused(
        run("--time-kernels"),
        "backend scalar has one kernel only, so --time-kernels has nothing to choose; add"
            + " --backends vector");
    refused(
        CommandRun.of(
            "run", "--builtin=table4", "--env=breakout", "--backends=vector", "--time-kernels"),
        "--time-kernels has no place to keep what it finds of table4, which is no file; add"
            + " --tuning DIR");
    refused(
        CommandRun.of("bench", "--workloads=table4", "--backends=scalar", "--time-kernels"),
        "no backend that was chosen has a choice of kernels for --time-kernels; add vector to"
            + " --backends");
    refused(
        CommandRun.of("bench", "--runner=jmh", "--tuning=" + folder),
        "--runner jmh measures the cost model's kernels; leave --time-kernels and --tuning out, or"
            + " use --runner paced");
  }

  @Test
  void lanesInGroupsAreRefused() {
    model = Models.write(folder, Models.grouped());
    CommandRun run =
        CommandRun.of(
            "run",
            model.toString(),
            "--env=minatar:breakout",
            "--backends=vector",
            "--kernels=lanes");
    refused(
        run,
        "layer see cannot have kernel lanes, whose columns cover the channels of all its 2 groups;"
            + " give auto, blocks, walk");
  }

  @Test
  void aNamedFolderIsUsedAndMustBeThere() throws IOException {
    Path tunings = folder.resolve("tunings");
    CommandRun missing = run("--backends=vector", "--json", "--tuning=" + tunings);
    assertEquals(ExitCode.INPUT_OUTPUT, missing.code());
    assertEquals(1, missing.errorLines().size(), missing.err());
    assertTrue(missing.err().contains(tunings + " is not a folder; name the one"), missing.err());
    vector("--time-kernels", "--tuning=" + tunings);
    assertTrue(Files.exists(tunings.resolve("controller.tuning.json")));
    assertFalse(Files.exists(kept));
    assertEquals("timed", vector("--tuning=" + tunings).at("/kernels/0/source").stringValue());
    Files.delete(tunings.resolve("controller.tuning.json"));
    CommandRun gone = run("--backends=vector", "--json", "--tuning=" + tunings);
    assertEquals(0, gone.code());
    assertTrue(gone.err().contains("is not there, so the cost model chooses"), gone.err());
  }

  @Tag("slow")
  @Test
  void benchTimesKeepsAndFindsAgain() throws IOException {
    String[] bench = {
      "bench",
      model.toString(),
      "--trace=" + trace,
      "--backends=vector",
      "--arms=both,pruned",
      "--mode=EXACT",
      "--quick",
      "--forks=1",
      "--steps=100",
      "--json"
    };
    String[] timing = Arrays.copyOf(bench, bench.length + 1);
    timing[bench.length] = "--time-kernels";
    CommandRun timed = CommandRun.of(timing);
    assertEquals(0, timed.code(), timed.err());
    assertEquals("EXACT", timed.json().at("/tunings/0/modes/0/mode").stringValue());
    assertEquals(2, timed.json().get("rows").size());
    CommandRun again = CommandRun.of(bench);
    assertEquals(timed.json().get("tunings"), again.json().get("tunings"));
    change("\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"abacus\"");
    CommandRun ignored = CommandRun.of(bench);
    assertEquals(0, ignored.code());
    assertEquals(1, ignored.errorLines().size(), ignored.err());
    assertTrue(ignored.err().contains("made on CPU 'abacus'"), ignored.err());
    assertTrue(ignored.json().get("tunings").isEmpty());
    assertTrue(ignored.json().get("notes").toString().contains("abacus"), "of the measurement");
  }
}
