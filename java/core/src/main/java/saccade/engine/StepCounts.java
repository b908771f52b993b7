package saccade.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Multiplications and events of one step, or of many after {@link #add}: the numbers behind Tables
 * 4 and 5 (contract, law 10). Layers are numbered 1..depth; layer k receives the events of neuron
 * layer k - 1.
 */
public final class StepCounts {
  private final List<LayerCost> layers;
  private final long[] events;
  private final long[] counted;
  private final long[] performed;
  private final long[] denseRuns;
  private final long[] refreshed;
  private long steps;
  private long saturated;

  /** All zero. */
  public StepCounts(List<LayerCost> layers) {
    this.layers = List.copyOf(layers);
    this.events = new long[layers.size()];
    this.counted = new long[layers.size()];
    this.performed = new long[layers.size()];
    this.denseRuns = new long[layers.size()];
    this.refreshed = new long[layers.size()];
  }

  /** Number of weighted layers. */
  public int depth() {
    return events.length;
  }

  /** Steps that were added up. */
  public long steps() {
    return steps;
  }

  /** Input values that were clamped to their grid (EXACT; contract, law 11). */
  public long saturated() {
    return saturated;
  }

  /** Events that layer {@code layer} received. */
  public long events(int layer) {
    return events[layer - 1];
  }

  /**
   * Counted multiplications of a layer: what its events cost through the non-zero weights, taps
   * inside the image only, whichever kernel ran.
   */
  public long counted(int layer) {
    return counted[layer - 1];
  }

  /** Multiplications that the backend executed for a layer, dense runs and refreshes included. */
  public long performed(int layer) {
    return performed[layer - 1];
  }

  /** Steps in which a layer ran dense because of its crossover. */
  public long denseRuns(int layer) {
    return denseRuns[layer - 1];
  }

  /** Multiplications of due refreshes of a layer; part of {@link #performed} too. */
  public long refreshed(int layer) {
    return refreshed[layer - 1];
  }

  /** The paper's estimate for a layer, from its events; linear, so it may be added over steps. */
  public double estimated(int layer) {
    return layers.get(layer - 1).estimate(events[layer - 1]);
  }

  /** Counted multiplications of all layers. */
  public long counted() {
    long sum = 0;
    for (long c : counted) {
      sum += c;
    }
    return sum;
  }

  /** Multiplications executed in all layers. */
  public long performed() {
    long sum = 0;
    for (long p : performed) {
      sum += p;
    }
    return sum;
  }

  /** The paper's estimate of all layers. */
  public double estimated() {
    double sum = 0;
    for (int layer = 1; layer <= depth(); layer++) {
      sum += estimated(layer);
    }
    return sum;
  }

  /** True if the step had at least one input event. */
  public boolean moving() {
    return events[0] > 0;
  }

  /** Adds another step's (or sum's) numbers to these. */
  public void add(StepCounts other) {
    steps += other.steps;
    saturated += other.saturated;
    for (int i = 0; i < events.length; i++) {
      events[i] += other.events[i];
      counted[i] += other.counted[i];
      performed[i] += other.performed[i];
      denseRuns[i] += other.denseRuns[i];
      refreshed[i] += other.refreshed[i];
    }
  }

  /** Sets all numbers to 0. */
  public void clear() {
    steps = 0;
    saturated = 0;
    Arrays.fill(events, 0);
    Arrays.fill(counted, 0);
    Arrays.fill(performed, 0);
    Arrays.fill(denseRuns, 0);
    Arrays.fill(refreshed, 0);
  }

  /** For backends: clears the numbers at the start of a step. */
  public void startStep() {
    clear();
    steps = 1;
  }

  /** For backends: an input value was clamped to its grid. */
  public void saturate() {
    saturated++;
  }

  /** For backends: a layer took its events. */
  public void take(int layer, long layerEvents, long layerCounted, long layerPerformed) {
    events[layer - 1] += layerEvents;
    counted[layer - 1] += layerCounted;
    performed[layer - 1] += layerPerformed;
  }

  /** For backends: the layer ran dense in this step. */
  public void ranDense(int layer) {
    denseRuns[layer - 1]++;
  }

  /** For backends: a due refresh of the layer ran in this step. */
  public void refresh(int layer, long multiplications) {
    refreshed[layer - 1] += multiplications;
    performed[layer - 1] += multiplications;
  }
}
