package saccade.verify.reference;

import org.jspecify.annotations.Nullable;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/**
 * The dense references of one network; built once, since they write every layer out.
 *
 * @param network the network
 * @param dense double precision
 * @param grids its grids; null in FLOAT32
 * @param integers 64-bit integers; null in FLOAT32
 */
public record References(
    Network network,
    DenseReference dense,
    @Nullable QuantizedNetwork grids,
    @Nullable QuantizedReference integers) {
  /** References of a network in FLOAT32. */
  public static References of(Network network) {
    return new References(network, new DenseReference(network), null, null);
  }

  /** References of a quantised network; {@code float32} lends its dense one. */
  public static References of(QuantizedNetwork grids, References float32) {
    return new References(grids.source(), float32.dense, grids, new QuantizedReference(grids));
  }
}
