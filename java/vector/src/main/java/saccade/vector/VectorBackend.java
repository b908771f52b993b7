package saccade.vector;

import java.util.List;
import java.util.Optional;
import saccade.engine.Arm;
import saccade.engine.Backend;
import saccade.engine.Kernel;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;

/**
 * The CPU backend on the Vector API, one thread: needs JDK 25 with {@code
 * --add-modules=jdk.incubator.vector}. Vectors are as wide as the CPU's; the property {@code
 * saccade.vector.bits} narrows them to 128, 256 or 512 bits.
 */
public final class VectorBackend implements Backend {
  private static final String MODULE = "jdk.incubator.vector";

  private final Arm arm;

  /** With all savings on. */
  public VectorBackend() {
    this(Arm.BOTH);
  }

  private VectorBackend(Arm arm) {
    this.arm = arm;
  }

  @Override
  public String name() {
    return "vector";
  }

  /** Touches no vector before it is known that there are any. */
  @Override
  public Optional<String> whyUnavailable() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return Optional.of(
          "module " + MODULE + " is not there; start Java 25 with --add-modules=" + MODULE);
    }
    return Optional.ofNullable(Width.refusal());
  }

  @Override
  public String device() {
    return "CPU";
  }

  @Override
  public Plan plan(Network network, PlanOptions options) {
    requireAvailable();
    return VectorPlan.float32(network, options, arm);
  }

  @Override
  public Plan plan(QuantizedNetwork network, PlanOptions options) {
    requireAvailable();
    return VectorPlan.exact(network, options, arm);
  }

  private void requireAvailable() {
    whyUnavailable()
        .ifPresent(
            why -> {
              throw new IllegalStateException("backend vector cannot run here: " + why);
            });
  }

  @Override
  public Optional<Backend> withArm(Arm other) {
    return Optional.of(new VectorBackend(other));
  }

  @Override
  public List<Kernel> kernels(PlacedLayer layer) {
    return Kernels.fitting(layer);
  }

  @Override
  public int vectorBits() {
    requireAvailable();
    return Lanes.FLOATS.vectorBitSize();
  }
}
