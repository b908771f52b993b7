package saccade.app.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import saccade.app.play.Drive;
import saccade.app.subject.Subject;
import saccade.engine.Crossovers;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.model.Window;

/**
 * A million steps without a reset, a refresh or a dense run: nothing may throw the drift away.
 * EXACT keeps every bit; the error of FLOAT32 is left in {@code target/drift}.
 */
@Tag("slow")
class DriftTest {
  private static final long STEPS = 1_000_000;

  private static Network network() {
    SplittableRandom random = new SplittableRandom(11);
    return new Network(
        "drift",
        new FloatStack(2, new Shape(1, 1, 8), null),
        List.of(
            new Conv2d(
                "conv",
                new Window(1, 3, 1, 2, new Window.Padding(0, 1, 0, 1)),
                weights(random, 3, 6),
                new Bias(0.1f, -0.2f, 0.3f),
                Activation.SILU),
            new Flatten("flatten"),
            new Dense("hidden", weights(random, 6, 12), new Bias(new float[6]), Activation.RELU),
            new Dense("y", weights(random, 2, 6), new Bias(0.5f, 0), Activation.TANH)));
  }

  private static CsrWeights weights(SplittableRandom random, int rows, int columns) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble(-1, 1);
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  @Test
  void aMillionStepsDriftByNoBitInExactAndByRoundingInFloat32() throws IOException {
    Network network = network();
    PlanOptions options =
        PlanOptions.DEFAULT.withRefreshInterval(0).withCrossovers(Crossovers.NEVER);
    SoakReport report =
        new Soak(
                new SoakOptions(
                    new Subject(network, null, null, "drift", List.of()),
                    new ScalarBackend(),
                    Drive.standard(network),
                    options,
                    Thresholds.uniform(network, 0.005f),
                    List.of(Mode.values()),
                    STEPS,
                    1))
            .run(steps -> {});
    assertEquals(0, report.differingBits());
    assertTrue(report.ok(), report.toText());
    SoakReport.Float32 floats = report.float32();
    assertNotNull(floats);
    assertEquals(SoakOptions.CHECKS, floats.curve().size());
    assertTrue(floats.maxError() > 0 && floats.maxError() < 0.01, report.toText());
    for (String file : SoakFiles.write(report, Files.createDirectories(Path.of("target/drift")))) {
      assertTrue(Files.size(Path.of(file)) > 1000, file);
    }
    System.out.print(report.toText());
  }
}
