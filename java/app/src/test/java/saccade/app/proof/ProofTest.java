package saccade.app.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.app.play.RecordedFrames;
import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.trace.Trace;

class ProofTest {
  private static final int STEPS = 6;
  private static final int SIDE = 84;
  private static final List<Builtin> TABLE4 = List.of(Builtin.TABLE4);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"MISCOUNTED, true, false", "BIAS_FORGOTTEN, false, true"})
  void aFaultyBackendFailsWithCommandsThatNameTheNetwork(
      PlantedFault fault, boolean bitEqual, boolean countsEqual) {
    ProofReport report =
        new Proof(List.of(fault.backend()), "0", null, STEPS, 1).of(TABLE4, rows -> {});
    assertFalse(report.ok());
    assertFalse(report.failures().isEmpty());
    for (ProofReport.Failure failure : report.failures()) {
      assertEquals(
          "saccade verify --builtin table4 --backends scalar"
              + " --thresholds 0.0,0.0,0.0,0.0,0.0 --steps 6 --seed 1",
          failure.reproduce());
      assertTrue(failure.what().matches("(EXACT|FLOAT32): .+"), failure.what());
    }
    ProofReport.Row exact = exactRows(report).get(0);
    assertEquals(bitEqual, exact.bitEqual());
    assertEquals(countsEqual, exact.countsEqual());
    assertEquals(bitEqual, exact.maxAbsErrorVsSent() == 0);
  }

  private static List<ProofReport.Row> exactRows(ProofReport report) {
    return report.rows().stream().filter(row -> row.mode().equals("EXACT")).toList();
  }

  @Test
  void oneBadRowAmongGoodOnesIsEnough() {
    List<Backend> backends = List.of(new ScalarBackend(), PlantedFault.STRICT_THRESHOLD.backend());
    Proof proof = new Proof(backends, "0;1", trace("game.npz"), STEPS, 1);
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
    assertEquals(2 * 2 * 3, new Proof(two, null, null, STEPS, 1).rows(TABLE4));
    assertEquals(2 * 2 * 2 * 3, new Proof(two, null, null, STEPS, 1).rows(Builtin.ALL));
    assertEquals(2 * 2 * 1, new Proof(two, "0.5", null, STEPS, 1).rows(TABLE4));
  }

  @Test
  void theCommandQuotesATraceWithABlankInItsName() {
    Path trace = trace("my game.npz");
    List<Backend> backends = List.of(PlantedFault.MISCOUNTED.backend());
    ProofReport report = new Proof(backends, "0", trace, STEPS, 1).of(TABLE4, rows -> {});
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
