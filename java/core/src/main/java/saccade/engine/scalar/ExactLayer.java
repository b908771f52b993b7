package saccade.engine.scalar;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.QuantizedLayer;

/** A layer in EXACT: int32 accumulators, grid points as activations (contract, law 6). */
final class ExactLayer extends ScalarLayer {
  private final QuantizedLayer integers;
  private final @Nullable ActivationGrid grid;
  private final int[] o;

  ExactLayer(ScalarWeights weights, Laws laws) {
    super(weights, laws);
    integers = Objects.requireNonNull(weights.quantized());
    grid = integers.grid();
    o = new int[fan.output().size()];
  }

  @Override
  void multiply(int tap, int firstNeuron, float d) {
    for (int k = fan.start(tap); k < fan.start(tap + 1); k++) {
      o[firstNeuron + fan.row(k)] += ((int) weights.w()[k]) * (int) d;
    }
  }

  @Override
  void startFromBias(int j, int channel) {
    o[j] = laws.startsFromBias() ? integers.bias(channel) : 0;
  }

  /** float(acc) * m, one multiply (contract, law 6c). */
  private float scaled(int j, int channel) {
    return (float) o[j] * integers.multiplier(channel);
  }

  /** f and requantisation in one: clamp to lo..hi, round half to even. ReLU is lo = 0. */
  @Override
  float activation(int j, int channel) {
    return grid == null ? 0 : (int) Math.rint(laws.clamp(scaled(j, channel), grid));
  }

  @Override
  double accumulator(int j) {
    return o[j];
  }

  /** The last layer is not requantised (contract, law 6e). */
  @Override
  float output(int j, int channel) {
    boolean relu = weights.placed().layer().activation().equals(Activation.RELU);
    return relu ? Math.max(scaled(j, channel), 0f) : scaled(j, channel);
  }

  @Override
  void copyAccumulators(ScalarLayer from) {
    System.arraycopy(((ExactLayer) from).o, 0, o, 0, o.length);
  }
}
