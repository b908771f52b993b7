package saccade.engine;

import saccade.model.Activation;

/**
 * The values of f: FLOAT32 rounds them to float, the tables of EXACT are made from them once
 * (contract, laws 6d and 7). StrictMath, so that they are the same on every machine. For backends.
 */
public final class Nonlinearity {
  private Nonlinearity() {}

  /** f(o) in double. */
  public static double of(Activation f, double o) {
    return switch (f.kind()) {
      case NONE -> o;
      case RELU -> Math.max(o, 0);
      case LEAKY_RELU -> o < 0 ? f.a() * o : o;
      case ELU -> o < 0 ? f.a() * StrictMath.expm1(o) : o;
      case SILU -> o / (1 + StrictMath.exp(-o));
      case TANH -> StrictMath.tanh(o);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-o));
      case CLIP -> Math.min(Math.max(o, f.a()), f.b());
    };
  }

  /** Largest |f(o)| for |o| up to {@code bound}. */
  static double bound(Activation f, double bound) {
    return switch (f.kind()) {
      case NONE, RELU, SILU -> bound;
      case LEAKY_RELU, ELU -> Math.max(1, f.a()) * bound;
      case TANH, SIGMOID -> 1;
      case CLIP -> Math.max(Math.abs((double) f.a()), Math.abs((double) f.b()));
    };
  }
}
