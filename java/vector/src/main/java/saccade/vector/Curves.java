package saccade.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import saccade.model.Activation;

/** f of FLOAT32 in whole vectors, within the 4 ulp of law 7a. */
final class Curves {
  private Curves() {}

  /** f of a whole position, from accumulators {@code o[at]} on into {@code x}. */
  static void of(Activation f, float[] o, int at, float[] x) {
    for (int t = 0; t < x.length; t += Lanes.N) {
      of(f, FloatVector.fromArray(Lanes.FLOATS, o, at + t)).intoArray(x, t);
    }
  }

  private static FloatVector of(Activation f, FloatVector o) {
    VectorMask<Float> below = o.compare(VectorOperators.LT, 0);
    return switch (f.kind()) {
      case NONE -> o;
      case RELU -> o.blend(0, o.compare(VectorOperators.LE, 0)); // -0 becomes 0
      case LEAKY_RELU -> o.blend(o.mul(f.a()), below);
      case ELU -> o.blend(o.lanewise(VectorOperators.EXPM1).mul(f.a()), below);
      case SILU -> o.mul(sigmoid(o));
      case TANH -> o.lanewise(VectorOperators.TANH);
      case SIGMOID -> sigmoid(o);
      case CLIP -> o.max(f.a()).min(f.b());
    };
  }

  /** 1 / (1 + e^-o), from e^-|o|, which cannot overflow. */
  private static FloatVector sigmoid(FloatVector o) {
    FloatVector e = o.abs().neg().lanewise(VectorOperators.EXP);
    FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1);
    return one.blend(e, o.compare(VectorOperators.LT, 0)).div(e.add(1));
  }
}
