package saccade.engine.scalar;

import java.util.Optional;
import saccade.engine.Backend;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/** The definition as a backend: plain Java, one thread, always available. */
public class ScalarBackend implements Backend {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public Optional<String> whyUnavailable() {
    return Optional.empty();
  }

  @Override
  public String device() {
    return "CPU";
  }

  @Override
  public final Plan plan(Network network, PlanOptions options) {
    return ScalarPlan.float32(network, options, this);
  }

  @Override
  public final Plan plan(QuantizedNetwork network, PlanOptions options) {
    return ScalarPlan.exact(network, options, this);
  }

  Laws laws() {
    return new Laws();
  }
}
