package saccade.model;

import org.jspecify.annotations.Nullable;

/**
 * f of one layer in EXACT as stored data (contract, law 6d): the accumulator is requantised to 16
 * bits, -32768..32767 steps of a scale of its own, and looked up. A hidden layer's table holds grid
 * points, the last layer's float32 results. Immutable.
 */
public final class ActivationTable {
  /** Smallest 16-bit point. */
  public static final int LO = Short.MIN_VALUE;

  /** Largest 16-bit point. */
  public static final int HI = Short.MAX_VALUE;

  /** Number of entries. */
  public static final int SIZE = HI - LO + 1;

  private final float scale;
  private final short @Nullable [] point;
  private final float @Nullable [] result;

  private ActivationTable(float scale, short @Nullable [] point, float @Nullable [] result) {
    if (!(scale >= Float.MIN_NORMAL) || Float.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "table scale " + scale + " is not a positive normal number; quantise again");
    }
    int size = point != null ? point.length : result != null ? result.length : 0;
    if (size != SIZE) {
      throw new IllegalArgumentException(
          "a table of " + size + " entries was given; it must have " + SIZE);
    }
    this.scale = scale;
    this.point = point;
    this.result = result;
  }

  /**
   * A hidden layer's table.
   *
   * @param scale what one 16-bit step stands for, a positive normal number
   * @param point 65536 grid points of the layer's output, for -32768 first; copied
   */
  public static ActivationTable ofPoints(float scale, short[] point) {
    return new ActivationTable(scale, point.clone(), null);
  }

  /**
   * The last layer's table.
   *
   * @param scale what one 16-bit step stands for, a positive normal number
   * @param result 65536 finite values of y, for -32768 first; copied
   */
  public static ActivationTable ofResults(float scale, float[] result) {
    for (float y : result) {
      if (!Float.isFinite(y)) {
        throw new IllegalArgumentException(
            "a table holds " + y + "; every result must be finite, so quantise again");
      }
    }
    return new ActivationTable(scale, null, result.clone());
  }

  /** What one 16-bit step stands for. */
  public float scale() {
    return scale;
  }

  /** True for the last layer's table. */
  public boolean holdsResults() {
    return result != null;
  }

  /** Grid point of a hidden layer for a 16-bit point. */
  public int point(int at) {
    if (point == null) {
      throw new IllegalStateException("the last layer's table holds results, no grid points");
    }
    return point[at - LO];
  }

  /** y of the last layer for a 16-bit point. */
  public float result(int at) {
    if (result == null) {
      throw new IllegalStateException("a hidden layer's table holds grid points, no results");
    }
    return result[at - LO];
  }
}
