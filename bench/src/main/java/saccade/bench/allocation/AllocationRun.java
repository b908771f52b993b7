package saccade.bench.allocation;

import java.util.Locale;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.FrameSequence;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/**
 * A program: plays a small network for very many steps on backends, in both arithmetics, and
 * requires that no step allocates once it is warm (contract, law 14). In a Java virtual machine
 * that frees nothing (Epsilon) its heap also bounds what everything else allocates.
 *
 * <p>Arguments: the number of steps, the names of backends with commas. Exit codes: 0 nothing was
 * allocated, 1 something was, 2 usage.
 */
public final class AllocationRun {
  private static final int REFRESH_INTERVAL = 10_000;
  private static final double MIB = 1 << 20;
  private static final double NANOS_PER_MICRO = 1_000;

  private AllocationRun() {}

  /** Runs and exits with the code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    try {
      if (args.length != 2) {
        throw new IllegalArgumentException(
            args.length + " arguments are not 2; give the steps and the backends");
      }
      return run(steps(args[0]), args[1].split(","));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("allocation: " + e.getMessage());
      return 2;
    }
  }

  private static long steps(String text) {
    if (!text.matches("[1-9]\\d{0,11}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no number of steps; give 1 or more, in digits");
    }
    return Long.parseLong(text);
  }

  private static int run(long steps, String... names) {
    boolean steady = true;
    for (String name : names) {
      for (Mode mode : Mode.values()) {
        steady &= isSteady(Backends.named(name), mode, steps);
      }
    }
    Runtime machine = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "heap: %.0f MiB used of %.0f%n",
        (machine.totalMemory() - machine.freeMemory()) / MIB,
        machine.maxMemory() / MIB);
    return steady ? 0 : 1;
  }

  private static boolean isSteady(Backend backend, Mode mode, long steps) {
    Network network = SmallCase.network();
    FrameSequence frames = SmallCase.frames();
    PlanOptions options = PlanOptions.DEFAULT.withRefreshInterval(REFRESH_INTERVAL);
    Thresholds thresholds = Thresholds.uniform(network, 1);
    try (Session session = plan(backend, mode, network, frames, options).open(thresholds)) {
      SteadySteps.Result result =
          new SteadySteps(session, frames, network.input().frameBytes()).run(steps);
      System.out.printf(
          Locale.ROOT,
          "%s %s: %,d bytes in %,d steps of %.2f us, after %,d steps that allocated %,d%n",
          backend.name(),
          mode,
          result.bytes(),
          result.steps(),
          result.nanos() / NANOS_PER_MICRO / result.steps(),
          result.warmUpSteps(),
          result.warmUpBytes());
      return result.isSteady();
    }
  }

  private static Plan plan(
      Backend backend, Mode mode, Network network, FrameSequence frames, PlanOptions options) {
    if (mode == Mode.FLOAT32) {
      return backend.plan(network, options);
    }
    Calibration ranges =
        Calibration.watch(new ScalarBackend(), network, PlanOptions.DEFAULT, frames);
    QuantizedNetwork grids = Quantizer.quantize(network, ranges);
    return backend.plan(grids, options);
  }
}
