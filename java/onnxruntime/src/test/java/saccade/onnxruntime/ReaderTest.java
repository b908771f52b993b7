package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxFormatException;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxReader;
import saccade.onnx.OnnxWriter;
import saccade.onnx.RandomGraph;
import saccade.onnx.UnsupportedModelException;

/** What was read means what the file meant: ONNX Runtime runs both. */
class ReaderTest {
  @Test
  void randomGraphsMeanTheSameAfterReading() {
    double worst = 0;
    for (long seed = 0; seed < 1000; seed++) {
      byte[] file = RandomGraph.bytes(seed);
      Network network = OnnxReader.read(file).network();
      byte[] written = OnnxWriter.float32(network, Thresholds.zero(network));
      try (OnnxModel original = Requirement.runner().open(file, 1);
          OnnxModel read = Requirement.runner().open(written, 1)) {
        worst = Math.max(worst, difference(seed, original, read));
      }
    }
    assertTrue(worst > 0, "nothing was compared");
  }

  /** Needs no runtime: whatever a changed byte does to a node is refused or read. */
  @Test
  void changedGraphsAreRefusedOrRead() {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] file = RandomGraph.bytes(i % 500);
      int changes = 1 + random.nextInt(3);
      for (int k = 0; k < changes; k++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        OnnxReader.read(file);
      } catch (OnnxFormatException | UnsupportedModelException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "refused " + refused);
  }

  private static double difference(long seed, OnnxModel original, OnnxModel read) {
    assertEquals(original.inputSize(), read.inputSize(), "seed " + seed);
    assertEquals(original.outputSize(), read.outputSize(), "seed " + seed);
    Random random = new Random(seed);
    float[] x = new float[original.inputSize()];
    float[] theirs = new float[original.outputSize()];
    float[] ours = new float[original.outputSize()];
    double worst = 0;
    for (int run = 0; run < 5; run++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = 2 * (float) random.nextGaussian();
      }
      original.run(x, theirs);
      read.run(x, ours);
      double largest = 1;
      for (float y : theirs) {
        largest = Math.max(largest, Math.abs(y));
      }
      for (int i = 0; i < ours.length; i++) {
        double difference = Math.abs(ours[i] - theirs[i]) / largest;
        assertTrue(difference < 1e-5, "seed " + seed + ": " + ours[i] + " for " + theirs[i]);
        worst = Math.max(worst, difference);
      }
    }
    return worst;
  }
}
