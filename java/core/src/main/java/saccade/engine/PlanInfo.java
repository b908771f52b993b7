package saccade.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/**
 * What is known of a plan without opening it.
 *
 * @param network the network that runs; in FLOAT32 with means folded as law 3 says
 * @param grids its integers in EXACT; null in FLOAT32
 * @param options the choices it was compiled with; crossovers are numbers and kernels named now
 * @param layers cost of every weighted layer, in order
 * @param inputLimits what an observation may hold
 * @param digest what tells the network from others
 * @param stateBytes bytes of state that one session holds beside the plan
 * @param scratchBytes bytes of scratch and buffers of one session: needed, but no state
 */
public record PlanInfo(
    Network network,
    @Nullable QuantizedNetwork grids,
    PlanOptions options,
    List<LayerCost> layers,
    InputLimits inputLimits,
    NetworkDigest digest,
    long stateBytes,
    long scratchBytes) {
  public PlanInfo {
    layers = List.copyOf(layers);
  }

  /**
   * Of a plan in FLOAT32, without sizes. For backends.
   *
   * @param network as {@link Folding#float32} leaves it
   */
  public static PlanInfo float32(Network network, PlanOptions options, List<LayerCost> layers) {
    double overflow = OverflowLimit.require(network);
    return new PlanInfo(
        network,
        null,
        options.resolved(network, layers),
        layers,
        InputLimits.float32(network, overflow),
        new NetworkDigest(network, null),
        0,
        0);
  }

  /** Of a plan in EXACT, without sizes. For backends. */
  public static PlanInfo exact(
      QuantizedNetwork grids, PlanOptions options, List<LayerCost> layers) {
    return new PlanInfo(
        grids.source(),
        grids,
        options.resolved(grids.source(), layers),
        layers,
        InputLimits.exact(grids),
        new NetworkDigest(grids.source(), grids),
        0,
        0);
  }

  /** The same with the sizes of a session. For backends. */
  public PlanInfo withBytes(long state, long scratch) {
    return new PlanInfo(network, grids, options, layers, inputLimits, digest, state, scratch);
  }

  /** The arithmetic. */
  public Mode mode() {
    return grids == null ? Mode.FLOAT32 : Mode.EXACT;
  }
}
