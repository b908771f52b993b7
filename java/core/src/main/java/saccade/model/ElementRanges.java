package saccade.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Smallest and largest value of every element of a frame, in raw units. Immutable. */
public final class ElementRanges {
  private final float[] low;
  private final float[] high;

  /**
   * Copies its arrays.
   *
   * @param low smallest values, finite
   * @param high largest values, finite, none below its {@code low}
   */
  public ElementRanges(float[] low, float[] high) {
    if (low.length != high.length || low.length == 0) {
      throw new IllegalArgumentException(
          low.length + " smallest and " + high.length + " largest values; give one each");
    }
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i]) || Float.isInfinite(low[i]) || Float.isInfinite(high[i])) {
        throw new IllegalArgumentException(
            "range " + low[i] + ".." + high[i] + " of element " + i + " is empty or not finite");
      }
    }
    this.low = low.clone();
    this.high = high.clone();
  }

  /** The same range for {@code n} elements. */
  public static ElementRanges uniform(int n, float low, float high) {
    float[] l = new float[n];
    float[] h = new float[n];
    Arrays.fill(l, low);
    Arrays.fill(h, high);
    return new ElementRanges(l, h);
  }

  /** Number of elements. */
  public int size() {
    return low.length;
  }

  /** Smallest value of an element. */
  public float low(int element) {
    return low[element];
  }

  /** Largest value of an element. */
  public float high(int element) {
    return high[element];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ElementRanges that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }
}
