package saccade.training.pruning;

import saccade.training.network.LayerShape;

/** Which layers lose weights; the others stay whole. Biases are never pruned. */
public enum Scope {
  /** Convolutions only, as in Tables 4 and 5, whose dense layers have sparsity 0. */
  CONVOLUTIONS,
  /** Every layer. */
  ALL;

  /** Whether the layer may lose weights. */
  public boolean covers(LayerShape layer) {
    return this == ALL || layer instanceof LayerShape.Convolution;
  }
}
