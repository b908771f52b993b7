package saccade.bench.tuning;

import java.util.List;
import saccade.engine.Mode;

/**
 * What was measured in one arithmetic.
 *
 * @param mode the arithmetic
 * @param thresholds of the session that was measured, input first
 * @param steps how many steps of each kernel were measured
 * @param layers Conv and Dense, in order
 */
public record TunedMode(Mode mode, String thresholds, int steps, List<TunedLayer> layers) {
  public TunedMode {
    layers = List.copyOf(layers);
  }
}
