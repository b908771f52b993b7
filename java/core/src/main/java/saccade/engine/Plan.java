package saccade.engine;

import java.util.List;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * A network compiled for one backend: packed weights and the reset state. Immutable and shared by
 * any number of sessions and threads.
 */
public interface Plan {
  /** Network, mode, options and costs. */
  PlanInfo info();

  /**
   * Opens a session in its reset state.
   *
   * @param thresholds one T per layer, input first
   */
  Session open(Thresholds thresholds);

  /**
   * Opens a batch of sessions whose slots are all empty.
   *
   * @param capacity number of slots, at least 1
   * @param thresholds one set for all slots
   */
  BatchSession openBatch(int capacity, Thresholds thresholds);

  /** Opens a session at T = 0, the default: nothing is approximated unless asked. */
  default Session open() {
    return open(Thresholds.zero(network()));
  }

  /** The network that was compiled. */
  default Network network() {
    return info().network();
  }

  /** The arithmetic. */
  default Mode mode() {
    return info().mode();
  }

  /** The choices it was compiled with. */
  default PlanOptions options() {
    return info().options();
  }

  /** Cost of every weighted layer, in order. */
  default List<LayerCost> layers() {
    return info().layers();
  }
}
