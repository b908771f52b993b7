package saccade.bench.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.bench.tuning.TunedLayer;
import saccade.bench.tuning.TunedMode;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.FrameSequence;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/**
 * Finds the fastest kernel of every layer, and its crossover, by measuring: sessions with each
 * kernel play the same frames in turn, in short blocks, the order rotating; then sessions with the
 * fastest kernels play them once more, one without a dense run and one with nothing else.
 */
public final class KernelTimer {
  private static final int BLOCK = 72;
  private static final int LEAD_IN = 8;
  private static final int LEAST_ROUNDS = 5;
  private static final int MOST_ROUNDS = 80;

  /** Of a phase's time, the most that its warm-up may take. */
  private static final double WARM_UP_SHARE = 0.5;

  private static final double FIRST_PHASE = 0.65;

  /** A kernel must be so much faster than the cost model's to take its place. */
  private static final double MARGIN = 0.95;

  private static final double NANOS_PER_MICRO = 1_000;

  private final Backend backend;
  private final Task task;
  private final int depth;
  private final Plan usual;
  private int rounds;

  /**
   * What is played.
   *
   * @param network the network
   * @param grids its integers in EXACT; null in FLOAT32
   * @param options of plans; kernels and crossovers in them are not looked at
   * @param thresholds one T per layer, input first
   * @param frames at least one
   */
  public record Task(
      Network network,
      @Nullable QuantizedNetwork grids,
      PlanOptions options,
      Thresholds thresholds,
      FrameSequence frames) {
    Plan plan(Backend backend, KernelChoice kernels, Crossovers crossovers) {
      PlanOptions chosen = options.withKernels(kernels).withCrossovers(crossovers);
      return grids == null ? backend.plan(network, chosen) : backend.plan(grids, chosen);
    }
  }

  private KernelTimer(Backend backend, Task task) {
    this.backend = backend;
    this.task = task;
    depth = task.network().depth();
    usual = task.plan(backend, KernelChoice.AUTO, Crossovers.DEFAULT);
  }

  /** True if a layer of the network has a choice of kernels on that backend. */
  public static boolean hasChoice(Backend backend, Network network) {
    return network.weighted().stream().anyMatch(layer -> backend.kernels(layer).size() > 1);
  }

  /**
   * Measures.
   *
   * @param atMost how long it may take; a few rounds are always played
   * @throws IllegalArgumentException if no layer has a choice of kernels
   */
  public static TunedMode measure(Backend backend, Task task, Duration atMost) {
    if (!hasChoice(backend, task.network())) {
      throw new IllegalArgumentException(
          "backend "
              + backend.name()
              + " has one kernel only, so there is nothing to time; take another backend");
    }
    return new KernelTimer(backend, task).run(atMost);
  }

  private TunedMode run(Duration atMost) {
    long start = System.nanoTime();
    long end = start + atMost.toNanos();
    Map<Kernel, TimedSteps> sessions = new EnumMap<>(Kernel.class);
    try {
      for (Kernel kernel : Kernel.running()) {
        sessions.put(kernel, open(KernelChoice.forced(kernels(kernel)), Crossovers.NEVER));
      }
      int played = play(sessions.values(), start + (long) (FIRST_PHASE * (end - start)));
      Kernel[] best = best(sessions);
      try (TimedSteps sparse = open(KernelChoice.timed(best), Crossovers.NEVER);
          TimedSteps dense = open(KernelChoice.timed(best), Crossovers.of(new int[depth]))) {
        play(List.of(sparse, dense), end);
        return new TunedMode(
            usual.mode(),
            task.thresholds().toString(),
            played * (BLOCK - LEAD_IN),
            layers(best, sessions, sparse, dense));
      }
    } finally {
      sessions.values().forEach(TimedSteps::close);
    }
  }

  private TimedSteps open(KernelChoice kernels, Crossovers crossovers) {
    Plan plan = task.plan(backend, kernels, crossovers);
    return new TimedSteps(plan, task.thresholds(), task.frames());
  }

  /** That kernel wherever it fits. */
  private Kernel[] kernels(Kernel kernel) {
    return task.network().weighted().stream()
        .map(layer -> fits(kernel, layer) ? kernel : Kernel.AUTO)
        .toArray(Kernel[]::new);
  }

  private boolean fits(Kernel kernel, PlacedLayer layer) {
    return backend.kernels(layer).contains(kernel);
  }

  /** Warms up and measures; returns the rounds that were measured. */
  private int play(Collection<TimedSteps> sessions, long end) {
    long start = System.nanoTime();
    long warm = start + (long) (WARM_UP_SHARE * (end - start));
    WarmUp compiler = new WarmUp();
    int played = 0;
    do {
      round(sessions, BLOCK);
      played++;
    } while (!compiler.isOver() && (played < LEAST_ROUNDS || System.nanoTime() < warm));
    int measured = 0;
    do {
      round(sessions, LEAD_IN);
      measured++;
    } while (measured < LEAST_ROUNDS || (measured < MOST_ROUNDS && System.nanoTime() < end));
    return measured;
  }

  private void round(Collection<TimedSteps> sessions, int leadIn) {
    List<TimedSteps> order = new ArrayList<>(sessions);
    Collections.rotate(order, rounds++);
    order.forEach(session -> session.play(BLOCK, leadIn));
  }

  /** The cost model's, unless another is clearly faster. */
  private Kernel[] best(Map<Kernel, TimedSteps> sessions) {
    Kernel[] best = new Kernel[depth];
    for (int k = 1; k <= depth; k++) {
      best[k - 1] = usual.options().kernels().at(k);
      double least = MARGIN * nanos(sessions, best[k - 1], k);
      for (Kernel kernel : Kernel.running()) {
        double nanos = nanos(sessions, kernel, k);
        if (fits(kernel, placed(k)) && nanos < least) {
          best[k - 1] = kernel;
          least = nanos;
        }
      }
    }
    return best;
  }

  /** Of a kernel in a layer; 0 where the layer never had an event. */
  private static double nanos(Map<Kernel, TimedSteps> sessions, Kernel kernel, int layer) {
    Double nanos = Objects.requireNonNull(sessions.get(kernel)).nanos(layer);
    return nanos == null ? 0 : nanos;
  }

  private List<TunedLayer> layers(
      Kernel[] best, Map<Kernel, TimedSteps> sessions, TimedSteps sparse, TimedSteps dense) {
    List<TunedLayer> layers = new ArrayList<>();
    for (int k = 1; k <= depth; k++) {
      Double denseNanos = dense.nanos(k);
      layers.add(
          denseNanos == null || sparse.events(k).length == 0
              ? silent(k, best[k - 1])
              : measured(k, best[k - 1], micros(sessions, k), sparse, denseNanos));
    }
    return layers;
  }

  /** A layer that never had an event keeps the cost model's crossover. */
  private TunedLayer silent(int k, Kernel kernel) {
    PlacedLayer placed = placed(k);
    int crossover = Math.min(usual.options().crossovers().at(k), placed.input().size());
    return new TunedLayer(placed.name(), kernel.toString(), crossover, null, null, Map.of());
  }

  private TunedLayer measured(
      int k, Kernel kernel, Map<String, Double> micros, TimedSteps sparse, double denseNanos) {
    PlacedLayer placed = placed(k);
    int[] events = sparse.events(k);
    EventCost cost = EventCost.of(events, sparse.stepNanos(k));
    return new TunedLayer(
        placed.name(),
        kernel.toString(),
        cost.crossover(denseNanos, placed.input().size()),
        median(events),
        denseNanos / NANOS_PER_MICRO,
        micros);
  }

  private Map<String, Double> micros(Map<Kernel, TimedSteps> sessions, int k) {
    Map<String, Double> micros = new LinkedHashMap<>();
    for (Kernel kernel : backend.kernels(placed(k))) {
      micros.put(kernel.toString(), nanos(sessions, kernel, k) / NANOS_PER_MICRO);
    }
    return micros;
  }

  private PlacedLayer placed(int k) {
    return task.network().weighted().get(k - 1);
  }

  private static double median(int[] events) {
    return Arrays.stream(events).sorted().toArray()[events.length / 2];
  }
}
