package saccade.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import saccade.app.play.RecordedFrames;
import saccade.builtin.Builtin;
import saccade.builtin.PaperTable;
import saccade.builtin.ThresholdSearch;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Thresholds;

/** Where the frozen thresholds of the built-in networks come from: this search finds them again. */
@Tag("slow")
class BuiltinThresholdsTest {
  static final List<Builtin> BUILTINS = Builtin.ALL;

  private static final long SEED = 1000;
  private static final int STEPS = 600;

  @ParameterizedTest
  @FieldSource("BUILTINS")
  void areThoseThatSendAsOftenAsThePapersTableOnTheGame(Builtin builtin) {
    double[] wanted =
        builtin.table().rows().stream()
            .limit(4)
            .mapToDouble(PaperTable.Row::deltaSparsity)
            .toArray();
    Thresholds found =
        ThresholdSearch.toward(
            new ScalarBackend(),
            builtin.network(),
            PlanOptions.DEFAULT,
            RecordedFrames.ofGame("breakout", SEED, STEPS),
            wanted);
    float[] frozen = Arrays.copyOf(builtin.thresholds().toArray(), 5);
    assertArrayEquals(frozen, found.toArray(), found.toString());
  }
}
