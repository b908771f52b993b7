package saccade.app.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.app.play.Drive;
import saccade.app.subject.Subject;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/** A soak sees what went wrong long before it looks. */
class PlantedFaultSoakTest {
  private static final int STEPS = 5_000;

  private static final Network NETWORK =
      new Network(
          "two",
          FloatStack.vector(4),
          List.of(
              dense("first", 4, Activation.RELU, 0.5f),
              dense("second", 4, Activation.NONE, 0.25f)));

  private static Dense dense(String name, int inputs, Activation f, float w) {
    float[] weights = new float[4 * inputs];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = w * (1 + i % 5) * (i % 3 == 0 ? -1 : 1);
    }
    return new Dense(name, CsrWeights.fromDense(4, inputs, weights), new Bias(1, 2, 3, 4), f);
  }

  private static SoakReport soak(Backend backend) {
    return new Soak(
            new SoakOptions(
                new Subject(NETWORK, null, null, "two.onnx", List.of()),
                backend,
                Drive.standard(NETWORK),
                PlanOptions.DEFAULT,
                Thresholds.uniform(NETWORK, 0.01f),
                List.of(Mode.values()),
                STEPS,
                1))
        .run(steps -> {});
  }

  @Test
  void theDefinitionHolds() {
    SoakReport report = soak(new ScalarBackend());
    assertTrue(report.ok(), report.toText());
    assertEquals(0, report.differingBits());
    SoakReport.Float32 floats = report.float32();
    assertTrue(floats != null && floats.withinBound());
    SoakReport.Point last = floats.curve().get(SoakOptions.CHECKS - 1);
    assertTrue(last.bounds().get(0) > 0 && last.bounds().get(0) < 1, "a bound that says something");
    assertEquals(SoakOptions.CHECKS, report.checked());
  }

  @ParameterizedTest
  @EnumSource(
      value = PlantedFault.class,
      names = {"BIAS_FORGOTTEN", "EVENT_LOST"})
  void aFaultLeavesBitsBehind(PlantedFault fault) {
    SoakReport report = soak(fault.backend());
    assertFalse(report.ok());
    assertTrue(report.differingBits() > 0, fault + ": " + report.toText());
    SoakReport.Float32 floats = report.float32();
    assertTrue(floats != null && floats.maxError() > 0.01, "drift in FLOAT32 too");
    assertFalse(floats.withinBound(), fault + " in FLOAT32");
  }

  /** Sums stay right for what was sent; the rule and the counts do not hold. */
  @ParameterizedTest
  @EnumSource(
      value = PlantedFault.class,
      names = {"SENT_NOT_UPDATED", "MISCOUNTED"})
  void aFaultThatLeavesNoBitsBehindIsSeenToo(PlantedFault fault) {
    SoakReport report = soak(fault.backend());
    assertFalse(report.ok());
    assertTrue(report.toText().contains("FAILED: EXACT: "), report.toText());
  }

  @Test
  void checksAreSpreadAndTheLastStepIsOne() {
    SoakOptions options =
        new SoakOptions(
            new Subject(NETWORK, null, null, "two.onnx", List.of()),
            new ScalarBackend(),
            Drive.standard(NETWORK),
            PlanOptions.DEFAULT,
            Thresholds.zero(NETWORK),
            List.of(Mode.EXACT),
            100_003,
            1);
    assertFalse(options.isCheck(0));
    assertTrue(options.isCheck(499));
    assertTrue(options.isCheck(100_002));
    assertTrue(options.isOutputCheck(9) && options.isOutputCheck(100_002));
    assertFalse(options.isOutputCheck(10));
  }
}
