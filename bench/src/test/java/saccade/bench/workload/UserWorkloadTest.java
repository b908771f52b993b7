package saccade.bench.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.trace.Trace;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxReader;
import saccade.onnx.OnnxWriter;

/** A model of somebody's own on a trace of somebody's own. */
class UserWorkloadTest {
  private static final int NUMBERS = 6;
  private static final int SIDE = 3;
  private static final int STEPS = 41;

  @TempDir private Path folder;

  @Test
  void anOnnxModelRunsOnTheSecondHalfOfAVectorTrace() {
    Network written = network(FloatStack.vector(NUMBERS), 1);
    Network network =
        OnnxReader.read(OnnxWriter.float32(written, Thresholds.zero(written))).network();
    Path file = folder.resolve("walk.npz");
    vectors().write(file);
    Workload workload = Workloads.of(network, Trace.read(file), PlanOptions.DEFAULT, null);
    assertFalse(workload.synthetic());
    assertFalse(workload.trace().isFrames());
    assertNotNull(workload.grids());
    assertTrue(workload.floatThresholds().isZero());
    assertEquals(STEPS - STEPS / 2, workload.trace().steps());
    float[] first = new float[NUMBERS];
    float[] recorded = new float[NUMBERS];
    workload.trace().observation(0, first);
    vectors().observation(STEPS / 2, recorded);
    assertArrayEquals(recorded, first);
    assertTrue(workload.trace().episodeStart(0));
    EventProfile profile =
        EventProfile.of(
            new ScalarBackend().plan(network, workload.options()),
            workload.floatThresholds(),
            workload.trace());
    assertEquals(NUMBERS, profile.mean(0));
  }

  @Test
  void aTraceOfFramesIsPlayedAsFrames() {
    Network network = network(new ImageStack(2, SIDE, SIDE), 1);
    Thresholds thresholds = Thresholds.of(1, 0.5f);
    Workload workload = Workloads.of(network, images(), PlanOptions.DEFAULT, thresholds);
    assertTrue(workload.trace().isFrames());
    assertEquals(thresholds, workload.exactThresholds());
    byte[] frame = new byte[SIDE * SIDE];
    byte[] recorded = new byte[SIDE * SIDE];
    workload.trace().frame(3, frame);
    images().frame(STEPS / 2 + 3, recorded);
    assertArrayEquals(recorded, frame);
    assertThrows(
        IllegalStateException.class, () -> workload.trace().observation(0, new float[SIDE]));
  }

  @Test
  void aTraceOfSomethingElseIsRefused() {
    Network network = network(new ImageStack(2, SIDE, SIDE), 1);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Workloads.of(network, vectors(), PlanOptions.DEFAULT, null));
    assertEquals(
        "the trace holds vectors of 6 numbers, but the network observes frames of 1x3x3 bytes;"
            + " record what it observes",
        error.getMessage());
  }

  @Test
  void thresholdsThatDoNotFitAreRefused() {
    Network network = network(FloatStack.vector(NUMBERS), 1);
    Thresholds many = Thresholds.of(0, 0, 0, 0, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> Workloads.of(network, vectors(), PlanOptions.DEFAULT, many));
  }

  @Test
  void aNetworkThatFitsNoGridsIsMeasuredInFloat32() {
    Network network = network(FloatStack.vector(NUMBERS), 1e-35f);
    Workload workload = Workloads.of(network, vectors(), PlanOptions.DEFAULT, null);
    assertNull(workload.grids());
    assertTrue(workload.notes().getFirst().startsWith("EXACT has no rows: "));
  }

  private static Network network(Input input, float scale) {
    int inputs = input.shape().size();
    float[] weights = new float[4 * inputs];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scale * (random.nextFloat() - 0.5f);
    }
    return new Network(
        "own",
        input,
        List.of(
            new Flatten("flat"),
            new Dense(
                "hidden",
                CsrWeights.fromDense(4, inputs, weights),
                new Bias(new float[4]),
                Activation.RELU),
            new Dense(
                "out",
                CsrWeights.fromDense(1, 4, new float[] {1, -1, 1, -1}),
                new Bias(new float[1]),
                Activation.NONE)));
  }

  private static Trace vectors() {
    float[] values = new float[STEPS * NUMBERS];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Trace.ofObservations(values, NUMBERS, new boolean[STEPS]);
  }

  private static Trace images() {
    byte[] frames = new byte[STEPS * SIDE * SIDE];
    new SplittableRandom(3).nextBytes(frames);
    return Trace.ofFrames(frames, SIDE, SIDE, new boolean[STEPS]);
  }
}
