package saccade.engine.scalar;

import java.nio.FloatBuffer;
import java.util.Arrays;
import saccade.engine.FanOut;

/**
 * One weighted layer of one session: accumulators O, sent values X_prev and marks. Neurons are
 * marked by output position, because an event reaches all channels of a position (contract, law 1).
 * Sent values are floats in both modes: float holds the grid points of EXACT exactly.
 */
abstract class ScalarLayer implements Events.Sent {
  final Laws laws;
  final ScalarWeights weights;
  final FanOut fan;
  private final int channels;
  private final boolean[] marked;
  private final float[] sent;

  ScalarLayer(ScalarWeights weights, Laws laws) {
    this.laws = laws;
    this.weights = weights;
    fan = weights.fan();
    channels = fan.output().channels();
    marked = new boolean[fan.output().height() * fan.output().width()];
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

  /** y_j of the last layer. */
  abstract float output(int j, int channel);

  /** Takes over O of the reset state. */
  abstract void copyAccumulators(ScalarLayer from);

  /**
   * Equation 5, every event through its taps; the neurons in whose receptive field an event lies
   * are marked if {@code mark} (law 1). Returns the number of multiplications.
   */
  final long accumulate(Events in, boolean mark) {
    long multiplications = 0;
    for (int e = 0; e < laws.delivered(in.size); e++) {
      int i = in.neuron[e];
      int lastRow = laws.lastRow(fan, fan.y(i));
      int lastColumn = fan.lastColumn(fan.x(i));
      for (int oy = fan.firstRow(fan.y(i)); oy <= lastRow; oy++) {
        for (int ox = fan.firstColumn(fan.x(i)); ox <= lastColumn; ox++) {
          int position = oy * fan.output().width() + ox;
          int tap = fan.tap(i, oy, ox);
          multiply(tap, position * channels, in.delta[e]);
          multiplications += fan.start(tap + 1) - fan.start(tap);
          marked[position] |= mark;
        }
      }
    }
    return multiplications;
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
    return accumulate(scratch, false);
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
    for (int position = 0; position < marked.length; position++) {
      if (marked[position]) {
        marked[position] = false;
        for (int c = 0; c < channels; c++) {
          test(position * channels + c, c, threshold, out);
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

  /** Bytes of O, sent values and marks. */
  final long stateBytes() {
    return sent.length * 2L * Float.BYTES + marked.length;
  }
}
