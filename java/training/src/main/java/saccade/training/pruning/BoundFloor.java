package saccade.training.pruning;

/**
 * A floor that changed a mask.
 *
 * @param layer name of the layer
 * @param floor which of its floors
 * @param spared weights that it holds and that magnitude alone would have pruned; the layer's floor
 *     holds what its outputs' leaves to hold
 */
public record BoundFloor(String layer, Kind floor, long spared) {
  /** Which of a layer's {@link Floors}. */
  public enum Kind {
    /** {@link Floors#perLayer}. */
    LAYER,
    /** {@link Floors#perOutput}. */
    OUTPUT
  }
}
