package saccade.engine;

import java.util.List;
import java.util.concurrent.Executor;
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
   * Opens a batch of sessions whose slots are all empty; the calling thread steps them alone.
   *
   * @param capacity number of slots, at least 1
   * @param thresholds one set for all slots
   */
  default BatchSession openBatch(int capacity, Thresholds thresholds) {
    return openBatch(capacity, thresholds, Runnable::run, 1);
  }

  /**
   * Opens a batch of sessions whose slots are all empty; threads of the caller's executor help the
   * calling one in a step. The slots are split among them in contiguous shares, and the step ends
   * when every slot has stepped. The calling thread waits for no task to begin: what the executor
   * rejects, drops or has not begun, it does itself, so the executor may be busy, shut down, or run
   * the calling thread. It is never shut down from here. The bits of a slot do not depend on it.
   *
   * @param capacity number of slots, at least 1
   * @param thresholds one set for all slots
   * @param executor whose threads help; a task that it drops unsaid is not sent again
   * @param threads most threads of a step, the calling one included, at least 1
   */
  BatchSession openBatch(int capacity, Thresholds thresholds, Executor executor, int threads);

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
