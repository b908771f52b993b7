package saccade.exact;

import java.util.Arrays;
import java.util.List;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ImageStack;
import saccade.model.Network;

/**
 * Ranges of the hidden activations on a trace: what the grids of EXACT mode are chosen from. The
 * network runs in FLOAT32 at T = 0, so nothing is approximated.
 *
 * @param minimum smallest activation per neuron layer, 1..depth - 1
 * @param maximum largest activation per neuron layer, 1..depth - 1
 */
public record Calibration(List<Double> minimum, List<Double> maximum) {
  private static final int UNSIGNED_MAX = 255;
  private static final int SIGNED_MIN = -128;
  private static final int SIGNED_MAX = 127;

  public Calibration {
    minimum = List.copyOf(minimum);
    maximum = List.copyOf(maximum);
  }

  /** Plays {@code trace} through {@code network} and watches every hidden layer. */
  public static Calibration watch(
      Backend backend, Network network, PlanOptions options, FrameSequence trace) {
    int hidden = network.depth() - 1;
    Double[] low = new Double[hidden];
    Double[] high = new Double[hidden];
    Arrays.fill(low, 0.0);
    Arrays.fill(high, 0.0);
    double[][] values = new double[hidden][];
    for (int layer = 1; layer <= hidden; layer++) {
      values[layer - 1] = new double[network.shape(layer).size()];
    }
    byte[] frame = new byte[((ImageStack) network.input()).frameSize()];
    float[] y = new float[network.outputSize()];
    try (Session session = backend.plan(network, options).open()) {
      for (int step = 0; step < trace.steps(); step++) {
        if (trace.episodeStart(step)) {
          session.reset();
        }
        trace.frame(step, frame);
        session.stepFrame(frame, y);
        for (int i = 0; i < hidden; i++) {
          session.readSent(i + 1, values[i]);
          for (double v : values[i]) {
            low[i] = Math.min(low[i], v);
            high[i] = Math.max(high[i], v);
          }
        }
      }
    }
    return new Calibration(List.of(low), List.of(high));
  }

  /** The 8-bit grid of a hidden layer: the watched range, 0 included, in 255 steps. */
  ActivationGrid grid(int layer, Activation activation) {
    double low = minimum.get(layer - 1);
    double high = maximum.get(layer - 1);
    if (activation.equals(Activation.RELU)) {
      return new ActivationGrid(scale(high / UNSIGNED_MAX), 0, UNSIGNED_MAX);
    }
    double step = Math.max(high / SIGNED_MAX, low / SIGNED_MIN);
    return new ActivationGrid(scale(step), SIGNED_MIN, SIGNED_MAX);
  }

  /** A layer that was never active gets the scale 1: any grid holds its zeros. */
  private static float scale(double step) {
    return step < Float.MIN_NORMAL ? 1 : (float) step;
  }
}
