package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import saccade.builtin.Builtin;
import saccade.engine.Argmax;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxWriter;

/** A quantised network of the paper's size: EXACT at T = 0 and the int8 file give the same y. */
class Int8AgainstExactTest {
  private static final int WATCHED = 20;
  private static final int STEPS = 60;

  @BeforeAll
  static void needsACpuWhosePairsDoNotSaturate() throws IOException {
    Path flags = Path.of("/proc/cpuinfo");
    assumeTrue(
        Files.isReadable(flags) && Files.readString(flags).contains("_vnni"),
        "skipped: without VNNI ONNX Runtime saturates pairs of products");
  }

  /** A bright block that wanders over a picture with a gradient. */
  private record Block(int steps, int side) implements FrameSequence {
    @Override
    public boolean episodeStart(int step) {
      return step == 0;
    }

    @Override
    public void frame(int step, byte[] target) {
      int left = 3 * step % (side - 10);
      int top = 2 * step % (side - 10);
      for (int i = 0; i < target.length; i++) {
        boolean inside = i % side - left >>> 1 < 5 && i / side - top >>> 1 < 5;
        target[i] = (byte) (inside ? 230 : i / side);
      }
    }
  }

  @Test
  void yDiffersByLessThanTwoGridStepsOfTheLastHiddenLayerAndTheActionAlmostNever() {
    Network network = Builtin.TABLE4.network();
    ImageStack stack = (ImageStack) network.input();
    Block frames = new Block(STEPS, stack.height());
    PlanOptions options = PlanOptions.DEFAULT;
    ScalarBackend scalar = new ScalarBackend();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network, Calibration.watch(scalar, network, options, frames.slice(0, WATCHED)));
    byte[] file = OnnxWriter.int8(grids, Thresholds.zero(network));

    int agreed = 0;
    double largest = 0;
    byte[] frame = new byte[stack.frameSize()];
    float[] observation = new float[stack.shape().size()];
    float[] exact = new float[network.outputSize()];
    float[] int8 = new float[network.outputSize()];
    try (Session session = scalar.plan(grids, options).open();
        OnnxModel model = Requirement.runner().open(file, 1)) {
      for (int step = 0; step < STEPS; step++) {
        frames.frame(step, frame);
        session.stepFrame(frame, exact);
        shiftIn(frame, observation);
        model.input().put(0, observation);
        model.run();
        model.output().get(0, int8);
        for (int i = 0; i < exact.length; i++) {
          largest = Math.max(largest, Math.abs(exact[i] - int8[i]));
        }
        agreed += Argmax.of(exact) == Argmax.of(int8) ? 1 : 0;
      }
    }
    double step = grids.grid(network.depth() - 1).scale() * largestWeight(network);
    assertTrue(largest < 2 * step, largest + " is " + largest / step + " grid steps");
    assertTrue(agreed >= 0.98 * STEPS, agreed + " actions of " + STEPS);
  }

  private static void shiftIn(byte[] frame, float[] observation) {
    int kept = observation.length - frame.length;
    System.arraycopy(observation, frame.length, observation, 0, kept);
    for (int i = 0; i < frame.length; i++) {
      observation[kept + i] = frame[i] & 0xff;
    }
  }

  private static double largestWeight(Network network) {
    double most = 0;
    for (float w : network.weighted().get(network.depth() - 1).layer().weights().toDense()) {
      most = Math.max(most, Math.abs(w));
    }
    return most;
  }
}
