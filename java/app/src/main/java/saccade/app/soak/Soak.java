package saccade.app.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import saccade.app.play.Limits;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.References;

/**
 * Plays a network for very many steps and looks at what has accumulated. Brute force after every
 * step would take hours, so it looks after {@link SoakOptions#CHECKS} steps: the state carries
 * whatever went wrong before, since accumulators are only ever added to.
 */
public final class Soak {
  private final SoakOptions options;
  private final Network network;

  /** One soak. */
  public Soak(SoakOptions options) {
    this.options = options;
    network = options.subject().network();
  }

  /**
   * Runs all modes side by side; {@code progress} is told the steps that are done, of all modes.
   */
  public SoakReport run(LongConsumer progress) {
    AtomicLong done = new AtomicLong();
    LongConsumer step = one -> progress.accept(done.addAndGet(one));
    Limits.requireWithin(new ScalarBackend().plan(network, options.options()), options.drive());
    try (ExecutorService pool = Executors.newFixedThreadPool(Mode.values().length)) {
      boolean floats = options.modes().contains(Mode.FLOAT32);
      boolean integers = options.modes().contains(Mode.EXACT);
      Future<SoakReport.@Nullable Float32> float32 =
          pool.submit(() -> floats ? float32(step) : null);
      Future<SoakReport.@Nullable Exact> exact = pool.submit(() -> integers ? exact(step) : null);
      return report(get(exact), get(float32));
    }
  }

  private SoakReport.Float32 float32(LongConsumer progress) {
    Plan plan = options.backend().plan(network, options.options());
    FloatRun run = new FloatRun(options, plan, new DenseReference(plan.network()));
    run.play(plan, progress);
    return run.report();
  }

  private SoakReport.Exact exact(LongConsumer progress) {
    ScalarBackend definition = new ScalarBackend();
    Calibration watched =
        Calibration.watch(
            definition, network, options.options(), options.drive().watched(options.seed()));
    QuantizedNetwork grids = Quantizer.quantize(network, watched);
    Plan plan = options.backend().plan(grids, options.options());
    Limits.requireWithin(plan, options.drive());
    References references = References.of(grids, References.of(network));
    ExactRun run = new ExactRun(options, plan, references);
    run.play(plan, progress);
    return run.report();
  }

  private static <T extends @Nullable Object> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the soak was interrupted; start it again", e);
    }
  }

  private SoakReport report(
      SoakReport.@Nullable Exact exact, SoakReport.@Nullable Float32 float32) {
    boolean ok = (exact == null || exact.ok()) && (float32 == null || float32.ok());
    long checked = exact != null ? exact.checked() : float32 != null ? float32.curve().size() : 0;
    return new SoakReport(
        ok,
        network.name(),
        options.drive().name(),
        options.backend().name(),
        options.thresholds().toString(),
        options.seed(),
        options.steps(),
        checked,
        exact == null ? null : (Long) exact.differingBits(),
        exact,
        float32,
        options.options().refreshInterval(),
        reproduce(),
        new ArrayList<>());
  }

  private String reproduce() {
    List<String> modes = options.modes().stream().map(Mode::name).toList();
    return "./saccade verify %s --soak --backends %s%s --thresholds %s --steps %d --seed %d%s"
        .formatted(
            options.subject().argument(),
            options.backend().name(),
            modes.size() == 1 ? " --mode " + modes.get(0) : "",
            options.thresholds(),
            options.steps(),
            options.seed(),
            options.drive().flag());
  }
}
