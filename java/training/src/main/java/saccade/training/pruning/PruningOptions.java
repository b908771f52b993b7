package saccade.training.pruning;

/**
 * How to prune by magnitude.
 *
 * @param scope layers that lose weights
 * @param allotment how they share the survivors; {@link Pattern#TWO_OF_FOUR} has no use for it
 * @param pattern what is pruned as one
 * @param floors what stays in any case
 */
public record PruningOptions(Scope scope, Allotment allotment, Pattern pattern, Floors floors) {
  /** Single weights of the convolutions, one threshold, and floors that the paper does not have. */
  public static final PruningOptions PAPER =
      new PruningOptions(
          Scope.CONVOLUTIONS, Allotment.GLOBAL, Pattern.UNSTRUCTURED, Floors.DEFAULT);
}
