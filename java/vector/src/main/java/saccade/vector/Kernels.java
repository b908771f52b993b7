package saccade.vector;

import java.util.List;
import saccade.engine.Kernel;
import saccade.model.PlacedLayer;

/**
 * Which kernel a layer takes its events with: the one that is forced, else the one that a fixed
 * cost model in cycles per event and output position finds the cheapest; no choice changes a bit of
 * a result.
 */
final class Kernels {
  /** A vector of a column: load and multiply-add, and its share of the accumulator's traffic. */
  static final double VECTOR = 1.6;

  /** The same in sums of 16 bits, which take two such vectors at once. */
  static final double SHORTS = 0.8;

  /** A vector of a column by itself: it loads and stores accumulators of its own. */
  static final double BLOCK = 4;

  /** A weight of a walk: row, weight and accumulator are loaded, the accumulator stored. */
  static final double WALKED = 2;

  /** A loop over what is left of a column has a length that the branch predictor does not know. */
  static final double LOOP_START = 6;

  /** What an event costs by itself, and at each output position beside the kernel. */
  static final double EVENT = 10;

  static final double MEETING = 6;

  /** What a pixel costs by itself, sorted by cell once for all the planes it will be in. */
  static final double PIXEL = 6;

  /** A vector of its columns at four output positions. */
  static final double PIXEL_VECTOR = 8;

  private Kernels() {}

  /** The kernels that a layer can have. */
  static List<Kernel> fitting(PlacedLayer placed) {
    return Kernel.running().stream()
        .filter(kernel -> kernel != Kernel.LANES || placed.layer().groups() == 1)
        .toList();
  }

  /**
   * The kernel of a layer.
   *
   * @param asked what was forced or timed; AUTO for the cost model's
   * @throws IllegalArgumentException if the layer cannot have what was asked for
   */
  static Kernel choose(PackedLayer p, Kernel asked) {
    List<Kernel> fitting = fitting(p.placed);
    if (asked != Kernel.AUTO && !fitting.contains(asked)) {
      throw new IllegalArgumentException(
          "layer %s cannot have kernel %s, whose columns cover the channels of all its %d groups; give auto, %s"
              .formatted(p.placed.name(), asked, p.groups, Kernel.names(fitting)));
    }
    if (!p.hasEdges()) {
      return Kernel.WALK; // whatever was asked: where nothing is to be multiplied, it ends
    }
    return asked == Kernel.AUTO ? cheapest(p, fitting) : asked;
  }

  /**
   * The number of events above which the dense kernel of a convolution is cheaper than the layer's
   * own; for other layers what the library's cost model says.
   */
  static int crossover(PackedLayer p, int usual) {
    if (p.direct == null) {
      return usual;
    }
    double event = p.pixels == null ? eventCost(p) : PIXEL + PIXEL_VECTOR * p.stride / Lanes.N;
    return (int) Math.min(p.placed.input().size(), p.direct.cycles() / event);
  }

  /** Cycles of an event with all output positions that it meets. */
  private static double eventCost(PackedLayer p) {
    Reach r = p.reach;
    double meetings =
        (double) r.rowStart[r.rowStart.length - 1] * r.columnStart[r.columnStart.length - 1];
    return EVENT + meetings / p.inputPositions * (MEETING + cost(p, p.kernel));
  }

  private static Kernel cheapest(PackedLayer p, List<Kernel> fitting) {
    Kernel best = Kernel.WALK;
    for (Kernel kernel : fitting) {
      best = cost(p, kernel) < cost(p, best) ? kernel : best;
    }
    return best;
  }

  /** Cycles of an event at an output position. */
  private static double cost(PackedLayer p, Kernel kernel) {
    double columns = p.start.length - 1;
    return switch (kernel) {
      case BLOCKS -> LOOP_START + BLOCK * BlockColumns.count(p) / columns;
      case WALK -> LOOP_START + WALKED * p.row.length / columns;
      default -> (p.fitsShorts ? SHORTS : VECTOR) * p.stride / Lanes.N;
    };
  }
}
