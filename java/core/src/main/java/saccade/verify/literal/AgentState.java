package saccade.verify.literal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import saccade.model.Network;
import saccade.model.Shape;

/**
 * What both rules keep of one agent: O of every neuron, the value that its next delta is taken
 * from, and the events of the step. Neuron layer 0 is the input; neurons have their numbers of the
 * model's order. Sums are float chains of fused multiply-adds, as in the definition.
 */
final class AgentState {
  final Network network;

  /** O of neuron layer k at k - 1. */
  final float[][] o;

  /** The value before: X_prev of Algorithm 1, or x(t - 1) of equations 4 and 6; input at 0. */
  final float[][] before;

  /** Events of neuron layer k at k; the last layer sends none. */
  final List<EventList> events = new ArrayList<>();

  /** Multiplications of weighted layer k at k - 1 in this step. */
  final long[] multiplications;

  long tests;

  private final WiredNetwork wired;

  /** An agent in the reset state. */
  AgentState(WiredNetwork wired) {
    this.wired = wired;
    this.network = wired.network();
    int depth = network.depth();
    o = new float[depth][];
    before = new float[depth + 1][];
    before[0] = new float[network.shape(0).size()];
    multiplications = new long[depth];
    for (int k = 1; k <= depth; k++) {
      events.add(new EventList());
      o[k - 1] = new float[network.shape(k).size()];
      before[k] = new float[network.shape(k).size()];
    }
    reset();
  }

  /** Input 0, and every layer the dense result of that input (contract, law 5). */
  void reset() {
    Arrays.fill(before[0], 0);
    for (int k = 1; k <= network.depth(); k++) {
      for (int j = 0; j < o[k - 1].length; j++) {
        o[k - 1][j] = wired.bias(k, j);
      }
      Shape input = wired.placed(k).input();
      for (int yxc = 0; yxc < input.size(); yxc++) {
        int i = input.modelIndex(yxc);
        multiply(k, i, before[k - 1][i]);
      }
      for (int j = 0; j < before[k].length; j++) {
        before[k][j] = activation(k, j);
      }
    }
    startStep();
  }

  /** Clears the counts and the events. */
  void startStep() {
    tests = 0;
    Arrays.fill(multiplications, 0);
    events.forEach(EventList::clear);
  }

  /** Equation 5 for one event. */
  void multiply(int layer, int ancestor, float d) {
    Wiring wiring = wired.wiring(layer);
    float[] sums = o[layer - 1];
    for (int c = wiring.start(ancestor); c < wiring.start(ancestor + 1); c++) {
      int j = wiring.successor(c);
      sums[j] = Math.fma(wiring.weight(c), d, sums[j]);
    }
    multiplications[layer - 1] += wiring.fanOut(ancestor);
  }

  /** Equation 3: f(O). */
  float activation(int layer, int j) {
    return wired.activate(layer, o[layer - 1][j]);
  }

  /** y := f(O) of the last layer. */
  void output(float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] = activation(network.depth(), j);
    }
  }

  /** The counts of this step. */
  RuleCounts counts(long withheld) {
    List<RuleCounts.LayerCounts> layers = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      layers.add(
          new RuleCounts.LayerCounts(
              wired.placed(k).name(), events.get(k - 1).size, multiplications[k - 1]));
    }
    return new RuleCounts(List.copyOf(layers), tests, withheld);
  }
}
