package saccade.training.pruning;

/**
 * Survivors that no threshold may take, against layers and outputs that collapse. They count among
 * the survivors: other weights go instead, and the total only rises where the floors alone exceed
 * it. Where the mask in hand has fewer, they keep those: pruned weights never come back.
 *
 * @param perLayer least survivors of a layer in scope, those of its outputs included, 0 or more
 * @param perOutput least survivors of an output (a row), 0 or more; with blocks, least blocks of
 *     eight rows
 */
public record Floors(int perLayer, int perOutput) {
  /** 16 weights per layer and 1 per output: binds only in layers that are close to collapse. */
  public static final Floors DEFAULT = new Floors(16, 1);

  /** A plain threshold. */
  public static final Floors NONE = new Floors(0, 0);

  public Floors {
    if (perLayer < 0 || perOutput < 0) {
      throw new IllegalArgumentException(
          "floors of %d weights per layer and %d per output are below 0; give 0 for none"
              .formatted(perLayer, perOutput));
    }
  }
}
