package saccade.vector;

import saccade.model.PlacedLayer;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Groups of input positions that the same output positions see: the squares of a stride, if the
 * kernel is so many whole strides wide and high. All events of a cell meet an output position
 * together; the weights of one of them lie at the tap of its cell plus a place within it. Where no
 * two positions share their outputs, each is a cell of its own. Immutable.
 */
final class Cells {
  /** Which output positions see a cell, and through which tap of it. */
  final Reach reach;

  /** Number of the first cell of an input row, and of the cell of a column within its row. */
  final int[] rowCell;

  final int[] columnCell;

  /** Column of weights of an input row, and of an input column, within their cell. */
  final int[] rowPlace;

  final int[] columnPlace;

  /** Width of the input: positions are y * width + x. */
  final int width;

  final int count;

  private final boolean arePositions;
  private final double perWidth;
  private final double perCellWidth;

  /**
   * Cells of a layer.
   *
   * @param anyOrder false if every position must be a cell, so that sums keep the canonical order:
   *     the rounding that law 7a allows float32 is that of this order
   */
  Cells(PlacedLayer placed, Reach positions, boolean anyOrder) {
    Window w = placed.window();
    Shape in = placed.input();
    width = in.width();
    perWidth = 1.0 / width;
    boolean whole =
        anyOrder
            && w.dilation().equals(Window.Dilation.NONE)
            && w.kernelHeight() % w.strideY() == 0
            && w.kernelWidth() % w.strideX() == 0;
    int stepY = whole ? w.strideY() : 1;
    int stepX = whole ? w.strideX() : 1;
    int top = whole ? w.padding().top() : 0;
    int left = whole ? w.padding().left() : 0;
    arePositions = stepY * stepX == 1 && top + left == 0;
    reach = whole ? Reach.ofCells(placed) : positions;
    perCellWidth = 1.0 / reach.width;
    int channels = in.channels();
    rowCell = new int[in.height()];
    rowPlace = new int[in.height()];
    for (int y = 0; y < in.height(); y++) {
      rowCell[y] = (y + top) / stepY * reach.width;
      rowPlace[y] = (y + top) % stepY * w.kernelWidth() * channels;
    }
    columnCell = new int[in.width()];
    columnPlace = new int[in.width()];
    for (int x = 0; x < in.width(); x++) {
      columnCell[x] = (x + left) / stepX;
      columnPlace[x] = (x + left) % stepX * channels;
    }
    count = (in.height() - 1 + top) / stepY * reach.width + reach.width;
  }

  /** position / width, without a division; the half keeps what is rounded off the boundary. */
  int row(int position) {
    return (int) ((position + 0.5) * perWidth);
  }

  /** Row of a cell. */
  int cellRow(int cell) {
    return (int) ((cell + 0.5) * perCellWidth);
  }

  /** True if every position is a cell of the same number. */
  boolean arePositions() {
    return arePositions;
  }
}
