package saccade.vector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.engine.PlanInfo;
import saccade.engine.StepCounts;
import saccade.model.ActivationGrid;
import saccade.model.Fill;
import saccade.model.InputGrids;
import saccade.model.PlaneOrder;

/**
 * A vector of floats, or a history of them: raw values in FLOAT32, grid points in EXACT. Short, so
 * one element after the other.
 */
final class FloatInput implements InputState {
  private final Propagation propagation;
  private final PlanInfo plan;
  private final StepCounts counts;
  private final boolean repeat;
  private final PlaneOrder order;
  private final int planes;
  private final int frameChannels;
  private final int area;
  private final int channels;
  private final int[] cost;
  private final float @Nullable [] inverse;
  private final float[] lo;
  private final float[] hi;
  private final float[] sent;
  private final float[] next;
  private final EventList events;
  private boolean glitch;

  FloatInput(PlanInfo plan, PackedLayer first, StepCounts counts) {
    this.plan = plan;
    this.counts = counts;
    propagation = new Propagation(plan);
    repeat = plan.options().fill() == Fill.REPEAT;
    order = plan.options().planeOrder();
    planes = plan.network().input().planes();
    channels = first.inputChannels;
    frameChannels = channels / planes;
    area = first.inputPositions;
    cost = first.costs;
    InputGrids grids = plan.grids() == null ? null : plan.grids().inputGrids();
    int elements = frameChannels * area;
    inverse = grids == null ? null : new float[elements];
    lo = new float[elements];
    hi = new float[elements];
    for (int i = 0; grids != null && inverse != null && i < elements; i++) {
      ActivationGrid grid = grids.grid(i);
      inverse[i] = grids.inverse(i);
      lo[i] = grid.lo();
      hi[i] = grid.hi();
    }
    sent = new float[channels * area];
    next = new float[channels];
    events = new EventList(sent.length);
  }

  @Override
  public void testAll(ByteBuffer observation, InputGate gate) {
    start();
    for (int position = 0; position < area; position++) {
      for (int c = 0; c < channels; c++) {
        int element = c % frameChannels * area + position;
        float value = read(observation, c * area + position, element);
        float before = sent[position * channels + c];
        next[c] = gate.transmits(value - before, element) ? value : before;
      }
      emit(position);
    }
  }

  @Override
  public void shiftIn(ByteBuffer frame, boolean first, InputGate gate) {
    start();
    for (int position = 0; position < area; position++) {
      int base = position * channels;
      for (int c = 0; c < frameChannels; c++) {
        int element = c * area + position;
        float value = read(frame, element, element);
        float before = sent[base + channel(0, c)];
        float newest = gate.transmits(value - before, element) ? value : before;
        next[channel(0, c)] = newest;
        for (int age = 1; age < planes; age++) {
          next[channel(age, c)] = repeat && first ? newest : sent[base + channel(age - 1, c)];
        }
      }
      emit(position);
    }
  }

  private void start() {
    events.clear();
    glitch = false;
  }

  private int channel(int age, int frameChannel) {
    return order.plane(age, planes) * frameChannels + frameChannel;
  }

  /**
   * In EXACT q = rint(clamp(x * inv)); a value that would round to a point beyond the grid is
   * counted as saturated (contract, law 11).
   */
  private float read(ByteBuffer buffer, int index, int element) {
    float value = buffer.getFloat(index * Float.BYTES);
    if (inverse == null) {
      return value;
    }
    float scaled = value * inverse[element];
    float clamped = Math.min(Math.max(scaled, lo[element]), hi[element]);
    if (clamped != scaled && outside(scaled, element)) {
      counts.saturate();
    }
    return (clamped + Lanes.ROUNDER) - Lanes.ROUNDER;
  }

  private boolean outside(float scaled, int element) {
    double rounded = Math.rint(scaled);
    return rounded < lo[element] || rounded > hi[element];
  }

  /** If z did not change, sent is updated and nothing is propagated (contract, law 3). */
  private void emit(int position) {
    for (int c = 0; c < channels; c++) {
      int i = position * channels + c;
      float before = sent[i];
      if (next[c] != before) {
        sent[i] = next[c];
        float d = propagation.z(i, next[c]) - propagation.z(i, before);
        if (d != 0) {
          events.add(c, d);
          events.counted += cost[i];
          glitch |= Math.abs(next[c] - before) > plan.inputLimits().glitch(element(c, position));
        }
      }
    }
    events.close(position);
  }

  private int element(int channel, int position) {
    return channel % frameChannels * area + position;
  }

  @Override
  public int events() {
    return events.size;
  }

  @Override
  public long counted() {
    return events.counted;
  }

  @Override
  public void list(EventList out) {
    out.copy(events);
  }

  @Override
  public boolean takesItself() {
    return false;
  }

  @Override
  public long takeInto(LayerState layer) {
    throw new IllegalStateException("events of numbers are listed first");
  }

  @Override
  public boolean glitch() {
    return glitch;
  }

  @Override
  public void sentAsEvents(EventList out, boolean all) {
    out.clear();
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        float z = propagation.z(i * channels + c, sent[i * channels + c]);
        if (all || z != 0) {
          out.add(c, z);
        }
      }
      out.close(i);
    }
  }

  @Override
  public void sentAsPlanes(DenseConv kernel, DenseScratch scratch) {
    kernel.fill(i -> propagation.z(i, sent[i]), scratch);
  }

  @Override
  public float raw(int neuron) {
    return sent[neuron];
  }

  @Override
  public void restore(int neuron, float value) {
    sent[neuron] = value;
  }

  @Override
  public void clear() {
    Arrays.fill(sent, 0);
  }

  @Override
  public long scratchBytes() {
    long perElement = (inverse == null ? 0 : inverse.length) + lo.length + (long) hi.length;
    return EventList.bytes(sent.length) + (perElement + next.length) * Float.BYTES;
  }

  @Override
  public void restored() {
    start();
  }
}
