package saccade.engine.scalar;

import org.jspecify.annotations.Nullable;
import saccade.engine.FanOut;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;

/**
 * Weights of one layer in fan-out order.
 *
 * @param placed the layer: f, and b of FLOAT32
 * @param quantized b, m and the output grid of EXACT; null in FLOAT32
 * @param fan where events go
 * @param w one weight per entry of {@code fan}; in EXACT an int8 grid point
 */
record ScalarWeights(
    PlacedLayer placed, @Nullable QuantizedLayer quantized, FanOut fan, float[] w) {
  static ScalarWeights of(PlacedLayer placed, @Nullable QuantizedLayer quantized) {
    var pattern =
        quantized == null ? placed.layer().weights().pattern() : quantized.weights().pattern();
    FanOut fan = new FanOut(placed, pattern);
    float[] w = new float[pattern.entries()];
    for (int k = 0; k < w.length; k++) {
      int entry = fan.entry(k);
      w[k] =
          quantized == null
              ? placed.layer().weights().value(entry)
              : quantized.weights().value(entry);
    }
    return new ScalarWeights(placed, quantized, fan, w);
  }
}
