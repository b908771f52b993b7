package saccade.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which weights survived pruning: for every row (output channel) the columns that hold a weight, in
 * ascending order (compressed sparse rows). A column is {@code (c * kernelHeight + ky) *
 * kernelWidth + kx} of the layer's input, the model's order. When every row is full the column list
 * is left out.
 */
public final class SparseRows {
  private final int rows;
  private final int columns;
  private final int @Nullable [] start;
  private final int @Nullable [] column;

  private SparseRows(int rows, int columns, int @Nullable [] start, int @Nullable [] column) {
    this.rows = rows;
    this.columns = columns;
    this.start = start;
    this.column = column;
  }

  /** A pattern without zeros. */
  public static SparseRows full(int rows, int columns) {
    requireSize(rows, columns);
    return new SparseRows(rows, columns, null, null);
  }

  /**
   * A pattern from its CSR arrays, which are copied.
   *
   * @param columns number of columns
   * @param start {@code rows + 1} offsets into {@code column}, from 0, not falling
   * @param column column of every entry, ascending within a row
   */
  public static SparseRows of(int columns, int[] start, int[] column) {
    int rows = start.length - 1;
    requireSize(rows, columns);
    if (start[0] != 0 || start[rows] != column.length) {
      throw new IllegalArgumentException(
          "row offsets run from "
              + start[0]
              + " to "
              + start[rows]
              + " but must run from 0 to the "
              + column.length
              + " entries; rebuild the pattern");
    }
    for (int r = 0; r < rows; r++) {
      requireRow(r, columns, start, column);
    }
    return new SparseRows(rows, columns, start.clone(), column.clone());
  }

  private static void requireRow(int row, int columns, int[] start, int[] column) {
    if (start[row] > start[row + 1] || start[row + 1] > column.length) {
      throw new IllegalArgumentException(
          "row " + row + " ends before it starts; row offsets must not fall");
    }
    int last = -1;
    for (int k = start[row]; k < start[row + 1]; k++) {
      if (column[k] <= last || column[k] >= columns) {
        throw new IllegalArgumentException(
            "row "
                + row
                + " has column "
                + column[k]
                + " after "
                + last
                + "; columns must ascend within 0.."
                + (columns - 1));
      }
      last = column[k];
    }
  }

  private static void requireSize(int rows, int columns) {
    if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a weight matrix of "
              + rows
              + " rows and "
              + columns
              + " columns is not supported; rows * columns must be 1.."
              + Integer.MAX_VALUE);
    }
  }

  /** Number of rows: output channels, or neurons of a dense layer. */
  public int rows() {
    return rows;
  }

  /** Number of columns: inputs that one output sees. */
  public int columns() {
    return columns;
  }

  /** Number of entries, pruned ones not counted. */
  public int entries() {
    return start == null ? rows * columns : start[rows];
  }

  /** First entry of a row; the row ends where the next one starts. */
  public int start(int row) {
    return start == null ? row * columns : start[row];
  }

  /** Column of an entry. */
  public int column(int entry) {
    return column == null ? entry % columns : column[entry];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof SparseRows that)
        || rows != that.rows
        || columns != that.columns
        || entries() != that.entries()) {
      return false;
    }
    for (int r = 0; r < rows; r++) {
      if (start(r + 1) != that.start(r + 1)) {
        return false;
      }
    }
    for (int k = 0; k < entries(); k++) {
      if (column(k) != that.column(k)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, columns, entries());
  }
}
