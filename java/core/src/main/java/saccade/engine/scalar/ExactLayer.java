package saccade.engine.scalar;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.Nonlinearity;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.QuantizedLayer;
import saccade.model.Requantiser;

/** A layer in EXACT: int32 accumulators, grid points as activations (contract, law 6). */
final class ExactLayer extends ScalarLayer {
  private final QuantizedLayer integers;
  private final Requantiser requantiser;
  private final @Nullable ActivationTable table;
  private final @Nullable ActivationGrid grid;
  private final int[] o;

  ExactLayer(ScalarWeights weights, Laws laws) {
    super(weights, laws);
    integers = Objects.requireNonNull(weights.quantized());
    requantiser = integers.requantiser();
    table = requantiser.table();
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
    return (float) o[j] * laws.multiplier(requantiser, o[j], channel);
  }

  /**
   * f and requantisation in one: clamp to lo..hi, round half to even; ReLU and Clip are lo and hi.
   * Other f are looked up.
   */
  @Override
  float activation(int j, int channel) {
    if (grid == null) {
      return 0; // the last layer sends nothing
    }
    return table == null
        ? (int) Math.rint(laws.clamp(scaled(j, channel), grid))
        : table.point(laws.tableIndex(scaled(j, channel)));
  }

  @Override
  double accumulator(int j) {
    return o[j];
  }

  @Override
  void setAccumulator(int j, float value) {
    throw new IllegalStateException("EXACT recomputes accumulators from sent values");
  }

  /** The last layer is not requantised: ReLU and Clip act on y, a table holds y (law 6e). */
  @Override
  float output(int j, int channel) {
    if (table != null) {
      return table.result(laws.tableIndex(scaled(j, channel)));
    }
    boolean leaky = f.kind() == Activation.Kind.LEAKY_RELU; // in m already
    float y = scaled(j, channel);
    return leaky ? y : (float) Nonlinearity.of(f, y);
  }

  @Override
  void copyAccumulators(ScalarLayer from) {
    System.arraycopy(((ExactLayer) from).o, 0, o, 0, o.length);
  }
}
