package saccade.engine.scalar;

import java.nio.FloatBuffer;
import java.util.Arrays;
import saccade.engine.FanOut;
import saccade.model.Activation;
import saccade.model.Shape;

/**
 * One weighted layer of one session: accumulators O, sent values X_prev and marks. Neurons are
 * marked by output position and group, because an event reaches all of a group's channels of a
 * position (contract, law 1). Sent values are floats in both modes: float holds the grid points of
 * EXACT exactly.
 */
abstract class ScalarLayer implements Events.Sent {
  final Laws laws;
  final ScalarWeights weights;
  final FanOut fan;
  final Activation f;
  private final int channels;
  private final int groupSize;
  private final boolean[] marked;
  private final float[] sent;

  ScalarLayer(ScalarWeights weights, Laws laws) {
    this.laws = laws;
    this.weights = weights;
    fan = weights.fan();
    f = weights.placed().layer().activation();
    channels = fan.output().channels();
    groupSize = channels / fan.groups();
    marked = new boolean[fan.output().size() / groupSize];
    sent = new float[fan.output().size()];
  }

  /** O_j := O_j + w * d for every weight of a tap; neuron j is {@code firstNeuron + row}. */
  abstract void multiply(int tap, int firstNeuron, float d);

  /** O_j := b. */
  abstract void startFromBias(int j, int channel);

  /** Equation 3: f(O_j); in EXACT its grid point. */
  abstract float activation(int j, int channel);

  /** O_j, exact in double. */
  abstract double accumulator(int j);

  /** O_j := value, of a saved state. */
  abstract void setAccumulator(int j, float value);

  /** y_j of the last layer. */
  abstract float output(int j, int channel);

  /** Takes over O of the reset state. */
  abstract void copyAccumulators(ScalarLayer from);

  /** Equation 5, every event through its taps. Returns the number of multiplications. */
  final long accumulate(Events in) {
    long multiplications = 0;
    for (int e = 0; e < laws.delivered(in.size); e++) {
      int i = in.neuron[e];
      int lastRow = laws.lastRow(fan, fan.y(i));
      int lastColumn = fan.lastColumn(fan.x(i));
      for (int oy = fan.firstRow(fan.y(i)); oy <= lastRow; oy++) {
        for (int ox = fan.firstColumn(fan.x(i)); ox <= lastColumn; ox++) {
          int tap = laws.tap(fan, i, oy, ox);
          if (tap >= 0) {
            multiply(tap, (oy * fan.output().width() + ox) * channels, in.delta[e]);
            multiplications += fan.start(tap + 1) - fan.start(tap);
          }
        }
      }
    }
    return multiplications;
  }

  /** Marks the neurons in whose receptive field an event lies (law 1). */
  final void mark(Events in) {
    for (int e = 0; e < in.size; e++) {
      int i = in.neuron[e];
      int group = laws.markedGroup(fan, i);
      for (int oy = fan.firstRow(fan.y(i)); oy <= fan.lastRow(fan.y(i)); oy++) {
        for (int ox = fan.firstColumn(fan.x(i)); ox <= fan.lastColumn(fan.x(i)); ox++) {
          if (fan.tap(i, oy, ox) >= 0) {
            marked[(oy * fan.output().width() + ox) * fan.groups() + group] = true;
          }
        }
      }
    }
  }

  /**
   * O := b + W * sent: refresh, resync and dense runs. Sent values and marks stay.
   *
   * @param scratch overwritten; holds at least the layer's inputs
   */
  final long dense(Events.Sent input, Events scratch) {
    for (int j = 0; j < sent.length; j++) {
      startFromBias(j, j % channels);
    }
    scratch.addAll(input, fan.input().size());
    return accumulate(scratch);
  }

  /** Counted multiplications of events (contract, law 10). */
  final long cost(Events in) {
    long sum = 0;
    for (int e = 0; e < in.size; e++) {
      sum += laws.cost(fan, in.neuron[e]);
    }
    return sum;
  }

  /** Algorithm 1, once for each marked neuron, in the canonical order. */
  final void testMarked(float threshold, Events out) {
    out.clear();
    for (int m = 0; m < marked.length; m++) {
      if (marked[m]) {
        marked[m] = false;
        for (int j = m * groupSize; j < (m + 1) * groupSize; j++) {
          test(j, j % channels, threshold, out);
        }
      }
    }
  }

  /** Lines 3 to 6 of Algorithm 1. */
  private void test(int j, int channel, float threshold, Events out) {
    float x = activation(j, channel);
    float d = x - sent[j];
    if (laws.transmits(d, threshold)) {
      sent[j] = laws.sentAfter(sent[j], x);
      out.add(j, d);
    }
  }

  /** sent := f(O) for every neuron. */
  final void sendAll() {
    for (int j = 0; j < sent.length; j++) {
      sent[j] = activation(j, j % channels);
    }
  }

  @Override
  public final float sent(int neuron) {
    return sent[neuron];
  }

  final void output(FloatBuffer y) {
    for (int j = 0; j < sent.length; j++) {
      y.put(fan.output().modelIndex(j), output(j, j % channels));
    }
  }

  final void copyState(ScalarLayer from) {
    System.arraycopy(from.sent, 0, sent, 0, sent.length);
    copyAccumulators(from);
  }

  final void markAll() {
    Arrays.fill(marked, true);
  }

  final void clearMarks() {
    Arrays.fill(marked, false);
  }

  /** Sent values and marks in the model's order. */
  final void save(float[] sentTarget, boolean[] markTarget) {
    Shape shape = fan.output();
    for (int j = 0; j < sent.length; j++) {
      sentTarget[shape.modelIndex(j)] = sent[j];
      markTarget[shape.modelIndex(j)] = marked[j / groupSize] && laws.savesMarks();
    }
  }

  /** Takes over what {@link #save} gave; one marked neuron marks its group. */
  final void load(float[] sentSource, boolean[] markSource) {
    Shape shape = fan.output();
    clearMarks();
    for (int j = 0; j < sent.length; j++) {
      sent[j] = sentSource[shape.modelIndex(j)];
      marked[j / groupSize] |= markSource[shape.modelIndex(j)];
    }
  }

  /** Bytes of O, sent values and marks. */
  final long stateBytes() {
    return sent.length * 2L * Float.BYTES + marked.length;
  }
}
