package saccade.exact;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.Argmax;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.SparseRows;

/**
 * What quantisation cost on a trace: EXACT at T = 0 beside FLOAT32 at T = 0.
 *
 * @param layers bits and weight error per layer
 * @param meanAbsError mean of |y EXACT - y FLOAT32| over all outputs and steps
 * @param maxAbsError largest of them
 * @param largestOutput largest |y FLOAT32|: the size that the errors compare to
 * @param actionAgreement share of steps with the same argmax
 * @param steps number of steps
 */
public record QuantizationReport(
    List<LayerReport> layers,
    double meanAbsError,
    double maxAbsError,
    double largestOutput,
    double actionAgreement,
    int steps) {
  /**
   * One weighted layer.
   *
   * @param name name of the layer
   * @param weightBits bits of a weight
   * @param activationBits bits of its output grid, 0 for the last layer
   * @param weightError root of the summed squares of the weight errors over that of the weights
   * @param roundedToZero share of surviving weights that became 0
   */
  public record LayerReport(
      String name, int weightBits, int activationBits, double weightError, double roundedToZero) {}

  public QuantizationReport {
    layers = List.copyOf(layers);
  }

  /** Plays {@code trace} through both networks. */
  public static QuantizationReport measure(
      Backend backend, QuantizedNetwork quantized, PlanOptions options, FrameSequence trace) {
    Network network = quantized.source();
    byte[] frame = new byte[network.input().frameBytes()];
    float[] exact = new float[network.outputSize()];
    float[] real = new float[network.outputSize()];
    Errors errors = new Errors();
    try (Session a = backend.plan(quantized, options).open();
        Session b = backend.plan(network, options).open()) {
      for (int step = 0; step < trace.steps(); step++) {
        if (trace.episodeStart(step)) {
          a.reset();
          b.reset();
        }
        trace.frame(step, frame);
        Observations.stepFrame(a, frame, exact);
        Observations.stepFrame(b, frame, real);
        errors.add(exact, real);
      }
    }
    return errors.report(layers(quantized));
  }

  private static final class Errors {
    private double sum;
    private double max;
    private double largest;
    private long values;
    private int agreed;
    private int steps;

    void add(float[] exact, float[] real) {
      for (int i = 0; i < exact.length; i++) {
        double error = Math.abs((double) exact[i] - real[i]);
        sum += error;
        max = Math.max(max, error);
        largest = Math.max(largest, Math.abs(real[i]));
      }
      values += exact.length;
      agreed += Argmax.of(exact) == Argmax.of(real) ? 1 : 0;
      steps++;
    }

    QuantizationReport report(List<LayerReport> layers) {
      return new QuantizationReport(
          layers, sum / values, max, largest, (double) agreed / steps, steps);
    }
  }

  private static List<LayerReport> layers(QuantizedNetwork quantized) {
    List<LayerReport> reports = new ArrayList<>();
    for (int k = 1; k <= quantized.source().depth(); k++) {
      PlacedLayer placed = quantized.source().weighted().get(k - 1);
      QuantizedLayer layer = quantized.layer(k);
      int bits = k < quantized.source().depth() ? quantized.grid(k).bits() : 0;
      int before = placed.layer().weights().pattern().entries();
      int after = layer.weights().pattern().entries();
      double lost = before == 0 ? 0 : 1 - (double) after / before;
      LayerRows rows =
          k == 1
              ? InputScaling.of(quantized.source(), quantized.inputGrids()).rows()
              : LayerRows.behind(placed, quantized.grid(k - 1));
      reports.add(new LayerReport(placed.name(), Byte.SIZE, bits, weightError(rows, layer), lost));
    }
    return reports;
  }

  private static double weightError(LayerRows rows, QuantizedLayer layer) {
    byte[] points = layer.weights().toDense();
    SparseRows pattern = rows.pattern();
    double errors = 0;
    double squares = 0;
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        double real = rows.weight()[k];
        double back =
            points[r * pattern.columns() + pattern.column(k)] * (double) layer.weightScale(r);
        errors += (back - real) * (back - real);
        squares += real * real;
      }
    }
    return squares == 0 ? 0 : Math.sqrt(errors / squares);
  }
}
