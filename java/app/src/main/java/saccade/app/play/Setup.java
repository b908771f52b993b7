package saccade.app.play;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.exact.QuantizationReport;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.reference.References;

/**
 * What is played and how.
 *
 * @param backend runs the network
 * @param network the network
 * @param grids its grids, null in FLOAT32
 * @param quantization what the grids cost, null in FLOAT32
 * @param options of the plan
 * @param thresholds one T per layer, input first
 * @param seed of the game
 * @param notes what is to be known of the network, one sentence each
 */
public record Setup(
    Backend backend,
    Network network,
    @Nullable QuantizedNetwork grids,
    @Nullable QuantizationReport quantization,
    PlanOptions options,
    Thresholds thresholds,
    long seed,
    List<String> notes) {
  /** The arithmetic. */
  public Mode mode() {
    return grids == null ? Mode.FLOAT32 : Mode.EXACT;
  }

  Plan plan() {
    return grids == null ? backend.plan(network, options) : backend.plan(grids, options);
  }

  References references() {
    References dense = References.of(network);
    return grids == null ? dense : References.of(grids, dense);
  }
}
