package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.bench.workload.Workload;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;

/** A wrong kernel gets no figure. */
class OutputCheckTest {
  private static final Workload TOY = Toys.workload(60, 60);

  private static Field field(Backend backend, Mode mode) {
    Selection selection = new Selection(List.of(backend), false, List.of(mode), null, 1, List.of());
    return new Field(TOY, Condition.PLAIN, selection);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theDefinitionPasses(Mode mode) {
    assertDoesNotThrow(() -> OutputCheck.require(field(new ScalarBackend(), mode)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aBackendThatLosesEventsIsCaughtAndNamed(Mode mode) {
    Backend wrong = PlantedFault.EVENT_LOST.backend();
    var error =
        assertThrows(WrongResultException.class, () -> OutputCheck.require(field(wrong, mode)));
    assertTrue(error.getMessage().contains(mode + " both gives ["), error.getMessage());
    assertTrue(error.getMessage().contains("saccade verify"), error.getMessage());
  }

  /** Right at T = 0, wrong at the workload's thresholds. */
  @Test
  void aBackendThatIsWrongOnlyWhenGatedIsCaughtInExact() {
    Backend wrong = PlantedFault.SENT_NOT_UPDATED.backend();
    assertThrows(WrongResultException.class, () -> OutputCheck.require(field(wrong, Mode.EXACT)));
  }

  @Test
  void shareZeroMeansTheSameBits() {
    Label who = new Label("x", "EXACT", "both", 1);
    float[][] owed = {{1, 2}};
    assertDoesNotThrow(() -> OutputCheck.compare(who, "T = 0", owed, new float[][] {{1, 2}}, 0));
    float[][] next = {{1, Math.nextUp(2f)}};
    assertThrows(
        WrongResultException.class, () -> OutputCheck.compare(who, "T = 0", owed, next, 0));
    assertDoesNotThrow(() -> OutputCheck.compare(who, "T = 0", owed, next, 1e-6));
    float[][] none = {{1, Float.NaN}};
    assertThrows(
        WrongResultException.class, () -> OutputCheck.compare(who, "T = 0", owed, none, 1e-6));
  }
}
