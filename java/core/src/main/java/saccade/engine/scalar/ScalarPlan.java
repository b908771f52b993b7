package saccade.engine.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import saccade.engine.BatchSession;
import saccade.engine.Folding;
import saccade.engine.GridThreshold;
import saccade.engine.LayerCost;
import saccade.engine.Plan;
import saccade.engine.PlanInfo;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.SessionBuffers;
import saccade.engine.SlotBatch;
import saccade.engine.StepCounts;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** A network as the definition runs it: weights by tap, grids, and the reset state (law 5). */
final class ScalarPlan implements Plan {
  private final ScalarBackend backend;
  private final List<ScalarWeights> weights;
  private final List<ScalarLayer> resetState;
  private final PlanInfo info;

  private ScalarPlan(PlanInfo info, List<ScalarWeights> weights, ScalarBackend backend) {
    this.backend = backend;
    this.weights = weights;
    resetState = resetState(info);
    this.info = withBytes(info);
  }

  static ScalarPlan float32(Network network, PlanOptions options, ScalarBackend backend) {
    options.kernels().requireAuto(backend.name(), network);
    Network folded = Folding.float32(network);
    List<ScalarWeights> weights = weights(folded, null);
    return new ScalarPlan(PlanInfo.float32(folded, options, costs(weights)), weights, backend);
  }

  static ScalarPlan exact(QuantizedNetwork network, PlanOptions options, ScalarBackend backend) {
    options.kernels().requireAuto(backend.name(), network.source());
    List<ScalarWeights> weights = weights(network.source(), network);
    return new ScalarPlan(PlanInfo.exact(network, options, costs(weights)), weights, backend);
  }

  private static List<ScalarWeights> weights(Network network, @Nullable QuantizedNetwork grids) {
    List<ScalarWeights> weights = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      PlacedLayer placed = network.weighted().get(k - 1);
      weights.add(ScalarWeights.of(placed, grids == null ? null : grids.layer(k)));
    }
    return weights;
  }

  private static List<LayerCost> costs(List<ScalarWeights> weights) {
    return weights.stream().map(w -> LayerCost.of(w.placed(), w.w().length)).toList();
  }

  /** Input sent values 0 and every layer the T = 0 dense result of that input. */
  private List<ScalarLayer> resetState(PlanInfo plan) {
    List<ScalarLayer> layers = new ArrayList<>();
    Events.Sent before = new InputLayer(plan, backend.laws(), new StepCounts(plan.layers()));
    for (ScalarWeights w : weights) {
      ScalarLayer layer = newLayer(w);
      layer.dense(before, new Events(w.fan().input().size()));
      layer.sendAll();
      layers.add(layer);
      before = layer;
    }
    return layers;
  }

  private PlanInfo withBytes(PlanInfo plan) {
    long state = InputLayer.stateBytes(plan.network().input());
    long scratch = SessionBuffers.bytes(plan);
    for (ScalarLayer layer : resetState) {
      state += layer.stateBytes();
      scratch += (long) layer.fan.input().size() * Events.BYTES_EACH;
    }
    return plan.withBytes(state, scratch);
  }

  @Override
  public PlanInfo info() {
    return info;
  }

  @Override
  public Session open(Thresholds thresholds) {
    return new ScalarSession(this, thresholds, SessionBuffers.allocate(info), 0);
  }

  @Override
  public BatchSession openBatch(
      int capacity, Thresholds thresholds, Executor executor, int threads) {
    return new SlotBatch(
        info,
        capacity,
        thresholds,
        executor,
        threads,
        (buffers, offset) -> new ScalarSession(this, thresholds, buffers, offset));
  }

  /** T of a hidden layer as the rule compares it: in EXACT the integer k (law 6f). */
  float threshold(int layer, Thresholds thresholds) {
    float t = thresholds.at(layer);
    QuantizedNetwork grids = info.grids();
    return grids == null ? t : GridThreshold.steps(t, grids.grid(layer));
  }

  InputThresholds inputThresholds(Thresholds thresholds) {
    return InputThresholds.of(thresholds, info.grids(), network().input().frameSize());
  }

  Laws laws() {
    return backend.laws();
  }

  InputLayer newInput(StepCounts counts) {
    return new InputLayer(info, backend.laws(), counts);
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
