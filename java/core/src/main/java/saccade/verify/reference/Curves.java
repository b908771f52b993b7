package saccade.verify.reference;

import saccade.model.Activation;

/** The nonlinearities again, written apart from the engine's, and how steep they are. */
final class Curves {
  /** Largest slope of SiLU, at 2.3994. */
  private static final double SILU_SLOPE = 1.0999;

  private Curves() {}

  static double of(Activation f, double o) {
    return switch (f.kind()) {
      case RELU -> o > 0 ? o : 0;
      case LEAKY_RELU -> o >= 0 ? o : o * f.a();
      case ELU -> o >= 0 ? o : f.a() * Math.expm1(o);
      case SILU -> o * logistic(o);
      case TANH -> Math.tanh(o);
      case SIGMOID -> logistic(o);
      case CLIP -> o < f.a() ? f.a() : o > f.b() ? f.b() : o;
      case NONE -> o;
    };
  }

  private static double logistic(double o) {
    double e = Math.exp(-Math.abs(o));
    return o >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /** True if float32 holds f of a float exactly. */
  static boolean isExact(Activation f) {
    return switch (f.kind()) {
      case NONE, RELU, CLIP -> true;
      default -> false;
    };
  }

  /** Lipschitz constant. */
  static double slope(Activation f) {
    return switch (f.kind()) {
      case NONE, RELU, TANH, CLIP -> 1;
      case LEAKY_RELU, ELU -> Math.max(1, f.a());
      case SILU -> SILU_SLOPE;
      case SIGMOID -> 0.25;
    };
  }
}
