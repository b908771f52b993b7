package saccade.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grids that an observation is put on in EXACT (contract, law 3): q = rint(clamp(x * inv)) per
 * element of a frame, every frame of a history alike. Image bytes have one grid, the gray levels.
 * Where a normaliser cannot be folded, a stored table per element of the whole observation maps q
 * to the integer that the first layer's weights take. Immutable.
 */
public final class InputGrids {
  /** Gray levels as they are. */
  public static final InputGrids BYTES =
      new InputGrids(List.of(new ActivationGrid(1, 0, ImageStack.MAX_GRAY)), new float[] {1}, null);

  private final List<ActivationGrid> grid;
  private final float[] inverse;
  private final List<short[]> table;

  private InputGrids(List<ActivationGrid> grid, float[] inverse, @Nullable List<short[]> table) {
    this.grid = List.copyOf(grid);
    this.inverse = inverse;
    this.table = table == null ? List.of() : List.copyOf(table);
  }

  /**
   * Grids of a float stack.
   *
   * @param grid one per element of a frame
   * @param inverse 1 / scale of each, as every backend multiplies it; finite and above 0
   */
  public static InputGrids of(List<ActivationGrid> grid, float... inverse) {
    if (grid.isEmpty() || grid.size() != inverse.length) {
      throw new IllegalArgumentException(
          grid.size() + " grids and " + inverse.length + " inverse scales; give one each");
    }
    for (float inv : inverse) {
      if (!(inv > 0) || Float.isInfinite(inv)) {
        throw new IllegalArgumentException(
            "inverse scale " + inv + " is not finite and above 0; calibrate again");
      }
    }
    return new InputGrids(grid, inverse.clone(), null);
  }

  /**
   * The same behind a normaliser that is not folded.
   *
   * @param perElement for every element of the whole observation the integers of its grid points,
   *     lowest first; arrays may be shared and are not copied
   */
  public InputGrids withTables(List<short[]> perElement) {
    for (int i = 0; i < perElement.size(); i++) {
      int points = grid(i % grid.size()).range() + 1;
      if (perElement.get(i).length != points) {
        throw new IllegalArgumentException(
            "the table of element "
                + i
                + " has "
                + perElement.get(i).length
                + " entries for "
                + points
                + " grid points; give one each");
      }
    }
    return new InputGrids(grid, inverse, perElement);
  }

  private int of(int frameElement) {
    return grid.size() == 1 ? 0 : frameElement;
  }

  /** Number of grids: 1, or one per element of a frame. */
  public int size() {
    return grid.size();
  }

  /** Grid of an element of a frame. */
  public ActivationGrid grid(int frameElement) {
    return grid.get(of(frameElement));
  }

  /** What x of an element of a frame is multiplied by. */
  public float inverse(int frameElement) {
    return inverse[of(frameElement)];
  }

  /** True if a table stands between the grid and the first layer. */
  public boolean hasTables() {
    return !table.isEmpty();
  }

  /** Number of tables: 0, or one per element of the whole observation. */
  public int tables() {
    return table.size();
  }

  /**
   * The integer that the first layer takes for a grid point.
   *
   * @param element of the whole observation, in the model's order
   */
  public int propagated(int element, int frameElement, int q) {
    return table.isEmpty() ? q : table.get(element)[q - grid(frameElement).lo()];
  }

  /** Largest minus smallest integer that the first layer can take for an element, 0 included. */
  public int propagatedRange(int element, int frameElement) {
    if (table.isEmpty()) {
      return grid(frameElement).range();
    }
    int low = 0;
    int high = 0;
    for (short v : table.get(element)) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return high - low;
  }
}
