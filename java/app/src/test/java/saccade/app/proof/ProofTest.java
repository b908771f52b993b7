package saccade.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.app.play.Drive;
import saccade.app.play.RecordedFrames;
import saccade.app.subject.Subject;
import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.trace.Trace;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

class ProofTest {
  private static final int STEPS = 6;
  private static final int SIDE = 84;
  private static final List<Subject> TABLE4 = List.of(Subject.of(Builtin.TABLE4));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"MISCOUNTED, true, false", "BIAS_FORGOTTEN, false, true"})
  void aFaultyBackendFailsWithCommandsThatNameTheNetwork(
      PlantedFault fault, boolean bitEqual, boolean countsEqual) {
    ProofReport report = proof(List.of(fault.backend()), "0", null, STEPS).of(TABLE4, rows -> {});
    assertFalse(report.ok());
    assertFalse(report.failures().isEmpty());
    for (ProofReport.Failure failure : report.failures()) {
      String mode = failure.what().replaceFirst(":.*", "");
      assertEquals(
          "./saccade verify --builtin table4 --backends scalar --mode "
              + mode
              + " --thresholds 0.0,0.0,0.0,0.0,0.0 --steps 6 --seed 1",
          failure.reproduce());
      assertTrue(failure.what().matches("(EXACT|FLOAT32): .+"), failure.what());
    }
    ProofReport.Row exact = exactRows(report).get(0);
    assertEquals(bitEqual, exact.bitEqual());
    assertEquals(countsEqual, exact.countsEqual());
    assertEquals(bitEqual, exact.maxAbsErrorVsSent() == 0);
  }

  private static Proof proof(
      List<Backend> backends, @Nullable String settings, @Nullable Path trace, int steps) {
    return new Proof(
        new ProofOptions(
            backends,
            List.of(Mode.values()),
            settings,
            subject ->
                trace == null
                    ? Drive.standard(subject.network())
                    : Drive.trace(trace, subject.network()),
            steps,
            1));
  }

  private static List<ProofReport.Row> exactRows(ProofReport report) {
    return report.rows().stream().filter(row -> row.mode().equals("EXACT")).toList();
  }

  @Test
  void aBackendThatRefusesANetworkOwesItsRows() {
    Backend refusing = new Refusing();
    Proof proof = proof(List.of(refusing), "0", null, STEPS);
    ProofReport report = proof.of(TABLE4, rows -> {});
    assertFalse(report.ok());
    assertEquals(List.of("FLOAT32"), report.rows().stream().map(ProofReport.Row::mode).toList());
    assertEquals("EXACT: no row: too large for me", report.failures().get(0).what());
  }

  /** The definition, but only in FLOAT32. */
  private static final class Refusing implements Backend {
    private final Backend definition = new ScalarBackend();

    @Override
    public String name() {
      return "refusing";
    }

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
      return definition.plan(network, options);
    }

    @Override
    public Plan plan(QuantizedNetwork network, PlanOptions options) {
      throw new IllegalArgumentException("too large for me");
    }
  }

  @Test
  void oneBadRowAmongGoodOnesIsEnough() {
    List<Backend> backends = List.of(new ScalarBackend(), PlantedFault.STRICT_THRESHOLD.backend());
    Proof proof = proof(backends, "0;1", trace("game.npz"), STEPS);
    List<Long> progress = new ArrayList<>();
    ProofReport report = proof.of(TABLE4, progress::add);
    assertFalse(report.ok());
    assertEquals(proof.rows(TABLE4), report.rows().size());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L), progress.stream().sorted().toList());
    List<Boolean> bits = exactRows(report).stream().map(ProofReport.Row::bitEqual).toList();
    assertEquals(List.of(true, true), bits.subList(0, 2));
    assertTrue(bits.subList(2, 4).contains(false));
  }

  @Test
  void everyNetworkBackendModeAndSettingHasItsRow() {
    List<Backend> two = List.of(new ScalarBackend(), new ScalarBackend());
    assertEquals(2 * 2 * 3, proof(two, null, null, STEPS).rows(TABLE4));
    assertEquals(
        2 * 2 * 2 * 3,
        proof(two, null, null, STEPS).rows(Builtin.ALL.stream().map(Subject::of).toList()));
    assertEquals(2 * 2 * 1, proof(two, "0.5", null, STEPS).rows(TABLE4));
  }

  @Test
  void theCommandQuotesATraceWithABlankInItsName() {
    Path trace = trace("my game.npz");
    List<Backend> backends = List.of(PlantedFault.MISCOUNTED.backend());
    ProofReport report = proof(backends, "0", trace, STEPS).of(TABLE4, rows -> {});
    String reproduce = report.failures().get(0).reproduce();
    assertTrue(reproduce.endsWith(" --trace '" + trace + "'"), reproduce);
  }

  private Path trace(String name) {
    int steps = 2 * STEPS;
    RecordedFrames game = RecordedFrames.ofGame("breakout", 1, steps);
    byte[] frames = new byte[steps * SIDE * SIDE];
    byte[] frame = new byte[SIDE * SIDE];
    for (int step = 0; step < steps; step++) {
      game.frame(step, frame);
      System.arraycopy(frame, 0, frames, step * frame.length, frame.length);
    }
    Path file = folder.resolve(name);
    Trace.ofFrames(frames, SIDE, SIDE, new boolean[steps]).write(file);
    return file;
  }
}
