package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import saccade.model.Activation;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxReader;
import saccade.onnx.OnnxWriter;
import saccade.onnx.ReadModel;

/** A real exporter's file: the walking policy in the folder that SACCADE_ROBOTS names. */
class RobotPolicyTest {
  private Path folder = Path.of("");

  @BeforeEach
  void findRobot() {
    String robots = System.getenv("SACCADE_ROBOTS");
    assumeTrue(robots != null, "skipped: SACCADE_ROBOTS names no folder with robots");
    folder = Path.of(robots, "go1");
    assumeTrue(Files.isReadable(folder.resolve("policy.onnx")), "skipped: no go1 in " + robots);
  }

  private Path policy() {
    return folder.resolve("policy.onnx");
  }

  @Test
  void isReadAsFourLayersBehindANormaliser() throws IOException {
    ReadModel read = OnnxReader.read(policy());
    Network network = read.network();
    assertEquals(FloatStack.vector(48), network.input());
    assertEquals(
        List.of(512, 256, 128, 12),
        network.weighted().stream().map(placed -> placed.output().size()).toList());
    assertEquals(
        List.of(Activation.SILU, Activation.SILU, Activation.SILU, Activation.TANH),
        network.weighted().stream().map(placed -> placed.layer().activation()).toList());
    assertEquals(network.depth(), network.layers().size(), "no Flatten");
    assertNull(read.thresholds());
    Normaliser normaliser = network.normaliser();
    assertNotNull(normaliser);
    assertTrue(!normaliser.clamps() && normaliser.deviation(0) > 0);
    assertEquals(1, read.notes().size(), () -> read.notes().toString());
    assertTrue(read.notes().get(0).contains("0..11"), read.notes().get(0));
  }

  /** The rounding of a folded scale is within that of float32 sums. */
  @Test
  void saysWhatTheOriginalSaysOnItsTrace() throws IOException {
    Network network = OnnxReader.read(policy()).network();
    Npz observations = Npz.read(folder.resolve("trace.npz"), "observations");
    Npz actions = Npz.read(folder.resolve("trace.npz"), "actions");
    byte[] written = OnnxWriter.float32(network, Thresholds.zero(network));
    float[] ours = new float[12];
    float[] theirs = new float[12];
    double worst = 0;
    try (OnnxModel original = Requirement.runner().open(Files.readAllBytes(policy()), 1);
        OnnxModel read = Requirement.runner().open(written, 1)) {
      for (int step = 0; step < observations.rows(); step++) {
        float[] observation = observations.row(step);
        original.run(observation, theirs);
        read.run(observation, ours);
        for (int i = 0; i < 12; i++) {
          worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
          assertEquals(actions.row(step)[i], theirs[i], 1e-4);
        }
      }
    }
    assertTrue(worst < 2e-5, "largest difference " + worst);
  }

  @Test
  void comesBackTheSame() throws IOException {
    Network network = OnnxReader.read(policy()).network();
    ReadModel again = OnnxReader.read(OnnxWriter.float32(network, Thresholds.uniform(network, 1)));
    assertEquals(Thresholds.uniform(network, 1), again.thresholds());
    assertEquals(network.name(), again.network().name());
    assertEquals(network.normaliser(), again.network().normaliser());
    for (int k = 0; k < network.depth(); k++) {
      PlacedLayer a = network.weighted().get(k);
      PlacedLayer b = again.network().weighted().get(k);
      assertEquals(a.layer().weights(), b.layer().weights());
      assertEquals(a, b);
    }
  }
}
