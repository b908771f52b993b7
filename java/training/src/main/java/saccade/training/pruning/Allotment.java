package saccade.training.pruning;

/** How the layers in scope share the survivors. */
public enum Allotment {
  /**
   * One threshold over the scope. The paper does not say so, but the unequal layers of Tables 4 and
   * 5 with their exact totals do.
   */
  GLOBAL,
  /** The same share of every layer. */
  PER_LAYER,
  /**
   * Erdos-Renyi-Kernel (Evci et al. 2020): a layer's share is proportional to (outputs + inputs +
   * kernel height + kernel width) / weights, so that small layers stay denser; a share that would
   * exceed 1 is 1, and the other layers give up the rest.
   */
  ERK
}
