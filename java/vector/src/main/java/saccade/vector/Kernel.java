package saccade.vector;

/** How a layer takes its events. */
enum Kernel {
  /** Whole columns of weights in vectors, zeros included. */
  LANES,
  /** Only the weights that survived pruning, one after the other (compressed sparse columns). */
  WALK
}
