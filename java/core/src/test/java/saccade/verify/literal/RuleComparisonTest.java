package saccade.verify.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.verify.literal.HandMade.network;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Means and errors of frames whose numbers are known. */
class RuleComparisonTest {
  /** Pixel into h = x, y = (h, 2 h). */
  private static final Network NETWORK =
      network(1, Activation.NONE, new float[] {1}, new float[] {1, 2});

  /** One pixel that rises by 1 per step from 0; episodes of {@code length} steps. */
  private record Rising(int steps, int length) implements FrameSequence {
    @Override
    public boolean episodeStart(int step) {
      return step % length == 0;
    }

    @Override
    public void frame(int step, byte[] target) {
      target[0] = (byte) (step % length);
    }
  }

  private static List<RuleRow> run(long mostEvents, FrameSequence frames, Thresholds... settings) {
    return new RuleComparison(
            NETWORK, PlanOptions.DEFAULT, List.of(new ScalarBackend()), mostEvents)
        .run(List.of(settings), frames, done -> {});
  }

  @Test
  void everySettingHasARowPerRule() {
    List<RuleRow> rows = run(9, new Rising(4, 4), Thresholds.of(1, 1), Thresholds.of(2, 1));
    assertEquals(
        List.of(
            "ours (scalar)",
            "literal",
            "previous step",
            "ours (scalar)",
            "literal",
            "previous step"),
        rows.stream().map(RuleRow::rule).toList());
    assertEquals("1.0,1.0", rows.get(2).threshold());
    assertEquals("2.0,1.0", rows.get(3).threshold());
  }

  @Test
  void meansLeaveTheFirstStepsOut() {
    for (RuleRow row : run(9, new Rising(10, 5), Thresholds.of(1, 1))) {
      assertEquals(3, row.multiplications(), row.rule()); // 1 into h, 2 out of it
      assertEquals(1, row.reduction(), row.rule());
      assertEquals(2, row.events(), row.rule());
      assertEquals(2, row.layers().get(1).multiplications(), row.rule());
      assertEquals(new RuleRow.OutputError(0, 0, null, 0), row.error(), row.rule());
      assertEquals(1, row.actionAgreement(), row.rule());
      assertEquals(0, row.cutOffShare(), row.rule());
    }
  }

  @Test
  void thePreviousStepLosesTheDriftAndOursDoesNot() {
    List<RuleRow> rows = run(9, new Rising(200, 200), Thresholds.of(2, 1));
    RuleRow ours = rows.get(0);
    assertEquals(2, ours.error().max(), "a gray level late, times 2");
    assertEquals(0.75, ours.error().mean(), 1e-12, "half of the steps, (1 + 2) / 2");
    RuleRow previous = rows.get(2);
    assertEquals(0, previous.multiplications());
    assertNull(previous.reduction());
    assertEquals(2 * 199, previous.error().max());
    assertEquals(1.5 * 49.5, previous.error().early(), 1e-9, "steps 0..99");
    assertEquals(1.5 * 149.5, previous.error().late(), 1e-9, "steps 100..199");
    assertEquals(1.5 * 99.5, previous.error().mean(), 1e-9);
    assertEquals(1 / 200.0, previous.actionAgreement(), "y stays 0, a tie; dense prefers 2 h");
  }

  @Test
  void cutOffStepsAreAShareOfAll() {
    RuleRow literal = run(1, new Rising(4, 4), Thresholds.of(1, 1)).get(1);
    assertEquals(0.75, literal.cutOffShare(), "h may send nothing in the three moving steps");
    assertEquals(1, literal.events());
    assertEquals(6, literal.error().max());
  }

  @Test
  void onlyTheTwoRulesTellTheirTests() {
    List<RuleRow> rows = run(9, new Rising(4, 4), Thresholds.of(1, 1));
    assertNull(rows.get(0).tests());
    assertEquals(2, rows.get(1).tests());
    assertEquals(2, rows.get(2).tests());
  }

  @Test
  void progressCountsSteps() {
    AtomicLong last = new AtomicLong();
    new RuleComparison(NETWORK, PlanOptions.DEFAULT, List.of(), 9)
        .run(List.of(Thresholds.of(1, 1)), new Rising(7, 3), last::set);
    assertEquals(7, last.get());
  }

  @Test
  void firstStepsAloneGiveNoMean() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> run(9, new Rising(3, 1), Thresholds.of(1, 1)));
    assertTrue(error.getMessage().contains("3 steps"), error.getMessage());
  }
}
