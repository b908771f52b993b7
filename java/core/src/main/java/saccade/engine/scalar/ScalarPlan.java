package saccade.engine.scalar;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.GridThreshold;
import saccade.engine.GuardedSession;
import saccade.engine.LayerCost;
import saccade.engine.Mode;
import saccade.engine.OverflowLimit;
import saccade.engine.Plan;
import saccade.engine.PlanInfo;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** A network as the definition runs it: weights by tap, grids, and the reset state (law 5). */
final class ScalarPlan implements Plan {
  private final ScalarBackend backend;
  private final List<ScalarWeights> weights;
  private final @Nullable QuantizedNetwork grids;
  private final List<ScalarLayer> resetState = new ArrayList<>();
  private final PlanInfo info;

  private ScalarPlan(
      Network network,
      @Nullable QuantizedNetwork grids,
      PlanOptions options,
      ScalarBackend backend) {
    options.requireFor(network);
    this.backend = backend;
    this.grids = grids;
    weights = new ArrayList<>();
    List<LayerCost> costs = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      PlacedLayer placed = network.weighted().get(k - 1);
      weights.add(ScalarWeights.of(placed, grids == null ? null : grids.layer(k)));
      costs.add(LayerCost.of(placed, weights.get(k - 1).w().length));
    }
    buildResetState();
    info = info(network, options, costs);
  }

  static ScalarPlan float32(Network network, PlanOptions options, ScalarBackend backend) {
    OverflowLimit.require(network);
    return new ScalarPlan(network, null, options, backend);
  }

  static ScalarPlan exact(QuantizedNetwork network, PlanOptions options, ScalarBackend backend) {
    return new ScalarPlan(network.source(), network, options, backend);
  }

  /** Input sent values 0 and every layer the T = 0 dense result of that input. */
  private void buildResetState() {
    Events.Sent input = neuron -> 0f;
    for (ScalarWeights w : weights) {
      ScalarLayer layer = newLayer(w);
      layer.dense(input, new Events(w.fan().input().size()));
      layer.sendAll();
      resetState.add(layer);
      input = layer;
    }
  }

  private PlanInfo info(Network network, PlanOptions options, List<LayerCost> costs) {
    ImageStack stack = (ImageStack) network.input();
    long state = stack.shape().size();
    long scratch = GuardedSession.bufferBytes(stack, network.outputSize());
    for (ScalarLayer layer : resetState) {
      state += layer.stateBytes();
      scratch += (long) layer.fan.input().size() * Events.BYTES_EACH;
    }
    Mode mode = grids == null ? Mode.FLOAT32 : Mode.EXACT;
    return new PlanInfo(network, mode, options, List.copyOf(costs), state, scratch);
  }

  @Override
  public PlanInfo info() {
    return info;
  }

  @Override
  public Session open(Thresholds thresholds) {
    return new ScalarSession(this, thresholds);
  }

  /** T of a gated neuron layer as the rule compares it: in EXACT the integer k (law 6f). */
  float threshold(int layer, Thresholds thresholds) {
    float t = thresholds.at(layer);
    return grids == null ? t : GridThreshold.steps(t, grids.grid(layer));
  }

  InputPlanes newInput() {
    return new InputPlanes((ImageStack) network().input(), options(), backend.laws());
  }

  ScalarLayer newLayer(int layer) {
    return newLayer(weights.get(layer - 1));
  }

  private ScalarLayer newLayer(ScalarWeights w) {
    Laws laws = backend.laws();
    return w.quantized() == null ? new FloatLayer(w, laws) : new ExactLayer(w, laws);
  }

  Events newEvents(int layer) {
    return new Events(weights.get(layer - 1).fan().input().size());
  }

  ScalarLayer resetState(int layer) {
    return resetState.get(layer - 1);
  }
}
