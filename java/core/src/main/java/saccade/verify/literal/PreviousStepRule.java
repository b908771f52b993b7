package saccade.verify.literal;

import saccade.model.Shape;
import saccade.model.Thresholds;

/**
 * Equations 4 to 6 of the paper taken at their word: a delta is the change since the previous step,
 * x(t) - x(t-1), and is dropped when it is below T. What is dropped is never sent later, so a drift
 * of less than T per step is lost for ever and O leaves the dense result without bound.
 *
 * <p>All else is as in our definition, so that only the reference value differs: all events of a
 * layer are taken first, each neuron is then tested once, a delta of 0 is not sent, the last layer
 * is not tested and y = f(O). The hidden x(t-1) is f(o(t-1)) of the o that this rule has, as in
 * equation 6.
 */
public final class PreviousStepRule implements EventRule {
  private final AgentState state;
  private final Thresholds thresholds;

  /**
   * An agent in the reset state.
   *
   * @param thresholds one T per layer, input first; the last layer's is not used
   * @throws IllegalArgumentException if the thresholds do not fit the network
   */
  public PreviousStepRule(WiredNetwork wired, Thresholds thresholds) {
    this.state = new AgentState(wired);
    this.thresholds = thresholds.requireFor(wired.network());
  }

  @Override
  public String name() {
    return "previous step";
  }

  @Override
  public void reset() {
    state.reset();
  }

  @Override
  public void step(byte[] observation, float[] y) {
    state.startStep();
    Shape input = state.network.shape(0);
    for (int yxc = 0; yxc < input.size(); yxc++) {
      int i = input.modelIndex(yxc);
      test(0, i, observation[i] & 0xff); // equation 4
    }
    for (int k = 1; k < state.network.depth(); k++) {
      take(k);
      Shape shape = state.network.shape(k);
      for (int yxc = 0; yxc < shape.size(); yxc++) {
        int j = shape.modelIndex(yxc);
        test(k, j, state.activation(k, j)); // equation 6
      }
    }
    take(state.network.depth());
    state.output(y);
  }

  private void take(int layer) {
    EventList in = state.events.get(layer - 1);
    for (int e = 0; e < in.size; e++) {
      state.multiply(layer, in.neuron[e], in.delta[e]);
    }
  }

  /** A delta is taken from the previous step, whether or not that step sent one. */
  private void test(int layer, int j, float x) {
    state.tests++;
    float d = x - state.before[layer][j];
    state.before[layer][j] = x;
    if (d != 0 && Math.abs(d) >= thresholds.at(layer)) {
      state.events.get(layer).add(j, d);
    }
  }

  @Override
  public RuleCounts counts() {
    return state.counts(0);
  }
}
