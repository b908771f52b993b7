package saccade.engine.scalar;

import java.nio.FloatBuffer;
import java.util.Arrays;
import saccade.engine.FanOut;

/**
 * One weighted layer of one session: accumulators O, sent values X_prev and marks. Neurons are
 * marked by output position, because an event reaches all channels of a position (contract, law 1).
 */
abstract class ScalarLayer implements Events.Sent {
  final Laws laws;
  final ScalarWeights weights;
  final FanOut fan;
  private final int channels;
  private final boolean[] marked;

  ScalarLayer(ScalarWeights weights, Laws laws) {
    this.laws = laws;
    this.weights = weights;
    fan = weights.fan();
    channels = fan.output().channels();
    marked = new boolean[fan.output().height() * fan.output().width()];
  }

  /** O_j := O_j + w * d for every weight of a tap; neuron j is {@code firstNeuron + row}. */
  abstract void multiply(int tap, int firstNeuron, float d);

  /** O_j := b. */
  abstract void startFromBias(int j, int channel);

  /** Lines 3-6 of Algorithm 1 for neuron j. */
  abstract void test(int j, int channel, float threshold, Events out);

  /** sent_j := f(O_j). */
  abstract void send(int j, int channel);

  /** O_j, exact in double. */
  abstract double accumulator(int j);

  /** y_j of the last layer. */
  abstract float output(int j, int channel);

  /** Takes over O and sent values of the reset state. */
  abstract void copyState(ScalarLayer from);

  /**
   * Equation 5, every event through its taps; the neurons in whose receptive field an event lies
   * are marked if {@code mark} (law 1). Returns the number of multiplications.
   */
  final long accumulate(Events in, boolean mark) {
    long multiplications = 0;
    for (int e = 0; e < in.size(); e++) {
      int i = in.neuron(e);
      int lastRow = laws.lastRow(fan, fan.y(i));
      int lastColumn = fan.lastColumn(fan.x(i));
      for (int oy = fan.firstRow(fan.y(i)); oy <= lastRow; oy++) {
        for (int ox = fan.firstColumn(fan.x(i)); ox <= lastColumn; ox++) {
          int position = oy * fan.output().width() + ox;
          int tap = fan.tap(i, oy, ox);
          multiply(tap, position * channels, in.delta(e));
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
    for (int j = 0; j < neurons(); j++) {
      startFromBias(j, j % channels);
    }
    scratch.addAll(input, fan.input().size());
    return accumulate(scratch, false);
  }

  /** Counted multiplications of events (contract, law 10). */
  final long cost(Events in) {
    long sum = 0;
    for (int e = 0; e < in.size(); e++) {
      sum += laws.cost(fan, in.neuron(e));
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

  final void sendAll() {
    for (int j = 0; j < neurons(); j++) {
      send(j, j % channels);
    }
  }

  final void output(FloatBuffer y) {
    for (int j = 0; j < neurons(); j++) {
      y.put(fan.output().modelIndex(j), output(j, j % channels));
    }
  }

  final void markAll() {
    Arrays.fill(marked, true);
  }

  final void clearMarks() {
    Arrays.fill(marked, false);
  }

  final int neurons() {
    return marked.length * channels;
  }

  /** Bytes of O, sent values and marks. */
  final long stateBytes() {
    return neurons() * 8L + marked.length;
  }
}
