package saccade.engine.scalar;

import saccade.model.Activation;

/** A layer in FLOAT32: chains of fused multiply-adds in the canonical order (contract, law 7). */
final class FloatLayer extends ScalarLayer {
  private final float[] o = new float[neurons()];
  private final float[] sent = new float[neurons()];

  FloatLayer(ScalarWeights weights, Laws laws) {
    super(weights, laws);
  }

  @Override
  void multiply(int tap, int firstNeuron, float d) {
    for (int k = fan.start(tap); k < fan.start(tap + 1); k++) {
      int j = firstNeuron + fan.row(k);
      o[j] = Math.fma(weights.w()[k], d, o[j]);
    }
  }

  @Override
  void startFromBias(int j, int channel) {
    o[j] = laws.startsFromBias() ? weights.placed().layer().bias().at(channel) : 0;
  }

  /** Equation 3. */
  private float f(float x) {
    return weights.placed().layer().activation() == Activation.RELU ? Math.max(x, 0f) : x;
  }

  @Override
  void test(int j, int channel, float threshold, Events out) {
    float d = f(o[j]) - sent[j];
    if (laws.transmits(d, threshold)) {
      send(j, channel);
      out.add(j, d);
    }
  }

  @Override
  void send(int j, int channel) {
    sent[j] = laws.sentAfter(sent[j], f(o[j]));
  }

  @Override
  public float sent(int neuron) {
    return sent[neuron];
  }

  @Override
  double accumulator(int j) {
    return o[j];
  }

  @Override
  float output(int j, int channel) {
    return f(o[j]);
  }

  @Override
  void copyState(ScalarLayer from) {
    FloatLayer other = (FloatLayer) from;
    System.arraycopy(other.o, 0, o, 0, o.length);
    System.arraycopy(other.sent, 0, sent, 0, sent.length);
  }
}
