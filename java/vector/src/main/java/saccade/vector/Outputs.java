package saccade.vector;

import java.util.Objects;
import saccade.engine.Nonlinearity;
import saccade.model.Activation;
import saccade.model.ActivationTable;
import saccade.model.QuantizedLayer;
import saccade.model.Requantiser;

/** y of EXACT: the last layer is not requantised (contract, law 6e). */
final class Outputs {
  private Outputs() {}

  /** y of an accumulator, which float32 was rounded to or holds. */
  static float of(PackedLayer p, float accumulator, int channel) {
    QuantizedLayer integers = Objects.requireNonNull(p.quantized);
    Requantiser requantiser = integers.requantiser();
    ActivationTable table = requantiser.table();
    float m = accumulator < 0 ? requantiser.negative(channel) : requantiser.multiplier(channel);
    float y = accumulator * m;
    if (table != null) {
      float clamped = Math.min(Math.max(y, ActivationTable.LO), ActivationTable.HI);
      return table.result((int) Math.rint(clamped));
    }
    boolean leaky = p.f.kind() == Activation.Kind.LEAKY_RELU; // in m already
    return leaky ? y : (float) Nonlinearity.of(p.f, y);
  }
}
