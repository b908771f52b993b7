package saccade.engine;

import java.util.List;
import java.util.Optional;
import saccade.model.Network;
import saccade.model.PlacedLayer;
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
   * @throws IllegalArgumentException if the network's values could overflow (contract, law 11), or
   *     if the options do not fit it, such as a kernel that a layer cannot have
   */
  Plan plan(Network network, PlanOptions options);

  /**
   * Compiles a quantised network for EXACT.
   *
   * @throws IllegalArgumentException if the options do not fit it
   */
  Plan plan(QuantizedNetwork network, PlanOptions options);

  /**
   * The same backend with other savings on. Without delta a step takes every input over as it is,
   * thresholds mean nothing, and y is the dense result: those arms are there to be measured.
   *
   * @return empty if this backend has no such arm
   */
  default Optional<Backend> withArm(Arm arm) {
    return arm == Arm.BOTH ? Optional.of(this) : Optional.empty();
  }

  /**
   * The kernels that a layer can have here.
   *
   * @return empty if this backend has one kernel only, and no choice
   */
  default List<Kernel> kernels(PlacedLayer layer) {
    return List.of();
  }

  /** Bits of the vectors that its kernels compute with; 0 if it does not say. */
  default int vectorBits() {
    return 0;
  }
}
