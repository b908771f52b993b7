package saccade.engine.scalar;

import org.jspecify.annotations.Nullable;
import saccade.engine.GridThreshold;
import saccade.model.InputGrids;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/**
 * T of the input as the rule compares it, per element of a frame; in EXACT the integer k (law 6f).
 */
final class InputThresholds {
  private final float[] value;

  private InputThresholds(float[] value) {
    this.value = value;
  }

  static final InputThresholds ZERO = new InputThresholds(new float[] {0});

  static InputThresholds of(
      Thresholds thresholds, @Nullable QuantizedNetwork quantized, int frameSize) {
    @Nullable InputGrids grids = quantized == null ? null : quantized.inputGrids();
    boolean one = !thresholds.perElement() && (grids == null || grids.size() == 1);
    float[] value = new float[one ? 1 : frameSize];
    for (int i = 0; i < value.length; i++) {
      float t = thresholds.input(i);
      value[i] = grids == null ? t : GridThreshold.steps(t, grids.grid(i));
    }
    return new InputThresholds(value);
  }

  float at(int frameElement) {
    return value.length == 1 ? value[0] : value[frameElement];
  }
}
