package saccade.engine.scalar;

import saccade.engine.GuardedSession;
import saccade.engine.Mode;
import saccade.engine.SessionBuffers;
import saccade.engine.SessionImage;
import saccade.model.ImageStack;
import saccade.model.Shape;
import saccade.model.Thresholds;

/** One agent's state and the order of a step: input, then layer after layer, then y (law 1). */
final class ScalarSession extends GuardedSession {
  private final ScalarPlan plan;
  private final Laws laws;
  private final InputLayer input;
  private final ScalarLayer[] layers;
  private final Events[] events;
  private final float[] threshold;
  private InputThresholds inputThresholds;
  private boolean first;
  private long steps;
  private long refreshOffset;
  private final long ownOffset;

  ScalarSession(
      ScalarPlan plan, Thresholds thresholds, SessionBuffers buffers, long refreshOffset) {
    super(plan, thresholds, buffers);
    this.plan = plan;
    ownOffset = refreshOffset;
    laws = plan.laws();
    int depth = plan.network().depth();
    input = plan.newInput(counts());
    layers = new ScalarLayer[depth];
    events = new Events[depth];
    threshold = new float[depth];
    for (int k = 1; k <= depth; k++) {
      layers[k - 1] = plan.newLayer(k);
      events[k - 1] = plan.newEvents(k);
    }
    inputThresholds = plan.inputThresholds(thresholds);
    runThresholds(thresholds);
    runReset();
  }

  @Override
  protected void runStep() {
    startStep();
    input.testAll(observed(), inputThresholds, events[0]);
    propagate();
  }

  @Override
  protected void runFrame() {
    startStep();
    input.shiftIn(newestFrame(), first, inputThresholds, events[0]);
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

  /** Law 7d; a slot of a batch has phases of its own. */
  private boolean refreshIsDue(int layer) {
    return steps > 0
        && plan.mode() == Mode.FLOAT32
        && plan.options().refreshIsDue(steps + refreshOffset, layer, layers.length);
  }

  private void propagate() {
    for (int k = 1; k <= layers.length; k++) {
      ScalarLayer layer = layers[k - 1];
      take(k, layer, events[k - 1]);
      if (k < layers.length) {
        layer.testMarked(threshold[k], events[k]);
      } else {
        layer.output(y()); // the last layer is not gated: its marks mean nothing
      }
    }
    first = false;
    steps++;
  }

  /**
   * A layer takes its events; above its crossover, or after a glitch, it runs dense (law 11, 12).
   */
  private void take(int k, ScalarLayer layer, Events in) {
    int size = in.size;
    long counted = layer.cost(in);
    long performed;
    layer.mark(in);
    if (laws.runsDense(size, plan.options().crossovers().at(k)) || input.glitch()) {
      performed = layer.dense(sentBefore(k), in);
      counts().ranDense(k);
    } else {
      performed = layer.accumulate(in);
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
    refreshOffset = ownOffset;
    startOver(true);
  }

  @Override
  protected void runResync() {
    input.testAll(observed(), InputThresholds.ZERO, events[0]); // T = 0 takes every value over
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
    inputThresholds = plan.inputThresholds(changed);
    for (int layer = 1; layer < threshold.length; layer++) {
      threshold[layer] = plan.threshold(layer, changed);
    }
    for (ScalarLayer layer : layers) {
      layer.markAll();
    }
  }

  @Override
  protected SessionImage runSave() {
    int depth = layers.length;
    float[][] sent = new float[depth][];
    boolean[][] marks = new boolean[depth - 1][];
    for (int k = 0; k < depth; k++) {
      sent[k] = new float[plan.network().shape(k).size()];
      if (k > 0) {
        marks[k - 1] = new boolean[sent[k].length];
        layers[k - 1].save(sent[k], marks[k - 1]);
      }
    }
    for (int i = 0; i < sent[0].length; i++) {
      sent[0][plan.network().shape(0).modelIndex(i)] = input.raw(i);
    }
    float[][] o = plan.mode() == Mode.EXACT ? null : saveAccumulators();
    boolean bytes = plan.network().input() instanceof ImageStack;
    return new SessionImage(bytes, steps, refreshOffset, first, sent, o, marks);
  }

  private float[][] saveAccumulators() {
    float[][] o = new float[layers.length][];
    for (int k = 1; k <= layers.length; k++) {
      Shape shape = plan.network().shape(k);
      o[k - 1] = new float[shape.size()];
      for (int j = 0; j < shape.size(); j++) {
        o[k - 1][shape.modelIndex(j)] = (float) layers[k - 1].accumulator(j);
      }
    }
    return o;
  }

  @Override
  protected void runLoad(SessionImage image) {
    Shape shape = plan.network().shape(0);
    for (int i = 0; i < shape.size(); i++) {
      input.restore(i, image.sent()[0][shape.modelIndex(i)]);
    }
    for (int k = 1; k < layers.length; k++) {
      layers[k - 1].load(image.sent()[k], image.marks()[k - 1]);
    }
    float[][] o = image.accumulators();
    if (o == null) {
      runDense(false);
    } else {
      loadAccumulators(o);
    }
    layers[layers.length - 1].output(y());
    first = image.first();
    steps = image.steps();
    refreshOffset = image.refreshOffset();
  }

  private void loadAccumulators(float[][] o) {
    for (int k = 1; k <= layers.length; k++) {
      Shape shape = plan.network().shape(k);
      for (int j = 0; j < shape.size(); j++) {
        layers[k - 1].setAccumulator(j, o[k - 1][shape.modelIndex(j)]);
      }
    }
  }

  @Override
  protected void copySent(int layer, double[] target) {
    Shape shape = plan.network().shape(layer);
    for (int i = 0; i < target.length; i++) {
      target[shape.modelIndex(i)] = layer == 0 ? input.raw(i) : layers[layer - 1].sent(i);
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
