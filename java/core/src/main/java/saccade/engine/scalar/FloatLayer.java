package saccade.engine.scalar;

import saccade.engine.Nonlinearity;

/** A layer in FLOAT32: chains of fused multiply-adds in the canonical order (contract, law 7). */
final class FloatLayer extends ScalarLayer {
  private final float[] o;

  FloatLayer(ScalarWeights weights, Laws laws) {
    super(weights, laws);
    o = new float[fan.output().size()];
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

  /** f in double, rounded once: within half an ulp, where law 7a allows 4. */
  @Override
  float activation(int j, int channel) {
    return (float) Nonlinearity.of(f, o[j]);
  }

  @Override
  double accumulator(int j) {
    return o[j];
  }

  @Override
  void setAccumulator(int j, float value) {
    o[j] = value;
  }

  @Override
  float output(int j, int channel) {
    return activation(j, channel);
  }

  @Override
  void copyAccumulators(ScalarLayer from) {
    System.arraycopy(((FloatLayer) from).o, 0, o, 0, o.length);
  }
}
