package saccade.onnx;

import saccade.model.Activation;
import saccade.model.Activation.Kind;

/** Clip and Relu as one family: f(o) = o within two bounds, of which either may be infinite. */
final class Clips {
  private Clips() {}

  /**
   * The activation of a clip.
   *
   * @param low smallest value; minus infinity or the smallest float32 for none
   * @param high largest value; infinity or the largest float32 for none
   */
  static Activation of(double low, double high) {
    double lo = low <= -Float.MAX_VALUE ? Double.NEGATIVE_INFINITY : low;
    double hi = high >= Float.MAX_VALUE ? Double.POSITIVE_INFINITY : high;
    if (Double.isInfinite(lo) && Double.isInfinite(hi) && lo < hi) {
      return Activation.NONE;
    }
    if (lo == 0 && hi == Double.POSITIVE_INFINITY) {
      return Activation.RELU;
    }
    if (Double.isInfinite(lo) || Double.isInfinite(hi) || !(lo < hi)) {
      throw new NodeRefusal(
          "it clips to "
              + low
              + ".."
              + high
              + "; two finite bounds that ascend, or 0 and infinity, are read");
    }
    return Activation.clip((float) lo, (float) hi);
  }

  /** One activation for a clip behind {@code first}. */
  static Activation behind(Activation first, double low, double high) {
    if (first.kind() == Kind.NONE) {
      return of(low, high);
    }
    if (!isClip(first)) {
      throw new NodeRefusal(
          "it clips behind " + first + "; put a weighted layer between two activations");
    }
    double from = Math.max(low, Math.min(high, low(first)));
    return of(from, Math.max(low, Math.min(high, high(first))));
  }

  private static boolean isClip(Activation f) {
    return f.kind() == Kind.RELU || f.kind() == Kind.CLIP;
  }

  private static double low(Activation f) {
    return f.kind() == Kind.RELU ? 0 : f.a();
  }

  private static double high(Activation f) {
    return f.kind() == Kind.RELU ? Double.POSITIVE_INFINITY : f.b();
  }
}
