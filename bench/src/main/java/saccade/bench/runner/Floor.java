package saccade.bench.runner;

import java.util.List;
import saccade.bench.cpu.CpuRates;
import saccade.engine.Arm;
import saccade.engine.LayerCost;
import saccade.engine.Mode;
import saccade.engine.StepCounts;
import saccade.model.Input;

/**
 * What the work of one moving step takes at least on one core: its multiplications in full vectors
 * of 32-bit lanes, or its weights read once each, whichever is longer, and the comparison of the
 * newest frame. Accumulators, marks and emission are taken to be free.
 *
 * @param rates how fast the CPU is
 * @param mode decides how wide a weight is
 * @param layers cost of every layer
 */
record Floor(CpuRates rates, Mode mode, List<LayerCost> layers) {
  /** Multiplications of one step of one agent, by layer. */
  double[] multiplications(Arm arm, StepCounts moving) {
    double[] each = new double[layers.size()];
    for (int k = 1; k <= each.length; k++) {
      LayerCost layer = layers.get(k - 1);
      each[k - 1] =
          switch (arm) {
            case DENSE -> layer.denseMultiplications();
            case PRUNED ->
                (double) layer.denseMultiplications() * layer.nonZeroWeights() / layer.weights();
            default -> (double) moving.counted(k) / Math.max(1, moving.steps());
          };
    }
    return each;
  }

  /**
   * The floor.
   *
   * @param arm which weights there are to read
   * @param multiplications by layer
   * @param input what is compared
   * @return microseconds per agent
   */
  double micros(Arm arm, double[] multiplications, Input input) {
    double sum = 0;
    double read = 0;
    double all = 0;
    for (int k = 0; k < multiplications.length; k++) {
      LayerCost layer = layers.get(k);
      boolean pruned = arm != Arm.DENSE && arm != Arm.DELTA;
      double weights = pruned ? layer.nonZeroWeights() : layer.weights();
      sum += multiplications[k];
      all += weights * weightBytes();
      read += Math.min(weights, multiplications[k]) * weightBytes();
    }
    double multiply = sum / rates.multipliesPerMicro();
    double load = read / rates.bytesPerMicro((long) all);
    return Math.max(multiply, load) + observe(arm, input);
  }

  private int weightBytes() {
    return mode == Mode.EXACT ? Byte.BYTES : Float.BYTES;
  }

  /** A delta arm reads the newest frame and what was sent of it; the others read everything. */
  private double observe(Arm arm, Input input) {
    long bytes = arm.isDelta() ? 2L * input.frameBytes() : input.observationBytes();
    return bytes / rates.bytesPerMicro(bytes);
  }
}
