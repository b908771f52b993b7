package saccade.onnx;

/**
 * Rows of a constant tensor as a weight matrix, one row per output channel; nothing is copied.
 *
 * @param tensor {@code allRows * columns} values
 * @param transposed true if the tensor has the columns outside, as [in, out]
 * @param allRows rows of the tensor
 * @param firstRow first row that is read
 * @param rows number of rows that are read
 */
record Matrix(Constant tensor, boolean transposed, int allRows, int firstRow, int rows) {
  static Matrix of(Constant tensor, boolean transposed, int rows) {
    return new Matrix(tensor, transposed, rows, 0, rows);
  }

  int columns() {
    return tensor.size() / allRows;
  }

  double at(int row, int column) {
    int r = firstRow + row;
    return tensor.finite(transposed ? column * allRows + r : r * columns() + column);
  }

  /** Rows {@code from..to - 1} of it. */
  Matrix slice(int from, int to) {
    return new Matrix(tensor, transposed, allRows, firstRow + from, to - from);
  }
}
