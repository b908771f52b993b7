package saccade.bench.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.Environments;
import saccade.environments.trace.Trace;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** The workloads that come along, by name, and those that a user brings. */
public final class Workloads {
  /** Steps of a trace that no branch predictor learns by heart: 20,000 of them differ in each. */
  public static final int STEPS = 22_000;

  private static final List<String> FILES =
      List.of(
          "table4",
          "table5",
          "sparse96",
          "breakout",
          "invaders",
          "scroll",
          "robot-mlp",
          "static",
          "scene-cut",
          "noise");

  /** Steps of a user's trace that are watched at most to choose grids. */
  private static final int MOST_WATCHED = 2_000;

  private static final List<String> HALVES =
      List.of("EXACT was calibrated on the first half of the trace; the second is measured.");

  private Workloads() {}

  /** Names that {@link #named} knows; a workload is left out where its game is not there. */
  public static List<String> names() {
    return FILES.stream().filter(Workloads::isThere).toList();
  }

  private static boolean isThere(String name) {
    StepsPart steps = WorkloadFile.read(name).steps();
    return !steps.isGame() || Environments.names().contains(steps.source());
  }

  /**
   * Makes a workload: the same bits for the same name, length and seed on every machine. Frames are
   * in memory, 7 KB each.
   *
   * @param name one of {@link #names}
   * @param steps length of the trace, at least 1; {@link #STEPS} to measure
   * @param seed of the steps; the network, its grids and its thresholds do not depend on it
   * @throws IllegalArgumentException if the name is unknown, there are no steps, or the seed is the
   *     one that the workload was calibrated on
   */
  public static Workload named(String name, int steps, long seed) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "unknown workload '%s'; known are: %s".formatted(name, String.join(", ", names())));
    }
    if (steps < 1) {
      throw new IllegalArgumentException(
          "%d steps were asked for; give at least 1, or %d to measure".formatted(steps, STEPS));
    }
    return WorkloadFile.read(name).open(name, steps, seed);
  }

  /**
   * A user's network on a trace file.
   *
   * @throws IllegalArgumentException if the trace does not hold what the network observes, or as
   *     {@link #of(Network, FrameSequence, PlanOptions, Thresholds)}
   */
  public static Workload of(
      Network network, Trace trace, PlanOptions options, @Nullable Thresholds thresholds) {
    return of(network, new TraceFrames(trace, network.input()), options, thresholds);
  }

  /**
   * A user's network on recorded steps. Grids are chosen on the first half of them, the second half
   * is measured; one step is both.
   *
   * @param network its name becomes the workload's
   * @param recorded frames in the form of a session's buffer
   * @param options of plans
   * @param thresholds one T per layer, input first; null for T = 0: nothing is approximated
   * @throws IllegalArgumentException if the thresholds do not fit the network
   */
  public static Workload of(
      Network network,
      FrameSequence recorded,
      PlanOptions options,
      @Nullable Thresholds thresholds) {
    Thresholds t = thresholds == null ? Thresholds.zero(network) : thresholds.requireFor(network);
    int half = recorded.steps() / 2;
    StepTrace measured = new RecordedSteps(recorded.slice(half, recorded.steps()), network.input());
    FrameSequence watched = recorded.slice(0, Math.clamp(half, 1, MOST_WATCHED));
    Calibration ranges = Calibration.watch(new ScalarBackend(), network, options, watched);
    String name = network.name();
    String about = "the user's network on the user's trace";
    try {
      QuantizedNetwork grids = Quantizer.quantize(network, ranges);
      return new Workload(name, about, false, network, grids, options, t, t, measured, HALVES);
    } catch (IllegalArgumentException e) {
      List<String> why = List.of("EXACT has no rows: " + e.getMessage() + ".");
      return new Workload(name, about, false, network, null, options, t, t, measured, why);
    }
  }
}
