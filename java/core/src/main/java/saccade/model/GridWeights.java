package saccade.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weights of one layer as int8 grid points (contract, law 6) in compressed sparse rows: entries
 * that were rounded to 0 are gone. Immutable.
 */
public final class GridWeights {
  private final SparseRows pattern;
  private final byte[] value;

  /**
   * Pairs a pattern with its values, which are copied.
   *
   * @param pattern which weights are not zero
   * @param value one non-zero grid point per entry, -127..127
   */
  public GridWeights(SparseRows pattern, byte[] value) {
    if (value.length != pattern.entries()) {
      throw new IllegalArgumentException(
          value.length + " grid points were given for " + pattern.entries() + " entries");
    }
    for (byte w : value) {
      if (w == 0 || w == Byte.MIN_VALUE) {
        throw new IllegalArgumentException(
            "grid weight " + w + " is outside -127..127 without 0; quantise again");
      }
    }
    this.pattern = pattern;
    this.value = value.clone();
  }

  /** Which weights are not zero after quantisation. */
  public SparseRows pattern() {
    return pattern;
  }

  /** Grid point of an entry of {@link #pattern()}. */
  public int value(int entry) {
    return value[entry];
  }

  /** All grid points with the pruned ones as 0, row-major. */
  public byte[] toDense() {
    byte[] dense = new byte[pattern.rows() * pattern.columns()];
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        dense[r * pattern.columns() + pattern.column(k)] = value[k];
      }
    }
    return dense;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GridWeights that
        && pattern.equals(that.pattern)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + Arrays.hashCode(value);
  }
}
