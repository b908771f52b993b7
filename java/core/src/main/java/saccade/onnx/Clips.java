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

  /** One activation for {@code second} behind {@code first}. */
  static Activation both(Activation first, Activation second) {
    if (!isClip(first) || !isClip(second)) {
      throw new NodeRefusal(
          second + " follows " + first + "; put a weighted layer between two activations");
    }
    double low = Math.max(low(second), Math.min(high(second), low(first)));
    double high = Math.max(low(second), Math.min(high(second), high(first)));
    return of(low, high);
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
