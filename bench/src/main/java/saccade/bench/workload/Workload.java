package saccade.bench.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/**
 * A network, how it is run, and what is played into it.
 *
 * @param name name on the command line, or that of the user's model
 * @param about one line for people
 * @param synthetic true if weights or steps were made rather than recorded or learned
 * @param network the network
 * @param grids the network on integer grids; null if it cannot be put on any, and a note says why
 * @param options of plans
 * @param floatThresholds one T per layer in FLOAT32, input first
 * @param exactThresholds the same in EXACT
 * @param trace the steps
 * @param notes what is to be known beside the figures, one sentence each
 */
public record Workload(
    String name,
    String about,
    boolean synthetic,
    Network network,
    @Nullable QuantizedNetwork grids,
    PlanOptions options,
    Thresholds floatThresholds,
    Thresholds exactThresholds,
    StepTrace trace,
    List<String> notes) {
  public Workload {
    notes = List.copyOf(notes);
  }

  /** Thresholds of an arithmetic. */
  public Thresholds thresholds(Mode mode) {
    return mode == Mode.EXACT ? exactThresholds : floatThresholds;
  }
}
