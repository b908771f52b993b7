package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.training.network.Architecture;

/** An update is at most 1.3 times as slow as a bare step of libtorch. */
@Tag("slow")
class SpeedTest {
  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(Architecture.minatar(4, 6), 32, 50),
        Arguments.of(Architecture.minatar(4, 6), 128, 20),
        Arguments.of(Architecture.table1(6), 32, 2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anUpdateKeepsUpWithABareStep(Architecture architecture, int batch, int updates) {
    SpeedComparison.Times times = SpeedComparison.compare(architecture, batch, 1, 20, updates);
    System.out.printf(
        "%s, batch %d: %.0f us, bare %.0f us%n",
        architecture.name(), batch, times.ours(), times.bare());
    assertTrue(times.ratio() <= 1.3, times.toString());
  }
}
