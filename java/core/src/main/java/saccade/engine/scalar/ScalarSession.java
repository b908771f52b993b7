package saccade.engine.scalar;

import saccade.engine.GuardedSession;
import saccade.engine.Mode;
import saccade.model.Shape;
import saccade.model.Thresholds;

/** One agent's state and the order of a step: input, then layer after layer, then y (law 1). */
final class ScalarSession extends GuardedSession {
  private final ScalarPlan plan;
  private final InputPlanes input;
  private final ScalarLayer[] layers;
  private final Events[] events;
  private final float[] threshold;
  private boolean first;
  private long steps;

  ScalarSession(ScalarPlan plan, Thresholds thresholds) {
    super(plan, thresholds);
    this.plan = plan;
    int depth = plan.network().depth();
    input = plan.newInput();
    layers = new ScalarLayer[depth];
    events = new Events[depth];
    threshold = new float[depth];
    for (int k = 1; k <= depth; k++) {
      layers[k - 1] = plan.newLayer(k);
      events[k - 1] = plan.newEvents(k);
    }
    runThresholds(thresholds);
    runReset();
  }

  @Override
  protected void runStep() {
    startStep();
    input.testAll(observed(), threshold[0], events[0]);
    propagate();
  }

  @Override
  protected void runFrame() {
    startStep();
    input.shiftIn(newestFrame(), first, threshold[0], events[0]);
    propagate();
  }

  private void startStep() {
    counts().startStep();
    for (int k = 1; k <= layers.length; k++) {
      if (refreshIsDue(k)) {
        counts().refresh(k, layers[k - 1].dense(sentBefore(k), events[k - 1]));
      }
    }
  }

  /** Law 7d. */
  private boolean refreshIsDue(int layer) {
    return plan.mode() == Mode.FLOAT32 && plan.options().refreshIsDue(steps, layer, layers.length);
  }

  private void propagate() {
    for (int k = 1; k <= layers.length; k++) {
      ScalarLayer layer = layers[k - 1];
      take(k, layer, events[k - 1]);
      if (k < layers.length) {
        layer.testMarked(threshold[k], events[k]);
      } else {
        layer.clearMarks();
        layer.output(y());
      }
    }
    first = false;
    steps++;
  }

  /** A layer takes its events; above its crossover it runs dense behind them (law 12). */
  private void take(int k, ScalarLayer layer, Events in) {
    int size = in.size;
    long counted = layer.cost(in);
    long performed = layer.accumulate(in, true);
    if (size > plan.options().crossovers().at(k)) {
      performed += layer.dense(sentBefore(k), in);
      counts().ranDense(k);
    }
    counts().take(k, size, counted, performed);
  }

  private Events.Sent sentBefore(int layer) {
    return layer == 1 ? input : layers[layer - 2];
  }

  @Override
  protected void runReset() {
    input.clear();
    for (int k = 1; k <= layers.length; k++) {
      layers[k - 1].copyState(plan.resetState(k));
    }
    startOver(true);
  }

  @Override
  protected void runResync() {
    input.testAll(observed(), 0, events[0]); // T = 0 takes every value over
    runDense(true);
    startOver(false);
  }

  /** sent = f(O) everywhere, so nothing is marked. */
  private void startOver(boolean emptyStack) {
    for (ScalarLayer layer : layers) {
      layer.clearMarks();
    }
    layers[layers.length - 1].output(y());
    first = emptyStack;
    steps = 0;
  }

  @Override
  protected void runRefresh() {
    runDense(false);
    layers[layers.length - 1].output(y());
  }

  private void runDense(boolean send) {
    for (int k = 1; k <= layers.length; k++) {
      layers[k - 1].dense(sentBefore(k), events[k - 1]);
      if (send) {
        layers[k - 1].sendAll();
      }
    }
  }

  @Override
  protected void runThresholds(Thresholds changed) {
    for (int layer = 0; layer < threshold.length; layer++) {
      threshold[layer] = plan.threshold(layer, changed);
    }
    for (ScalarLayer layer : layers) {
      layer.markAll();
    }
  }

  @Override
  protected void copySent(int layer, double[] target) {
    Shape shape = plan.network().shape(layer);
    Events.Sent values = sentBefore(layer + 1);
    for (int i = 0; i < target.length; i++) {
      target[shape.modelIndex(i)] = values.sent(i);
    }
  }

  @Override
  protected void copyAccumulators(int layer, double[] target) {
    Shape shape = plan.network().shape(layer);
    for (int j = 0; j < target.length; j++) {
      target[shape.modelIndex(j)] = layers[layer - 1].accumulator(j);
    }
  }
}
