package saccade.verify.generator;

import org.jspecify.annotations.Nullable;
import saccade.engine.Crossovers;
import saccade.engine.PlanOptions;
import saccade.model.Fill;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.PlaneOrder;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** Options of plans, and thresholds at, between and far beyond the points of the grids. */
final class OptionsGenerator {
  /** What a hidden grid's step is taken for where there are no grids. */
  private static final float USUAL_STEP = 0.01f;

  private OptionsGenerator() {}

  static PlanOptions options(CaseId id, Network network) {
    return options(Draw.of(id, Draw.Aspect.OPTIONS, 1), id, network);
  }

  /** Other crossovers and another refresh interval; what must not change a bit of EXACT. */
  static PlanOptions others(CaseId id, Network network) {
    PlanOptions drawn = options(Draw.of(id, Draw.Aspect.OPTIONS, 2), id, network);
    PlanOptions given = options(id, network);
    return drawn.withFill(given.fill()).withPlaneOrder(given.planeOrder());
  }

  private static PlanOptions options(Draw draw, CaseId id, Network network) {
    Fill fill = draw.pick(Fill.values());
    PlaneOrder order = draw.pick(PlaneOrder.values());
    int soon = network.depth() + draw.below(7);
    long interval = draw.pick(0L, (long) soon, PlanOptions.DEFAULT_REFRESH_INTERVAL);
    Crossovers crossovers = crossovers(draw, network);
    PlanOptions plain = PlanOptions.DEFAULT.withRefreshInterval(0).withCrossovers(Crossovers.NEVER);
    PlanOptions stack = id.has(Feature.FILLS) ? plain.withFill(fill).withPlaneOrder(order) : plain;
    PlanOptions refreshed = id.has(Feature.REFRESHES) ? stack.withRefreshInterval(interval) : stack;
    return id.has(Feature.CROSSOVERS) ? refreshed.withCrossovers(crossovers) : refreshed;
  }

  private static Crossovers crossovers(Draw draw, Network network) {
    int kind = draw.weighted(4, 2, 1, 4);
    int[] events = new int[network.depth()];
    for (int k = 0; k < events.length; k++) {
      events[k] = kind == 2 ? 0 : draw.below(2 + network.shape(k).size());
    }
    return switch (kind) {
      case 0 -> Crossovers.DEFAULT;
      case 1 -> Crossovers.NEVER;
      default -> Crossovers.of(events);
    };
  }

  static Thresholds thresholds(
      Draw draw, CaseId id, Network network, @Nullable QuantizedNetwork grids) {
    int kind = draw.weighted(3, 2, 5);
    boolean lastToo = draw.oneIn(4);
    float[] values = new float[network.depth() + (lastToo ? 1 : 0)];
    float same = value(draw, USUAL_STEP);
    for (int k = 0; k < values.length; k++) {
      float drawn = value(draw, step(network, grids, k, 0));
      values[k] = kind == 0 || !id.has(Feature.THRESHOLDS) ? 0 : kind == 1 ? same : drawn;
    }
    float[] elements = new float[network.input().frameSize()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = value(draw, step(network, grids, 0, i));
    }
    boolean perElement =
        draw.oneIn(4)
            && network.input() instanceof FloatStack
            && id.has(Feature.ELEMENT_THRESHOLDS)
            && id.has(Feature.THRESHOLDS);
    Thresholds thresholds = Thresholds.of(values);
    return perElement ? thresholds.withInput(elements) : thresholds;
  }

  private static float step(
      Network network, @Nullable QuantizedNetwork grids, int layer, int element) {
    if (layer == 0 && !(network.input() instanceof FloatStack)) {
      return 1;
    }
    if (grids == null || layer >= network.depth()) {
      return USUAL_STEP;
    }
    return layer == 0 ? grids.inputGrids().grid(element).scale() : grids.grid(layer).scale();
  }

  /** 0, below the grid, exactly at a point and just beside it, or out of reach. */
  private static float value(Draw draw, float step) {
    float point = draw.within(1, 6) * step;
    return switch (draw.weighted(3, 1, 4, 1, 1, 1, 2)) {
      case 0 -> 0;
      case 1 -> (float) draw.real(0, 1) * step;
      case 2 -> point;
      case 3 -> Math.nextUp(point);
      case 4 -> Math.nextDown(point);
      case 5 -> draw.pick(1e4f, 1e30f, Float.MAX_VALUE) * Math.min(1, step);
      default -> (float) draw.real(0, 40) * step;
    };
  }
}
