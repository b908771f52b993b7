package saccade.vector;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.GuardedSession;
import saccade.engine.Mode;
import saccade.engine.SessionBuffers;
import saccade.engine.SessionImage;
import saccade.engine.StepProfile;
import saccade.model.ImageStack;
import saccade.model.Shape;
import saccade.model.Thresholds;

/** One agent's state and the order of a step: input, then layer after layer, then y (law 1). */
final class VectorSession extends GuardedSession implements StepProfile {
  private final VectorPlan plan;
  private final int depth;
  private final InputState input;
  private final List<LayerState> layers = new ArrayList<>();
  private final EventList[] events;
  private final Gate[] gates;
  private final DenseRun dense;
  private final StepClock clock;
  private InputGate inputGate;
  private boolean first;
  private long steps;
  private long refreshOffset;
  private final long ownOffset;

  VectorSession(
      VectorPlan plan, Thresholds thresholds, SessionBuffers buffers, long refreshOffset) {
    super(plan, thresholds, buffers);
    this.plan = plan;
    ownOffset = refreshOffset;
    depth = plan.network().depth();
    input = plan.newInput(counts());
    events = new EventList[depth];
    gates = new Gate[depth];
    for (int k = 1; k <= depth; k++) {
      layers.add(plan.newState(k));
      events[k - 1] = new EventList(plan.packed(k).placed.input().size());
    }
    dense = new DenseRun(plan.packed(), plan.arm);
    clock = new StepClock(depth);
    inputGate = InputGate.of(thresholds, plan.info());
    runThresholds(thresholds);
    runReset();
  }

  @Override
  protected void runStep() {
    startStep();
    input.testAll(observed(), plan.arm.isDelta() ? inputGate : InputGate.ALL);
    propagate();
  }

  @Override
  protected void runFrame() {
    startStep();
    input.shiftIn(newestFrame(), first, plan.arm.isDelta() ? inputGate : InputGate.ALL);
    propagate();
  }

  private void startStep() {
    clock.start();
    counts().startStep();
    for (int k = 1; k <= depth; k++) {
      if (refreshIsDue(k)) {
        counts().refresh(k, dense.refresh(k, input, layers));
      }
    }
  }

  /** Law 7d; a slot of a batch has phases of its own. */
  private boolean refreshIsDue(int layer) {
    return steps > 0
        && plan.mode() == Mode.FLOAT32
        && plan.arm.isDelta()
        && plan.options().refreshIsDue(steps + refreshOffset, layer, depth);
  }

  private void propagate() {
    if (plan.arm.isDelta()) {
      takeInput();
      for (int k = 2; k <= depth; k++) {
        layers.get(k - 2).testMarked(gates[k - 1], events[k - 1]);
        clock.lap(k - 1, Phase.EMIT);
        take(k, events[k - 1].size, events[k - 1].counted);
      }
    } else {
      recompute();
    }
    layers.get(depth - 1).output(y()); // the last layer is not gated: its marks mean nothing
    clock.lap(depth, Phase.EMIT);
    first = false;
    steps++;
  }

  private void takeInput() {
    int size = input.events();
    if (runsDense(1, size) && plan.mode() == Mode.EXACT) {
      long counted = input.counted();
      clock.lap(1, Phase.DIFF);
      take(1, size, counted);
    } else if (input.takesItself()) {
      long counted = input.counted();
      clock.lap(1, Phase.DIFF);
      counts().take(1, size, counted, input.takeInto(layers.get(0)));
      clock.lap(1, Phase.ACCUMULATE);
    } else {
      input.list(events[0]);
      clock.lap(1, Phase.DIFF);
      take(1, size, events[0].counted);
    }
  }

  private boolean runsDense(int k, int size) {
    return size > plan.options().crossovers().at(k) || input.glitch();
  }

  /**
   * A layer takes its events; above its crossover, or after a glitch, it runs dense (law 11, 12).
   */
  private void take(int k, int size, long counted) {
    LayerState layer = layers.get(k - 1);
    long performed;
    if (runsDense(k, size)) {
      markReached(layer, events[k - 1]);
      performed = dense.run(k, input, layers);
      counts().ranDense(k);
    } else {
      performed = layer.accumulate(events[k - 1]);
    }
    counts().take(k, size, counted, performed);
    clock.lap(k, Phase.ACCUMULATE);
  }

  /**
   * In EXACT a test of what no event reached finds nothing, so all are marked; in FLOAT32 a dense
   * run may have rounded them otherwise, so only what events reached may be tested.
   */
  private void markReached(LayerState layer, EventList in) {
    if (plan.mode() == Mode.EXACT) {
      layer.markAll();
    } else {
      Marks.reached(layer.p, layer.marks, in);
      layer.marked();
    }
  }

  /** The arms without memory: every layer anew, every value sent. */
  private void recompute() {
    for (int k = 1; k <= depth; k++) {
      long performed = dense.run(k, input, layers);
      clock.lap(k, Phase.ACCUMULATE);
      layers.get(k - 1).sendAll();
      clock.lap(k, Phase.EMIT);
      PackedLayer p = plan.packed(k);
      counts().take(k, p.cost.inputs(), dense.counted(p), performed);
    }
  }

  @Override
  protected void runReset() {
    input.clear();
    for (int k = 1; k <= depth; k++) {
      layers.get(k - 1).copyState(plan.resetState(k));
    }
    refreshOffset = ownOffset;
    startOver(true);
  }

  @Override
  protected void runResync() {
    input.testAll(observed(), InputGate.ALL); // T = 0 takes every value over
    runDense(true);
    startOver(false);
  }

  /** sent = f(O) everywhere, so nothing is marked. */
  private void startOver(boolean emptyStack) {
    layers.forEach(LayerState::clearMarks);
    layers.get(depth - 1).output(y());
    first = emptyStack;
    steps = 0;
  }

  @Override
  protected void runRefresh() {
    runDense(false);
    layers.get(depth - 1).output(y());
  }

  private void runDense(boolean send) {
    for (int k = 1; k <= depth; k++) {
      dense.run(k, input, layers);
      if (send) {
        layers.get(k - 1).sendAll();
      }
    }
  }

  @Override
  protected void runThresholds(Thresholds changed) {
    inputGate = InputGate.of(changed, plan.info());
    for (int k = 1; k < depth; k++) {
      gates[k] = plan.gate(k, changed);
    }
    layers.forEach(LayerState::markAll);
  }

  @Override
  protected SessionImage runSave() {
    float[][] sent = new float[depth][];
    boolean[][] marks = new boolean[depth - 1][];
    Shape shape = plan.network().shape(0);
    sent[0] = new float[shape.size()];
    for (int i = 0; i < sent[0].length; i++) {
      sent[0][shape.modelIndex(i)] = input.raw(i);
    }
    for (int k = 1; k < depth; k++) {
      sent[k] = new float[plan.network().shape(k).size()];
      marks[k - 1] = new boolean[sent[k].length];
      layers.get(k - 1).save(sent[k], marks[k - 1]);
    }
    float[][] o = plan.mode() == Mode.EXACT ? null : saveAccumulators();
    boolean bytes = plan.network().input() instanceof ImageStack;
    return new SessionImage(bytes, steps, refreshOffset, first, sent, o, marks);
  }

  private float[][] saveAccumulators() {
    float[][] o = new float[depth][];
    for (int k = 1; k <= depth; k++) {
      Shape shape = plan.network().shape(k);
      LayerState layer = layers.get(k - 1);
      o[k - 1] = new float[shape.size()];
      for (int j = 0; j < shape.size(); j++) {
        o[k - 1][shape.modelIndex(j)] = (float) layer.accumulator(layer.at(j));
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
    input.restored();
    for (int k = 1; k < depth; k++) {
      layers.get(k - 1).load(image.sent()[k], image.marks()[k - 1]);
    }
    float[][] o = image.accumulators();
    if (o == null) {
      runDense(false);
    } else {
      loadAccumulators(o);
    }
    layers.get(depth - 1).output(y());
    first = image.first();
    steps = image.steps();
    refreshOffset = image.refreshOffset();
  }

  private void loadAccumulators(float[][] o) {
    for (int k = 1; k <= depth; k++) {
      Shape shape = plan.network().shape(k);
      LayerState layer = layers.get(k - 1);
      for (int j = 0; j < shape.size(); j++) {
        layer.setAccumulator(layer.at(j), o[k - 1][shape.modelIndex(j)]);
      }
    }
  }

  @Override
  public void profile(boolean on) {
    clock.set(on);
  }

  @Override
  public long nanos(int layer, Phase phase) {
    return clock.nanos(layer, phase);
  }

  @Override
  protected void copySent(int layer, double[] target) {
    Shape shape = plan.network().shape(layer);
    for (int i = 0; i < target.length; i++) {
      target[shape.modelIndex(i)] =
          layer == 0 ? input.raw(i) : layers.get(layer - 1).sent[layers.get(layer - 1).at(i)];
    }
  }

  @Override
  protected void copyAccumulators(int layer, double[] target) {
    Shape shape = plan.network().shape(layer);
    LayerState state = layers.get(layer - 1);
    for (int j = 0; j < target.length; j++) {
      target[shape.modelIndex(j)] = state.accumulator(state.at(j));
    }
  }
}
