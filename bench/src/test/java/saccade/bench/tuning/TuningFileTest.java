package saccade.bench.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.bench.cpu.CpuInfo;
import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;

class TuningFileTest {
  private static final Network TABLE4 = Builtin.TABLE4.network();
  private static final Choosing CHOOSING = new Choosing("choosing", 256);

  @TempDir private Path folder;
  private TuningFile file;

  /** A backend with a choice of two kernels, which is never run. */
  private record Choosing(String name, int vectorBits) implements Backend {
    @Override
    public Optional<String> whyUnavailable() {
      return Optional.empty();
    }

    @Override
    public String device() {
      return "CPU";
    }

    @Override
    public Plan plan(Network network, PlanOptions options) {
      throw new UnsupportedOperationException("never run");
    }

    @Override
    public Plan plan(QuantizedNetwork network, PlanOptions options) {
      throw new UnsupportedOperationException("never run");
    }

    @Override
    public List<Kernel> kernels(PlacedLayer layer) {
      return List.of(Kernel.LANES, Kernel.WALK);
    }
  }

  @BeforeEach
  void open() {
    file = at(TABLE4, CHOOSING);
  }

  private TuningFile at(Network network, Backend backend) {
    return new TuningFile(TuningFile.in(folder, "table4"), network, backend);
  }

  private static TunedMode measured(Mode mode, Network network, String kernel) {
    List<TunedLayer> layers =
        network.weighted().stream()
            .map(
                placed ->
                    new TunedLayer(
                        placed.name(), kernel, 12, 7.0, 3.5, Map.of("lanes", 1.5, "walk", 0.5)))
            .toList();
    return new TunedMode(mode, "0.0", 640, layers);
  }

  private String text() throws IOException {
    return Files.readString(file.path());
  }

  private String ignored(String changed) throws IOException {
    Files.writeString(file.path(), changed);
    TuningFile.Found found = file.find();
    assertNull(found.tuning(), changed);
    String line = String.valueOf(found.ignored());
    assertTrue(line.startsWith("tuning " + file.path() + " is ignored: "), line);
    assertTrue(line.endsWith("; measure again with --time-kernels, or remove it"), line);
    assertEquals(1, line.lines().count(), line);
    return line;
  }

  @Test
  void whereNothingLiesNothingIsFoundAndNothingIsSaid() {
    assertEquals(new TuningFile.Found(null, null), file.find());
  }

  @Test
  void whatIsKeptIsFound() throws IOException {
    TunedMode exact = measured(Mode.EXACT, TABLE4, "walk");
    Tuning kept = file.keep(exact);
    assertEquals(new TuningFile.Found(kept, null), file.find());
    assertEquals(exact, kept.in(Mode.EXACT));
    assertEquals(CpuInfo.here().identity(), kept.cpu());
    assertEquals("table4.tuning.json", String.valueOf(file.path().getFileName()));
    assertEquals(List.of(file.path()), files(), "no half file is left");
  }

  @Test
  void oneArithmeticIsMeasuredAgainAndTheOtherStays() {
    file.keep(measured(Mode.FLOAT32, TABLE4, "lanes"));
    file.keep(measured(Mode.EXACT, TABLE4, "lanes"));
    Tuning kept = file.keep(measured(Mode.FLOAT32, TABLE4, "walk"));
    assertEquals("walk", kept.in(Mode.FLOAT32).layers().get(0).kernel());
    assertEquals("lanes", kept.in(Mode.EXACT).layers().get(0).kernel());
    assertEquals(2, kept.modes().size());
  }

  @Test
  void itBecomesOptionsOfItsOwnArithmeticOnly() {
    Tuning kept = file.keep(measured(Mode.EXACT, TABLE4, "walk"));
    PlanOptions options = kept.options(PlanOptions.DEFAULT, Mode.EXACT);
    assertEquals(Kernel.WALK, options.kernels().at(5));
    assertEquals(KernelChoice.Source.TIMED, options.kernels().source(5));
    assertEquals(12, options.crossovers().at(5));
    assertEquals(PlanOptions.DEFAULT, kept.options(PlanOptions.DEFAULT, Mode.FLOAT32));
  }

  @Test
  void anotherModelBackendOrWidthIsSaid() {
    file.keep(measured(Mode.EXACT, TABLE4, "walk"));
    assertTrue(why(at(Builtin.TABLE5.network(), CHOOSING)).contains("for another model"));
    assertTrue(
        why(at(TABLE4, new Choosing("other", 256)))
            .contains("for backend choosing, and this is other"));
    assertTrue(
        why(at(TABLE4, new Choosing("choosing", 512)))
            .contains("for vectors of 256 bits, and these have 512"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static String why(TuningFile file) {
    assertNull(file.find().tuning());
    return String.valueOf(file.find().ignored());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"saccade\" : \"[^\"]*\" | \"saccade\" : \"0.0.1\" | it was made by Saccade 0.0.1, and this is",
        "\"cpu\" : \"[^\"]*\" | \"cpu\" : \"abacus\" | it was made on CPU 'abacus', and this is '",
        "\"format\" : 1 | \"format\" : 2 | it has format 2, and this version reads 1",
        "\"format\" : 1 | \"format\" : 1.5 | it is not a tuning, for it has no format",
        "\"format\" | \"from\" | it is not a tuning, for it has no format",
        "\"walk\", | \"crawl\", | layer Conv2d-1 cannot have kernel 'crawl'",
        "\"walk\", | \"auto\", | layer Conv2d-1 cannot have kernel 'auto'",
        "\"walk\", | null, | cannot have kernel 'null'",
        "\"crossover\" : 12 | \"crossover\" : -1 | crossover -1 of layer Conv2d-1 is outside 0..28224",
        "\"crossover\" : 12 | \"crossover\" : 999999 | crossover 999999 of layer",
        "\"crossover\" : 12 | \"crossover\" : 1e99 | it is damaged (",
        "\"crossover\" : 12 | \"crossover\" : 1.5 | at /modes/0/layers/0/crossover)",
        "\"crossover\" : 12 | \"crossover\" : \"12\" | at /modes/0/layers/0/crossover)",
        "\"Conv2d-2\" | \"Conv2d-4\" | its layer 2 is Conv2d-4, and the model's is Conv2d-2",
        "\"Conv2d-2\" | null | its layer 2 is null, and the model's is Conv2d-2",
        "\"modes\" : | \"modes\" : null, \"more\" : | it is damaged (a value is missing",
        "\"crossover\" : 12, | '' | it is damaged (",
        "\"modes\" : | \"modes\" : 3, \"more\" : | it is damaged (",
        "\"EXACT\" | \"FLOAT\" | it is damaged (",
        "\"EXACT\" | 1 | it is damaged (",
        "\"EXACT\" | null | it has a measurement without a mode",
        "\"steps\" : 640 | \"steps\" : 640, \"steps\" : 641 | it is damaged (",
      })
  void aChangedFileIsIgnoredAndTheLineSaysWhy(String old, String changed, String why)
      throws IOException {
    file.keep(measured(Mode.EXACT, TABLE4, "walk"));
    String line = ignored(text().replaceFirst(old, changed));
    assertTrue(line.contains(why), line);
  }

  @Test
  void aMissingLayerIsSaid() throws IOException {
    Tuning kept = file.keep(measured(Mode.EXACT, TABLE4, "walk"));
    TunedMode exact = kept.modes().get(0);
    file.keep(new TunedMode(Mode.EXACT, "0.0", 1, exact.layers().subList(1, 5)));
    assertTrue(ignored(text()).contains("it has 4 layers in EXACT, and the model has 5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "3", "[]", "{}", "{\"format\":1}", "{\"format\":1}{}", "\0"})
  void whatIsNoTuningIsIgnored(String text) throws IOException {
    ignored(text);
  }

  @Test
  void nestingWithoutEndIsIgnored() throws IOException {
    ignored("{\"format\":" + "[".repeat(100_000));
  }

  @Test
  void aFileThatIsFarTooLargeIsNotEvenRead() throws IOException {
    assertTrue(ignored(" ".repeat((1 << 20) + 1)).contains("bytes, more than"));
  }

  @Test
  void aFolderInItsPlaceIsIgnored() throws IOException {
    Files.createDirectory(file.path());
    assertTrue(String.valueOf(file.find().ignored()).contains("is not a file that can be read"));
  }

  /** Whatever became of a file, it is used as a whole tuning or ignored with a line. */
  @Test
  void noDamageGetsThrough() throws IOException {
    file.keep(measured(Mode.EXACT, TABLE4, "walk"));
    byte[] whole = Files.readAllBytes(file.path());
    Random random = new Random(7);
    int used = 0;
    for (int i = 0; i < 600; i++) {
      byte[] damaged = random.nextBoolean() ? whole.clone() : cut(whole, random);
      for (int hits = random.nextInt(3); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(32, 127);
      }
      Files.write(file.path(), damaged);
      TuningFile.Found found = file.find();
      if (found.tuning() == null) {
        assertNotNull(found.ignored(), new String(damaged, StandardCharsets.ISO_8859_1));
      } else {
        used++;
        PlanOptions options = found.tuning().options(PlanOptions.DEFAULT, Mode.EXACT);
        options.requireFor(TABLE4);
        assertFalse(options.crossovers().at(1) > TABLE4.shape(0).size());
      }
    }
    assertTrue(used > 3 && used < 300, used + ": a changed time or name does no harm");
  }

  private static byte[] cut(byte[] whole, Random random) {
    return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
  }

  @Test
  void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    TuningFile within = new TuningFile(taken.resolve("table4.tuning.json"), TABLE4, CHOOSING);
    String message =
        assertThrows(
                UncheckedIOException.class, () -> within.keep(measured(Mode.EXACT, TABLE4, "walk")))
            .getMessage();
    assertTrue(message.endsWith("name a folder that can be written by --tuning"), message);
  }

  @Test
  void aModelsFileStandsBesideIt() {
    assertEquals(
        folder.resolve("policy.tuning.json"), TuningFile.beside(folder.resolve("policy.onnx")));
    assertEquals(folder.resolve("a.b.tuning.json"), TuningFile.in(folder, "a.b"));
  }
}
