package saccade.verify.literal;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.Backend;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Our rule, as a backend runs it in FLOAT32. */
final class BackendRule implements EventRule {
  private final String name;
  private final Plan plan;
  private final Session session;

  BackendRule(Backend backend, Network network, PlanOptions options, Thresholds thresholds) {
    name = "ours (" + backend.name() + ")";
    plan = backend.plan(network, options);
    session = plan.open(thresholds);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void reset() {
    session.reset();
  }

  @Override
  public void step(byte[] observation, float[] y) {
    session.step(observation, y);
  }

  @Override
  public RuleCounts counts() {
    List<RuleCounts.LayerCounts> layers = new ArrayList<>();
    for (int k = 1; k <= plan.network().depth(); k++) {
      layers.add(
          new RuleCounts.LayerCounts(
              plan.layers().get(k - 1).name(),
              session.counts().events(k),
              session.counts().counted(k)));
    }
    return new RuleCounts(List.copyOf(layers), null, 0);
  }

  @Override
  public void close() {
    session.close();
  }
}
