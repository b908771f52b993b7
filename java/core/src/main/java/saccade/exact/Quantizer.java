package saccade.exact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.OverflowLimit;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;

/**
 * Puts a network on integer grids (contract, law 6): int8 weights with a scale per output channel,
 * 8 bits per activation with a scale per layer, float inputs on a grid per element, int32
 * accumulators that cannot overflow.
 */
public final class Quantizer {
  private Quantizer() {}

  /**
   * Quantises, observations to 8 bits.
   *
   * @param network the network; its weights are not changed
   * @param calibration ranges of its layers
   * @throws IllegalArgumentException if values could overflow, or a channel's multiplier is not a
   *     normal number
   */
  public static QuantizedNetwork quantize(Network network, Calibration calibration) {
    return quantize(network, calibration, Grids.DEFAULT_BITS);
  }

  /**
   * Quantises.
   *
   * @param inputBits bits of the grids of a float observation, 2..12; image bytes stay bytes
   * @throws IllegalArgumentException as {@link #quantize(Network, Calibration)}
   */
  public static QuantizedNetwork quantize(Network network, Calibration calibration, int inputBits) {
    OverflowLimit.require(network);
    requireFit(network, calibration, inputBits);
    InputScaling first = InputScaling.of(network, Grids.input(network, calibration, inputBits));
    List<QuantizedLayer> layers = new ArrayList<>();
    @Nullable ActivationGrid input = null;
    for (int k = 1; k <= network.depth(); k++) {
      PlacedLayer placed = network.weighted().get(k - 1);
      Activation f = placed.layer().activation();
      boolean last = k == network.depth();
      ActivationGrid output =
          last
              ? null
              : Grids.hidden(f, calibration.minimum().get(k - 1), calibration.maximum().get(k - 1));
      LayerRows rows = input == null ? first.rows() : LayerRows.behind(placed, input);
      double reach = f.needsTable(last) ? calibration.reach().get(k - 1) : 0;
      layers.add(LayerQuantizer.quantize(rows, f, output, reach));
      input = output;
    }
    return new QuantizedNetwork(network, first.grids(), layers);
  }

  private static void requireFit(Network network, Calibration calibration, int inputBits) {
    if (inputBits < 2 || inputBits > ActivationGrid.MAX_BITS) {
      throw new IllegalArgumentException(
          inputBits + " bits for the input; give 2.." + ActivationGrid.MAX_BITS);
    }
    boolean tables = false;
    for (int k = 1; k <= network.depth(); k++) {
      boolean last = k == network.depth();
      tables |= network.weighted().get(k - 1).layer().activation().needsTable(last);
    }
    if (calibration.maximum().size() != network.depth() - 1
        || (tables && calibration.reach().size() != network.depth())) {
      throw new IllegalArgumentException(
          "the calibration has ranges of "
              + calibration.maximum().size()
              + " hidden layers, but network "
              + network.name()
              + " has "
              + (network.depth() - 1)
              + "; watch this network");
    }
  }
}
