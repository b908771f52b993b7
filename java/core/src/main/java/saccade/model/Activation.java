package saccade.model;

/**
 * The nonlinearity f of equation 3. Immutable data: what it computes is written down here, and each
 * backend says how.
 *
 * @param kind which function
 * @param a alpha of {@link Kind#LEAKY_RELU} and {@link Kind#ELU}, smallest value of {@link
 *     Kind#CLIP}; else 0
 * @param b largest value of {@link Kind#CLIP}; else 0
 */
public record Activation(Kind kind, float a, float b) {
  /** The functions. */
  public enum Kind {
    /** f(o) = o. */
    NONE,
    /** f(o) = max(o, 0). */
    RELU,
    /** f(o) = o, but alpha * o below 0. */
    LEAKY_RELU,
    /** f(o) = o, but alpha * (e^o - 1) below 0. */
    ELU,
    /** f(o) = o / (1 + e^-o). */
    SILU,
    /** f(o) = tanh(o). */
    TANH,
    /** f(o) = 1 / (1 + e^-o). */
    SIGMOID,
    /** f(o) = o, but within two bounds. */
    CLIP
  }

  /** f(o) = o. */
  public static final Activation NONE = plain(Kind.NONE);

  /** f(o) = max(o, 0). */
  public static final Activation RELU = plain(Kind.RELU);

  /** f(o) = o / (1 + e^-o). */
  public static final Activation SILU = plain(Kind.SILU);

  /** f(o) = tanh(o). */
  public static final Activation TANH = plain(Kind.TANH);

  /** f(o) = 1 / (1 + e^-o). */
  public static final Activation SIGMOID = plain(Kind.SIGMOID);

  private static final float LARGEST_SLOPE = 0x1p10f;
  private static final float SMALLEST_SLOPE = 0x1p-20f;

  public Activation {
    a += 0f; // -0 becomes 0, so that equal activations are equal bits
    b += 0f;
    switch (kind) {
      case LEAKY_RELU, ELU -> requireSlope(kind, a);
      case CLIP -> requireBounds(a, b);
      default -> a = 0;
    }
    if (kind != Kind.CLIP) {
      b = 0;
    }
  }

  private static Activation plain(Kind kind) {
    return new Activation(kind, 0, 0);
  }

  private static void requireSlope(Kind kind, float alpha) {
    if (!(alpha >= SMALLEST_SLOPE && alpha <= LARGEST_SLOPE)) {
      throw new IllegalArgumentException(
          "alpha " + alpha + " of " + kind + " is outside 2^-20..2^10; use RELU for alpha 0");
    }
  }

  private static void requireBounds(float low, float high) {
    if (!(low < high) || Float.isInfinite(low) || Float.isInfinite(high)) {
      throw new IllegalArgumentException(
          "bounds " + low + ".." + high + " of CLIP must be finite and ascend; give low < high");
    }
  }

  /**
   * LeakyReLU.
   *
   * @param alpha slope below 0, 2^-20..2^10
   */
  public static Activation leakyRelu(float alpha) {
    return new Activation(Kind.LEAKY_RELU, alpha, 0);
  }

  /**
   * ELU.
   *
   * @param alpha minus its limit at minus infinity, 2^-20..2^10
   */
  public static Activation elu(float alpha) {
    return new Activation(Kind.ELU, alpha, 0);
  }

  /** Clip to {@code low..high}, both finite. */
  public static Activation clip(float low, float high) {
    return new Activation(Kind.CLIP, low, high);
  }

  /**
   * True if EXACT needs a stored table for it (contract, law 6d): neither NONE nor RELU nor
   * LeakyReLU, nor a Clip around 0, which are lo, hi and multipliers.
   *
   * @param last behind the last layer, where any Clip acts on y
   */
  public boolean needsTable(boolean last) {
    return switch (kind) {
      case NONE, RELU, LEAKY_RELU -> false;
      case CLIP -> !last && (a > 0 || b < 0);
      default -> true;
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case LEAKY_RELU, ELU -> kind + "(" + a + ")";
      case CLIP -> kind + "(" + a + ", " + b + ")";
      default -> kind.toString();
    };
  }
}
