package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Lines 3 to 6 of Algorithm 1: compares f(O) with what was sent, sends, and adds up what the events
 * will cost in the next layer while their mask is at hand.
 */
final class Emission {
  private final PackedLayer p;
  private final int[] cost;
  private final int[] sum = new int[Lanes.N];

  /** Emission of a layer whose neurons' events cost {@code cost}, laid out as the neurons are. */
  Emission(PackedLayer p, int[] cost) {
    this.p = p;
    this.cost = cost;
  }

  /**
   * Tests all channels of a position. Per vector: three loads, a subtraction, a comparison; if
   * anything is sent, two compressions: about 60 cycles, f before it included, were measured where
   * everything moves (14 us for the 800 vectors of Table 1's first layer).
   */
  void all(LayerState layer, int position, Gate gate, EventList out) {
    int at = position * p.stride;
    int size = out.size;
    for (int t = 0; t < p.stride; t += Lanes.N) {
      FloatVector x = FloatVector.fromArray(Lanes.FLOATS, layer.x, t);
      FloatVector d = x.sub(FloatVector.fromArray(Lanes.FLOATS, layer.sent, at + t));
      VectorMask<Float> sends =
          d.abs().compare(VectorOperators.GE, FloatVector.fromArray(Lanes.FLOATS, gate.least, t));
      if (sends.anyTrue()) {
        x.intoArray(layer.sent, at + t, sends);
        d.compress(sends).intoArray(out.delta, size);
        VectorMask<Integer> sending = sends.cast(Lanes.INTS);
        IntVector.zero(Lanes.INTS)
            .addIndex(1)
            .add(t)
            .compress(sending)
            .intoArray(out.channel, size);
        IntVector.fromArray(Lanes.INTS, sum, 0)
            .add(IntVector.fromArray(Lanes.INTS, cost, at + t), sending)
            .intoArray(sum, 0);
        size += sends.trueCount();
      }
    }
    if (size > out.size) {
      out.size = size;
      out.close(position);
    }
  }

  /** Tests the channels of one group; mark = position * groups + group. */
  void group(LayerState layer, int mark, Gate gate, EventList out) {
    int position = mark / p.groups;
    int groupSize = p.channels / p.groups;
    int first = mark % p.groups * groupSize;
    for (int c = first; c < first + groupSize; c++) {
      int j = position * p.stride + c;
      float d = layer.x[c] - layer.sent[j];
      if (Math.abs(d) >= gate.least[c]) {
        layer.sent[j] = layer.x[c];
        out.add(c, d);
        out.counted += cost[j];
      }
    }
    out.close(position);
  }

  /** Forgets what a step that failed halfway left. */
  void clear() {
    Arrays.fill(sum, 0);
  }

  /** Moves the sums, which are small because they start anew every 64 positions. */
  void flush(EventList out) {
    for (int s : sum) {
      out.counted += s;
    }
    Arrays.fill(sum, 0);
  }
}
