package saccade.verify;

import org.jspecify.annotations.Nullable;
import saccade.engine.Observations;
import saccade.model.Network;
import saccade.verify.reference.QuantizedReference;
import saccade.verify.reference.References;

/** y at T = 0 against whole networks: to the bit in EXACT, within the bounds in FLOAT32. */
final class OutputComparison {
  private final Network network;
  private final @Nullable QuantizedReference integers;
  private final Findings findings;

  OutputComparison(References references, Findings findings) {
    network = references.network();
    integers = references.integers();
    this.findings = findings;
  }

  /**
   * Against the dense quantised network, or in FLOAT32 the given one.
   *
   * @param own bound of the session's own rounding, FLOAT32 only
   */
  void withDense(float[] y, byte[] observation, double[] denseY, double[] own, String at) {
    if (integers == null) {
      requireWithin("the dense reference", y, denseY, own, at);
    } else {
      float[] expected = integers.run(Observations.wide(network.input(), observation));
      requireWithin("the dense reference", y, widen(expected), new double[y.length], at);
    }
  }

  /** Against a float32 runtime; {@code own} grows by the bound {@code theirs}. */
  void withRuntime(float[] y, float[] other, double[] theirs, double[] own, String at) {
    for (int j = 0; j < y.length; j++) {
      own[j] += theirs[j];
    }
    requireWithin("ONNX Runtime", y, widen(other), own, at);
  }

  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private void requireWithin(
      String what, float[] y, double[] expected, double[] allowed, String at) {
    for (int j = 0; j < y.length; j++) {
      if (!(Math.abs(y[j] - expected[j]) <= allowed[j])) {
        findings.failBits(
            "y[%d] is %s but %s says %s, which is more than %s away %s"
                .formatted(j, y[j], what, expected[j], allowed[j], at));
      }
    }
  }
}
