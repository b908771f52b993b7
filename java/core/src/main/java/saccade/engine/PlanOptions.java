package saccade.engine;

import java.util.List;
import saccade.model.Fill;
import saccade.model.Network;
import saccade.model.PlaneOrder;

/**
 * What a caller may choose when a network is compiled into a plan.
 *
 * @param fill what older planes hold on an episode's first frame (contract, law 9)
 * @param planeOrder which plane is the newest
 * @param refreshInterval steps between two refreshes of the same layer in FLOAT32 (contract, law
 *     7d); 0 for none
 * @param crossovers when a layer runs dense (contract, law 12)
 * @param kernels how layers take their events
 */
public record PlanOptions(
    Fill fill,
    PlaneOrder planeOrder,
    long refreshInterval,
    Crossovers crossovers,
    KernelChoice kernels) {
  /** Refresh interval unless told otherwise. */
  public static final long DEFAULT_REFRESH_INTERVAL = 10_000;

  /** Stack filled with zeros, oldest plane first, default refresh, crossovers and kernels. */
  public static final PlanOptions DEFAULT =
      new PlanOptions(
          Fill.ZEROS,
          PlaneOrder.OLDEST_FIRST,
          DEFAULT_REFRESH_INTERVAL,
          Crossovers.DEFAULT,
          KernelChoice.AUTO);

  public PlanOptions {
    if (refreshInterval < 0) {
      throw new IllegalArgumentException(
          "refresh interval "
              + refreshInterval
              + " is negative; give a number of steps, or 0 for none");
    }
  }

  /**
   * Whether a layer is due for a refresh before a step (contract, law 7d): every N steps, the
   * layers spread over the interval. For backends.
   *
   * @param steps steps since reset or resync; none is due before the first
   * @param layer weighted layer, 1..depth
   * @param depth number of weighted layers
   */
  public boolean refreshIsDue(long steps, int layer, int depth) {
    return refreshInterval > 0
        && steps > 0
        && steps % refreshInterval == refreshInterval * layer / depth % refreshInterval;
  }

  /**
   * Checks the options against a network. For backends.
   *
   * @throws IllegalArgumentException if crossovers or kernels do not fit, or if a refresh of one
   *     layer at a time (contract, law 7d) would not get round all layers within the interval
   */
  public void requireFor(Network network) {
    crossovers.requireFor(network);
    kernels.requireFor(network);
    if (refreshInterval > 0 && refreshInterval < network.depth()) {
      throw new IllegalArgumentException(
          "refresh interval "
              + refreshInterval
              + " is below the "
              + network.depth()
              + " weighted layers of "
              + network.name()
              + ", which are refreshed one per step; give at least as many steps, or 0 for none");
    }
  }

  /** Checked against a network, with crossovers as numbers. */
  PlanOptions resolved(Network network, List<LayerCost> layers) {
    requireFor(network);
    return withCrossovers(crossovers.resolve(layers));
  }

  /** The same with another fill. */
  public PlanOptions withFill(Fill newFill) {
    return new PlanOptions(newFill, planeOrder, refreshInterval, crossovers, kernels);
  }

  /** The same with another plane order. */
  public PlanOptions withPlaneOrder(PlaneOrder newOrder) {
    return new PlanOptions(fill, newOrder, refreshInterval, crossovers, kernels);
  }

  /** The same with another refresh interval. */
  public PlanOptions withRefreshInterval(long steps) {
    return new PlanOptions(fill, planeOrder, steps, crossovers, kernels);
  }

  /** The same with other crossovers. */
  public PlanOptions withCrossovers(Crossovers newCrossovers) {
    return new PlanOptions(fill, planeOrder, refreshInterval, newCrossovers, kernels);
  }

  /** The same with other kernels. */
  public PlanOptions withKernels(KernelChoice newKernels) {
    return new PlanOptions(fill, planeOrder, refreshInterval, crossovers, newKernels);
  }
}
