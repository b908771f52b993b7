package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "20ms, 20000000",
    "1ms, 1000000",
    "0.5ms, 500000",
    "250us, 250000",
    "2s, 2000000000",
    "10s, 10000000000",
    "7ns, 7"
  })
  void aPeriodIsANumberAndAUnit(String text, long nanos) {
    assertEquals(Duration.ofNanos(nanos), Condition.PLAIN.withPeriod(text).pause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "ms", "-1ms", "1h", "11s", "0ms", "1e3us", "NaNs", "1 ms"})
  void anythingElseIsRefused(String text) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> Condition.PLAIN.withPeriod(text));
    assertTrue(error.getMessage().contains("'" + text + "' is none of 0"), error.getMessage());
  }

  @Test
  void agentsHaveBounds() {
    assertEquals(4096, Condition.PLAIN.withAgents(4096).agents());
    assertThrows(IllegalArgumentException.class, () -> Condition.PLAIN.withAgents(0));
    assertThrows(IllegalArgumentException.class, () -> Condition.PLAIN.withAgents(4097));
  }

  @Test
  void onlyPausesAndSweepsCoolDown() {
    assertTrue(Condition.PLAIN.atZero().withAgents(3).isHot());
    assertFalse(Condition.PLAIN.asCold().isHot());
    assertFalse(Condition.PLAIN.withPeriod("1ms").isHot());
  }
}
