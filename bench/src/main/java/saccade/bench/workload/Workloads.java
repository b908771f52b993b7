package saccade.bench.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.builtin.Builtin;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** The workloads that come along, by name, and those that a user brings. */
public final class Workloads {
  private static final List<String> NAMES = List.of("table4");
  private static final int CALIBRATED_STEPS = 300;

  private Workloads() {}

  /** Names that {@link #named} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Makes a workload: the same steps for the same seed on every machine.
   *
   * @param name one of {@link #names}
   * @param steps length of the trace, at least 1; a branch predictor learns short ones, so measure
   *     20,000 or more
   * @param seed of the steps; the network and its thresholds do not depend on it
   * @throws IllegalArgumentException if the name is unknown or there are no steps
   */
  public static Workload named(String name, int steps, long seed) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "unknown workload '%s'; known are: %s".formatted(name, String.join(", ", NAMES)));
    }
    if (steps < 1) {
      throw new IllegalArgumentException(
          steps + " steps were asked for; give at least 1, or 20,000 to measure");
    }
    Builtin builtin = Builtin.named(name);
    Network network = builtin.network();
    StepTrace watched = GameTrace.play("breakout", CALIBRATED_STEPS, seed + 1);
    return new Workload(
        name,
        builtin.about(),
        true,
        network,
        grids(network, PlanOptions.DEFAULT, watched),
        PlanOptions.DEFAULT,
        builtin.thresholds(),
        builtin.thresholds(),
        GameTrace.play("breakout", steps, seed),
        List.of());
  }

  /**
   * A user's network on recorded steps. EXACT is calibrated on the first half of them.
   *
   * @param network its name becomes the workload's
   * @param trace frames in the form of a session's buffer, at least 2 steps
   * @param options of plans
   * @param thresholds one T per layer, input first; null for T = 0
   */
  public static Workload of(
      Network network, FrameSequence trace, PlanOptions options, @Nullable Thresholds thresholds) {
    StepTrace steps = StepTrace.of(trace, network.input());
    Thresholds t = thresholds == null ? Thresholds.zero(network) : thresholds;
    QuantizedNetwork grids =
        grids(network, options, trace.slice(0, Math.max(1, trace.steps() / 2)));
    return new Workload(
        network.name(), "the user's model", false, network, grids, options, t, t, steps, List.of());
  }

  private static QuantizedNetwork grids(
      Network network, PlanOptions options, FrameSequence watched) {
    return Quantizer.quantize(
        network, Calibration.watch(new ScalarBackend(), network, options, watched));
  }
}
