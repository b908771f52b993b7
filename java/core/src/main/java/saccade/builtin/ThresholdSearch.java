package saccade.builtin;

import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * Finds hidden thresholds at which each layer's delta sparsity comes close to a wanted one, layer
 * after layer, on moving steps without the first of each episode.
 */
public final class ThresholdSearch {
  private static final int HALVINGS = 14;
  private static final float DIGITS = 1e4f;

  private ThresholdSearch() {}

  /**
   * Searches in FLOAT32 with a lossless input.
   *
   * @param wanted delta sparsity per hidden layer, first hidden layer first
   * @return thresholds rounded to four digits after the point
   */
  public static Thresholds toward(
      Backend backend,
      Network network,
      PlanOptions options,
      FrameSequence frames,
      double... wanted) {
    return toward(backend, network, options, frames, Thresholds.zero(network), wanted);
  }

  /**
   * Searches in FLOAT32 behind a gated input.
   *
   * @param input its input thresholds are kept, the others are replaced
   * @param wanted delta sparsity per hidden layer, first hidden layer first
   * @return thresholds; hidden ones are rounded to four digits after the point
   * @throws IllegalArgumentException if the frames never move the input, so that nothing is sent
   */
  public static Thresholds toward(
      Backend backend,
      Network network,
      PlanOptions options,
      FrameSequence frames,
      Thresholds input,
      double... wanted) {
    var plan = backend.plan(network, options);
    Thresholds found = withHidden(input, new float[network.depth() - 1]);
    float[] hidden = new float[network.depth() - 1];
    for (int layer = 1; layer < network.depth(); layer++) {
      LayerRecording recording = LayerRecording.of(plan, found, frames, layer);
      hidden[layer - 1] = bisect(recording, 1 - wanted[layer - 1]);
      found = withHidden(input, hidden);
    }
    return found;
  }

  private static Thresholds withHidden(Thresholds input, float[] hidden) {
    float[] values = new float[hidden.length + 1];
    values[0] = input.at(0);
    System.arraycopy(hidden, 0, values, 1, hidden.length);
    float[] perElement = input.inputToArray();
    Thresholds all = Thresholds.of(values);
    return perElement == null ? all : all.withInput(perElement);
  }

  private static float bisect(LayerRecording recording, double wantedDensity) {
    double low = 0;
    double high = 4;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (recording.density((float) middle) > wantedDensity) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // Where T = 0 is sparse enough already, nothing is approximated.
    return low == 0 ? 0 : Math.round(high * DIGITS) / DIGITS;
  }
}
