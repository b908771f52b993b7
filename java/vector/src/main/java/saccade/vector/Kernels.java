package saccade.vector;

/**
 * Which kernel a layer takes its events with, from a fixed cost model in cycles per event and
 * output position; what it says changes no bit of a result.
 */
final class Kernels {
  /** A vector of a column: load and multiply-add, and its share of the accumulator's traffic. */
  static final double VECTOR = 1.6;

  /** A weight of a walk: row, weight and accumulator are loaded, the accumulator stored. */
  static final double WALKED = 2;

  /** A walk's loop has a length that the branch predictor does not know. */
  static final double WALK_START = 6;

  private Kernels() {}

  static Kernel choose(PackedLayer p) {
    if (p.groups > 1 || !p.hasEdges()) {
      return Kernel.WALK; // a column would cover other groups' channels; where nothing is, it ends
    }
    double survivors = (double) p.row.length / (p.start.length - 1);
    double walk = WALK_START + WALKED * survivors;
    return walk < VECTOR * p.stride / Lanes.N ? Kernel.WALK : Kernel.LANES;
  }
}
