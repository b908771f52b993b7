package saccade.engine;

import java.util.Optional;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/**
 * A way to run networks. Peers are interchangeable and found by {@link Backends}; the boundary is
 * the network step, so a backend owns all of a session's state.
 */
public interface Backend {
  /** Name in flags and reports, such as {@code scalar}. */
  String name();

  /** Empty if usable here, else one sentence with the remedy. */
  Optional<String> whyUnavailable();

  /** What it runs on, such as {@code CPU}. */
  String device();

  /**
   * Compiles a network for FLOAT32.
   *
   * @throws IllegalArgumentException if the network's values could overflow (contract, law 11)
   */
  Plan plan(Network network, PlanOptions options);

  /** Compiles a quantised network for EXACT. */
  Plan plan(QuantizedNetwork network, PlanOptions options);
}
