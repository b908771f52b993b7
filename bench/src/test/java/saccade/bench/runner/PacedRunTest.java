package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.bench.workload.Workload;
import saccade.engine.Arm;
import saccade.engine.Mode;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.engine.scalar.ScalarBackend;

/** A tiny run from end to end, in this process. */
class PacedRunTest {
  private static final int STEPS = 30;
  private static final int EPISODE = 15;

  private static ForkResult run(Condition condition, List<Arm> arms) {
    return run(condition, arms, 1);
  }

  private static ForkResult run(Condition condition, List<Arm> arms, int threads) {
    Selection selection =
        new Selection(
            List.of(new ScalarBackend()), false, List.of(Mode.values()), arms, threads, List.of());
    return PacedRun.run(
        Toys.workload(STEPS, EPISODE), condition, selection, 100, System.nanoTime());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyRowCountsWhatTheDefinitionCounts(Mode mode) {
    ForkResult result = run(Condition.PLAIN, List.of(Arm.BOTH));
    ForkResult.Entry entry =
        result.entries().stream()
            .filter(e -> e.label().mode().equals(mode.name()))
            .findFirst()
            .orElseThrow();
    assertTrue(entry.steps() >= 50, entry.steps() + " steps");
    assertEquals(0.66, (double) entry.movingSteps() / entry.steps(), 0.08);
    assertEquals(16 * 54 + 288 + 24, entry.multiplicationsDense()); // 16 positions, 54 weights
    assertEquals(0, entry.allocatedBytesPerStep());
    assertTrue(entry.floorMicros() > 0 && entry.floorMicros() < entry.mean(mode.name()));
    assertNull(entry.layers());
    assertEquals(
        Toys.workload(STEPS, EPISODE).thresholds(mode).toString(),
        result.thresholds().get(mode.name()));
    double once = countedPerMovingStep(mode);
    assertEquals(once, entry.multiplicationsCounted(), 1e-9 * once);
  }

  @Test
  void aTraceWithoutAMeasurableStepEndsBeforeTheTimeIsUpAndSaysSo() {
    Selection selection =
        new Selection(List.of(new ScalarBackend()), false, List.of(Mode.EXACT), null, 1, List.of());
    long minute = 60_000_000_000L;
    long start = System.nanoTime();
    ForkResult result =
        PacedRun.run(Toys.workload(4, 1), Condition.PLAIN, selection, 100, start + minute);
    assertTrue(System.nanoTime() - start < minute / 2);
    assertEquals(0, result.entries().get(0).steps());
    assertTrue(result.notes().stream().anyMatch(note -> note.contains("no measured step moved")));
  }

  /** Past the deadline a run has three rounds to warm up and measures one, all but its lead-in. */
  private static double countedPerMovingStep(Mode mode) {
    Workload toy = Toys.workload(STEPS, EPISODE);
    Field field =
        new Field(
            toy,
            Condition.PLAIN,
            new Selection(List.of(new ScalarBackend()), false, List.of(mode), null, 1, List.of()));
    byte[] frame = new byte[Toys.SIDE * Toys.SIDE];
    StepCounts moving = new StepCounts(field.definition(mode).plan().layers());
    try (Session session = field.definition(mode).plan().open(toy.thresholds(mode))) {
      for (int position = 0; position < 4 * 72; position++) {
        int step = position % STEPS;
        if (toy.trace().episodeStart(step)) {
          session.reset();
        }
        toy.trace().frame(step, frame);
        session.stepFrame(frame, new float[4]);
        boolean measured = position >= 3 * 72 + 8;
        if (measured && session.counts().moving() && !toy.trace().episodeStart(step)) {
          moving.add(session.counts());
        }
      }
    }
    return (double) moving.counted() / moving.steps();
  }

  @Test
  void severalAgentsAreOneStep() {
    ForkResult one = run(Condition.PLAIN, List.of(Arm.BOTH));
    ForkResult three = run(Condition.PLAIN.withAgents(3), List.of(Arm.BOTH));
    assertEquals(
        3 * one.entries().get(0).multiplicationsDense(),
        three.entries().get(0).multiplicationsDense());
    assertNotNull(three.entries().get(0).multiplicationsCounted());
  }

  /** y of both is checked before they are measured; the counts are those of the same slots. */
  @Test
  void severalAgentsHaveRowsOfSeveralThreadsToo() {
    ForkResult result = run(Condition.PLAIN.withAgents(3), List.of(Arm.BOTH), 2);
    assertEquals(
        List.of("EXACT 1", "EXACT 2", "FLOAT32 1", "FLOAT32 2"),
        result.entries().stream()
            .map(entry -> entry.label().mode() + " " + entry.label().threads())
            .sorted()
            .toList());
    for (int i = 0; i < 4; i += 2) {
      ForkResult.Entry one = result.entries().get(i);
      ForkResult.Entry two = result.entries().get(i + 1);
      assertEquals(2, two.label().threads());
      assertEquals(one.multiplicationsCounted(), two.multiplicationsCounted());
      assertEquals(one.movingSteps(), two.movingSteps());
      assertEquals(one.floorMicros(), 2 * two.floorMicros(), 0.01 * one.floorMicros());
    }
    assertEquals(2, run(Condition.PLAIN, List.of(Arm.BOTH), 2).entries().size(), "one agent");
  }

  @Test
  void atThresholdZeroTheThresholdsSaySo() {
    ForkResult result = run(Condition.PLAIN.atZero(), List.of(Arm.BOTH));
    assertTrue(Arrays.stream(result.thresholds().get("EXACT").split(",")).allMatch("0.0"::equals));
  }

  @Test
  void anArmThatABackendLacksIsSaidAndAloneRefused() {
    ForkResult both = run(Condition.PLAIN, List.of(Arm.BOTH, Arm.PRUNED));
    assertTrue(both.notes().contains("scalar has no arm 'pruned'."), both.notes().toString());
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> run(Condition.PLAIN, List.of(Arm.PRUNED)));
    assertTrue(error.getMessage().contains("nothing is left to measure"), error.getMessage());
  }
}
