package saccade.verify.literal;

import java.util.Arrays;
import saccade.model.Shape;
import saccade.model.Thresholds;

/**
 * Algorithm 1 of the paper as it is printed: each delta that arrives at a neuron updates O, and the
 * neuron is tested at once with {@code |delta| >= T}. A neuron may so send several times in a step,
 * and at T = 0 it sends after every arrival, deltas of 0 included. What the paper leaves open is
 * read like this:
 *
 * <ul>
 *   <li><b>Order.</b> Sent deltas are messages and are delivered in the order of sending, a queue
 *       for all neurons. In a chain of layers the queue empties layer by layer. Depth first, where
 *       each message is followed to its end before the next, gives every layer the same messages in
 *       the same order: the choice changes no number, unless a step is cut off.
 *   <li><b>Ancestors</b> are the neurons at the other end of a weight that survived pruning. Along
 *       a pruned weight nothing would change, so the test would find what the last one found; at T
 *       = 0 it would send yet more zeros.
 *   <li><b>Input.</b> Every element of the observation is tested once per step by the same lines, x
 *       being its O, in the canonical order.
 *   <li><b>Last layer.</b> "On each neuron" includes it, but it has no successors: a transmission
 *       would cost no multiplication. So it is not tested, and y = f(O). Read from X_prev instead,
 *       y could be off by up to T more.
 *   <li><b>Start.</b> O starts from our reset state, X_prev at f(O).
 * </ul>
 *
 * <p><b>Bound.</b> The cascade can grow with the product of all fan-outs. When a step has sent
 * {@code mostEvents} deltas no neuron sends any more in that step. What was sent is still
 * delivered, and a neuron that was held back keeps its X_prev, so O = b + sum of w * X_prev holds
 * and the next step goes on from there: a held-back input at once, a held-back neuron at its next
 * arrival.
 */
public final class LiteralAlgorithm implements EventRule {
  /** Largest bound: events wait in memory, 8 bytes each. */
  public static final long LARGEST_BOUND = 1 << 26;

  private final WiredNetwork wired;
  private final AgentState state;
  private final float[] threshold;
  private final long mostEvents;
  private long left;
  private long withheld;

  /**
   * An agent in the reset state.
   *
   * @param thresholds one T per layer, input first; the last layer's is not used
   * @param mostEvents most deltas that one step may send, input included; 1..{@link #LARGEST_BOUND}
   * @throws IllegalArgumentException if the bound or the number of thresholds does not fit
   */
  public LiteralAlgorithm(WiredNetwork wired, Thresholds thresholds, long mostEvents) {
    if (mostEvents < 1 || mostEvents > LARGEST_BOUND) {
      throw new IllegalArgumentException(
          "the bound of "
              + mostEvents
              + " events per step is outside 1.."
              + LARGEST_BOUND
              + "; give a number that fits into memory");
    }
    this.wired = wired;
    this.state = new AgentState(wired);
    this.threshold = thresholds.requireFor(wired.network()).toArray();
    this.mostEvents = mostEvents;
  }

  @Override
  public String name() {
    return "literal";
  }

  @Override
  public void reset() {
    state.reset();
    withheld = 0;
  }

  @Override
  public void step(byte[] observation, float[] y) {
    state.startStep();
    left = mostEvents;
    withheld = 0;
    Shape input = state.network.shape(0);
    for (int yxc = 0; yxc < input.size(); yxc++) {
      int i = input.modelIndex(yxc);
      test(0, i, observation[i] & 0xff);
    }
    state.tests += input.size();
    for (int k = 1; k <= state.network.depth(); k++) {
      deliver(k);
    }
    state.output(y);
  }

  /** "For each incoming data": the messages of one layer, in the order of sending. */
  private void deliver(int layer) {
    EventList in = state.events.get(layer - 1);
    boolean last = layer == state.network.depth();
    for (int e = 0; e < in.size; e++) {
      if (last) {
        state.multiply(layer, in.neuron[e], in.delta[e]);
      } else {
        arrive(layer, in.neuron[e], in.delta[e]);
      }
    }
  }

  /** One message at each successor in turn, which is tested before the next one takes it. */
  private void arrive(int layer, int ancestor, float d) {
    Wiring wiring = wired.wiring(layer);
    float[] sums = state.o[layer - 1];
    for (int c = wiring.start(ancestor); c < wiring.start(ancestor + 1); c++) {
      int j = wiring.successor(c);
      sums[j] = Math.fma(wiring.weight(c), d, sums[j]);
      test(layer, j, wired.activate(layer, sums[j]));
    }
    state.multiplications[layer - 1] += wiring.fanOut(ancestor);
    state.tests += wiring.fanOut(ancestor);
  }

  /** Lines 3 to 6 of Algorithm 1; x is f(O). */
  private void test(int layer, int j, float x) {
    float d = x - state.before[layer][j];
    if (Math.abs(d) >= threshold[layer]) {
      send(layer, j, x, d);
    }
  }

  private void send(int layer, int j, float x, float d) {
    if (left == 0) {
      withheld++;
      return;
    }
    left--;
    state.before[layer][j] = x;
    state.events.get(layer).add(j, d);
  }

  @Override
  public RuleCounts counts() {
    return state.counts(withheld);
  }

  /**
   * What a step costs at T = 0 without a bound. Every arrival is sent on, whatever the observation,
   * so each path of surviving weights from an input costs one multiplication per layer.
   *
   * @return significant multiplications of one step, in double because they may exceed a long
   */
  public double multiplicationsAtZero() {
    double[] sent = new double[state.network.shape(0).size()];
    Arrays.fill(sent, 1);
    double sum = 0;
    for (int k = 1; k <= state.network.depth(); k++) {
      Wiring wiring = wired.wiring(k);
      double[] arrived = new double[state.network.shape(k).size()];
      for (int i = 0; i < sent.length; i++) {
        for (int c = wiring.start(i); c < wiring.start(i + 1); c++) {
          arrived[wiring.successor(c)] += sent[i];
        }
        sum += sent[i] * wiring.fanOut(i);
      }
      sent = arrived;
    }
    return sum;
  }
}
