package saccade.app.play;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.LayerCost;
import saccade.engine.StepCounts;

/** Adds up the counts of a session: first steps, ordinary steps, and moving ones among these. */
final class Tally {
  private final List<LayerCost> layers;
  private final StepCounts first;
  private final StepCounts ordinary;
  private final StepCounts moving;

  Tally(List<LayerCost> layers) {
    this.layers = layers;
    first = new StepCounts(layers);
    ordinary = new StepCounts(layers);
    moving = new StepCounts(layers);
  }

  void add(StepCounts step, boolean isFirst) {
    if (isFirst) {
      first.add(step);
      return;
    }
    ordinary.add(step);
    if (step.moving()) {
      moving.add(step);
    }
  }

  /** Input values per step that were clamped to their grid. */
  double saturated() {
    return mean((double) ordinary.saturated(), ordinary);
  }

  double staticShare() {
    return ordinary.steps() == 0 ? 0 : 1 - (double) moving.steps() / ordinary.steps();
  }

  private long dense() {
    return layers.stream().mapToLong(LayerCost::denseMultiplications).sum();
  }

  RunReport.Lossless lossless() {
    return new RunReport.Lossless(
        mean((double) ordinary.counted(), ordinary), reduction(ordinary), reduction(moving));
  }

  RunReport.Multiplications multiplications() {
    StepCounts all = new StepCounts(layers);
    all.add(first);
    all.add(ordinary);
    double pruned = 0;
    double deltaOnly = 0;
    for (int k = 1; k <= layers.size(); k++) {
      LayerCost layer = layers.get(k - 1);
      pruned += layer.denseMultiplications() * (1 - layer.weightSparsity());
      deltaOnly +=
          layer.denseMultiplications()
              * (double) ordinary.events(k)
              / layer.inputs()
              / Math.max(1, ordinary.steps());
    }
    return new RunReport.Multiplications(
        dense(),
        mean((double) ordinary.counted(), ordinary),
        mean(ordinary.estimated(), ordinary),
        mean((double) ordinary.performed(), ordinary),
        reduction(ordinary),
        mean((double) first.counted(), first),
        reduction(all),
        dense() / pruned,
        deltaOnly == 0 ? null : (Double) (dense() / deltaOnly),
        reduction(moving));
  }

  private @Nullable Double reduction(StepCounts counts) {
    return counts.counted() == 0
        ? null
        : (Double) ((double) dense() * counts.steps() / counts.counted());
  }

  private static double mean(double sum, StepCounts counts) {
    return sum / Math.max(1, counts.steps());
  }

  /** Rows of a Table-4-like report; the last layer's output events are not the session's. */
  List<RunReport.Layer> rows(long lastLayerEvents, int outputs) {
    List<RunReport.Layer> rows = new ArrayList<>();
    double steps = Math.max(1, ordinary.steps());
    for (int k = 1; k <= layers.size(); k++) {
      LayerCost layer = layers.get(k - 1);
      boolean last = k == layers.size();
      long sent = last ? lastLayerEvents : ordinary.events(k + 1);
      int neurons = last ? outputs : layers.get(k).inputs();
      rows.add(
          new RunReport.Layer(
              layer.name(),
              layer.denseMultiplications(),
              layer.weightSparsity(),
              1 - ordinary.events(k) / steps / layer.inputs(),
              1 - sent / steps / neurons,
              ordinary.counted(k) / steps,
              ordinary.estimated(k) / steps,
              ordinary.denseRuns(k) / steps));
    }
    return rows;
  }
}
