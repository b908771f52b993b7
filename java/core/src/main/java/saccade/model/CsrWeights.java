package saccade.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Float weights of one layer in compressed sparse rows: a pruned weight has no entry and an entry
 * is never 0. Immutable.
 */
public final class CsrWeights {
  private final SparseRows pattern;
  private final float[] value;

  private CsrWeights(SparseRows pattern, float[] value) {
    this.pattern = pattern;
    this.value = value;
  }

  /**
   * Takes the non-zero entries of a dense matrix; zeros count as pruned.
   *
   * @param rows number of output channels
   * @param columns inputs that one output sees
   * @param dense {@code rows * columns} finite weights, row-major
   */
  public static CsrWeights fromDense(int rows, int columns, float[] dense) {
    SparseRows full = SparseRows.full(rows, columns);
    if (dense.length != full.entries()) {
      throw new IllegalArgumentException(
          dense.length
              + " weights were given for "
              + rows
              + " rows of "
              + columns
              + "; give exactly "
              + full.entries());
    }
    int entries = 0;
    for (float w : dense) {
      requireFinite(w);
      entries += w != 0 ? 1 : 0;
    }
    return entries == dense.length
        ? new CsrWeights(full, dense.clone())
        : compress(rows, columns, dense, entries);
  }

  /**
   * Pairs a pattern with its values, which are copied.
   *
   * @param pattern which weights survived
   * @param value one finite non-zero weight per entry
   */
  public static CsrWeights of(SparseRows pattern, float[] value) {
    if (value.length != pattern.entries()) {
      throw new IllegalArgumentException(
          value.length + " weights were given for " + pattern.entries() + " entries");
    }
    for (float w : value) {
      requireFinite(w);
      if (w == 0) {
        throw new IllegalArgumentException(
            "an entry has the weight 0; leave pruned weights out of the pattern");
      }
    }
    return new CsrWeights(pattern, value.clone());
  }

  private static CsrWeights compress(int rows, int columns, float[] dense, int entries) {
    int[] start = new int[rows + 1];
    int[] column = new int[entries];
    float[] value = new float[entries];
    int k = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float w = dense[r * columns + c];
        if (w != 0) {
          column[k] = c;
          value[k++] = w;
        }
      }
      start[r + 1] = k;
    }
    return new CsrWeights(SparseRows.of(columns, start, column), value);
  }

  private static void requireFinite(float w) {
    if (!Float.isFinite(w)) {
      throw new IllegalArgumentException(
          "a weight is " + w + "; every weight must be finite, so repair the network first");
    }
  }

  /** Which weights survived. */
  public SparseRows pattern() {
    return pattern;
  }

  /** Value of an entry of {@link #pattern()}. */
  public float value(int entry) {
    return value[entry];
  }

  /** All weights with the pruned ones as 0, row-major: a ready tensor for a dense runtime. */
  public float[] toDense() {
    float[] dense = new float[pattern.rows() * pattern.columns()];
    for (int r = 0; r < pattern.rows(); r++) {
      for (int k = pattern.start(r); k < pattern.start(r + 1); k++) {
        dense[r * pattern.columns() + pattern.column(k)] = value[k];
      }
    }
    return dense;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CsrWeights that
        && pattern.equals(that.pattern)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + Arrays.hashCode(value);
  }
}
