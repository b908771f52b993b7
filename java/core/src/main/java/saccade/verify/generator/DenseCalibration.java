package saccade.verify.generator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.FrameStack;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.exact.Calibration;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.verify.reference.References;

/** Ranges as {@link Calibration#watch} finds them, by the double reference instead of a backend. */
final class DenseCalibration {
  private final References references;
  private final double[] low;
  private final double[] high;
  private final double[] reach;
  private final float[] inputLow;
  private final float[] inputHigh;

  private DenseCalibration(References references) {
    this.references = references;
    int depth = references.network().depth();
    low = new double[depth];
    high = new double[depth];
    reach = new double[depth];
    inputLow = new float[references.network().input().frameSize()];
    inputHigh = new float[inputLow.length];
  }

  static Calibration of(References references, PlanOptions options, byte[][] frames) {
    DenseCalibration ranges = new DenseCalibration(references);
    Network network = references.network();
    FrameStack stack = new FrameStack(network.input(), options);
    for (byte[] frame : frames) {
      stack.push(frame);
      ranges.observe(
          Observations.wide(network.input(), stack.observation()),
          Observations.values(network.input(), frame));
    }
    @Nullable ElementRanges input =
        network.input() instanceof FloatStack
            ? new ElementRanges(ranges.inputLow, ranges.inputHigh)
            : null;
    int hidden = network.depth() - 1;
    return new Calibration(
        list(ranges.low, hidden),
        list(ranges.high, hidden),
        list(ranges.reach, network.depth()),
        input);
  }

  private void observe(double[] observation, float[] frame) {
    double[][] x = references.dense().activations(observation);
    for (int k = 1; k < x.length; k++) {
      for (double o : references.dense().accumulators(k, x[k - 1])) {
        reach[k - 1] = Math.max(reach[k - 1], Math.abs(o));
      }
      for (double f : x[k]) {
        low[k - 1] = Math.min(low[k - 1], f);
        high[k - 1] = Math.max(high[k - 1], f);
      }
    }
    for (int i = 0; i < frame.length; i++) {
      inputLow[i] = Math.min(inputLow[i], frame[i]);
      inputHigh[i] = Math.max(inputHigh[i], frame[i]);
    }
  }

  private static List<Double> list(double[] values, int size) {
    List<Double> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(values[i]);
    }
    return list;
  }
}
