package saccade.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import saccade.engine.Nonlinearity;
import saccade.model.Activation;

/**
 * f of FLOAT32, within the 4 ulp of law 7a. One loop for each f: a vector that a branch chose would
 * be an object.
 */
final class Curves {
  private Curves() {}

  /** f of a whole position, from accumulators {@code o[at]} on into {@code x}. */
  static void of(Activation f, float[] o, int at, float[] x) {
    switch (f.kind()) {
      case NONE -> System.arraycopy(o, at, x, 0, x.length);
      case RELU -> relu(o, at, x);
      case LEAKY_RELU -> leaky(o, at, x, f.a());
      case CLIP -> clip(o, at, x, f);
      default -> others(o, at, x, f);
    }
  }

  /** -0 becomes 0. */
  private static void relu(float[] o, int at, float[] x) {
    for (int t = 0; t < x.length; t += Lanes.N) {
      FloatVector a = FloatVector.fromArray(Lanes.FLOATS, o, at + t);
      a.blend(0, a.compare(VectorOperators.LE, 0)).intoArray(x, t);
    }
  }

  private static void leaky(float[] o, int at, float[] x, float slope) {
    for (int t = 0; t < x.length; t += Lanes.N) {
      FloatVector a = FloatVector.fromArray(Lanes.FLOATS, o, at + t);
      a.blend(a.mul(slope), a.compare(VectorOperators.LT, 0)).intoArray(x, t);
    }
  }

  private static void clip(float[] o, int at, float[] x, Activation f) {
    for (int t = 0; t < x.length; t++) {
      x[t] = Math.min(Math.max(o[at + t], f.a()), f.b());
    }
  }

  /** Vectors of exponentials are objects in this JDK, so these are the definition's. */
  private static void others(float[] o, int at, float[] x, Activation f) {
    for (int t = 0; t < x.length; t++) {
      x[t] = (float) Nonlinearity.of(f, o[at + t]);
    }
  }
}
