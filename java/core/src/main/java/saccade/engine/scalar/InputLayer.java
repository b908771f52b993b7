package saccade.engine.scalar;

import java.nio.ByteBuffer;
import saccade.engine.PlanInfo;
import saccade.engine.StepCounts;
import saccade.model.Fill;
import saccade.model.Input;
import saccade.model.PlaneOrder;
import saccade.model.Shape;

/**
 * The input layer of one session: the sent values of every plane, numbered (y, x, c) with the
 * planes one after the other in c. What a sent value adds to the first layer is z of it: the value
 * itself, or what the normaliser makes of it (contract, law 3).
 */
final class InputLayer implements Events.Sent {
  private final Laws laws;
  private final InputValues values;
  private final boolean repeat;
  private final PlaneOrder order;
  private final int planes;
  private final int frameChannels;
  private final int frameArea;
  private final float[] next;
  private final PlanInfo plan;
  private boolean glitch;

  InputLayer(PlanInfo plan, Laws laws, StepCounts counts) {
    this.laws = laws;
    this.plan = plan;
    Input input = plan.network().input();
    Shape shape = input.shape();
    values = InputValues.of(plan, laws, counts);
    repeat = plan.options().fill() == Fill.REPEAT;
    order = plan.options().planeOrder();
    planes = input.planes();
    frameChannels = shape.channels() / planes;
    frameArea = shape.height() * shape.width();
    next = new float[shape.channels()];
  }

  /** z of the sent value: what the first layer takes. */
  @Override
  public float sent(int neuron) {
    return values.z(neuron, values.sent(neuron));
  }

  /** The sent value as it was observed; a grid point in EXACT. */
  float raw(int neuron) {
    return values.sent(neuron);
  }

  /** Takes over a sent value without a test. */
  void restore(int neuron, float value) {
    values.store(neuron, value);
  }

  /** True if an event of the last step was a glitch (contract, law 11). */
  boolean glitch() {
    return glitch;
  }

  /** Law 1: tests every element of a whole observation, in canonical order. */
  void testAll(ByteBuffer observation, InputThresholds threshold, Events out) {
    start(out);
    int channels = next.length;
    for (int position = 0; position < frameArea; position++) {
      for (int c = 0; c < channels; c++) {
        int i = position * channels + c;
        int element = element(c, position);
        float value = values.read(observation, c * frameArea + position, element);
        emit(i, element, gate(values.sent(i), value, threshold.at(element)), out);
      }
    }
  }

  /**
   * Law 9: every older plane takes the previous sent value of its next newer plane, untested; the
   * newest is tested. On the first step with fill repeat every plane takes the newest one's new
   * value.
   */
  void shiftIn(ByteBuffer frame, boolean first, InputThresholds threshold, Events out) {
    start(out);
    for (int position = 0; position < frameArea; position++) {
      int base = position * next.length;
      for (int c = 0; c < frameChannels; c++) {
        int element = element(c, position);
        float value = values.read(frame, element, element);
        int newestAt = channel(0, c);
        float newest = gate(values.sent(base + newestAt), value, threshold.at(element));
        next[newestAt] = newest;
        for (int age = 1; age < planes; age++) {
          int from = channel(laws.takesOver(age, planes), c);
          next[channel(age, c)] = repeat && first ? newest : values.sent(base + from);
        }
      }
      for (int c = 0; c < next.length; c++) {
        emit(base + c, element(c, position), next[c], out);
      }
    }
  }

  private void start(Events out) {
    out.clear();
    glitch = false;
  }

  /** Element of a frame behind a channel of the whole stack. */
  private int element(int channel, int position) {
    return channel % frameChannels * frameArea + position;
  }

  /** Channel of the stack where a frame's channel stands at an age. */
  private int channel(int age, int frameChannel) {
    return order.plane(age, planes) * frameChannels + frameChannel;
  }

  /** The new sent value of a tested element. */
  private float gate(float before, float value, float threshold) {
    return laws.transmits(value - before, threshold) ? value : before;
  }

  /** If z did not change, sent is updated and nothing is propagated (law 3). */
  private void emit(int i, int element, float value, Events out) {
    float before = values.sent(i);
    if (value != before) {
      float zBefore = values.z(i, before);
      values.store(i, laws.sentAfter(before, value));
      float d = values.z(i, value) - zBefore;
      if (laws.propagates(d)) {
        out.add(i, d);
        glitch |= laws.isGlitch(value - before, plan.inputLimits().glitch(element));
      }
    }
  }

  void clear() {
    for (int i = 0; i < values.size(); i++) {
      values.store(i, 0);
    }
  }

  /** Bytes of the sent values. */
  static long stateBytes(Input input) {
    return input.observationBytes();
  }
}
