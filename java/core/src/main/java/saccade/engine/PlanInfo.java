package saccade.engine;

import java.util.List;
import saccade.model.Network;

/**
 * What is known of a plan without opening it.
 *
 * @param network the network that was compiled
 * @param mode the arithmetic
 * @param options the choices it was compiled with
 * @param layers cost of every weighted layer, in order
 * @param stateBytes bytes of state that one session holds beside the plan
 * @param scratchBytes bytes of scratch and buffers of one session: needed, but no state
 */
public record PlanInfo(
    Network network,
    Mode mode,
    PlanOptions options,
    List<LayerCost> layers,
    long stateBytes,
    long scratchBytes) {}
