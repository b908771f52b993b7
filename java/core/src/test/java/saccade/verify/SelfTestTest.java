package saccade.verify;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.verify.selftest.SelfTest;

class SelfTestTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20, 77})
  void everyPlantedFaultIsCaughtAndTheDefinitionIsClean(long seed) {
    List<SelfTest.Trial> trials = SelfTest.run(seed);
    assertTrue(trials.size() >= 2 + 2 * 7);
    assertAll(trials.stream().map(t -> () -> assertTrue(t.ok(), t.toString())));
  }
}
