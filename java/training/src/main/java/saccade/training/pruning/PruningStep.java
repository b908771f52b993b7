package saccade.training.pruning;

import java.util.List;
import saccade.training.network.Mask;

/**
 * What one pruning gives.
 *
 * @param mask never keeps what the mask before it pruned
 * @param floors those that bound, in the order of the layers; empty if magnitude alone decided
 */
public record PruningStep(Mask mask, List<BoundFloor> floors) {
  public PruningStep {
    floors = List.copyOf(floors);
  }
}
