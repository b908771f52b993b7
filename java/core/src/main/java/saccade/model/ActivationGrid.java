package saccade.model;

/**
 * The grid of one neuron layer in EXACT mode: a value is an integer times the scale. Every grid
 * contains 0 (contract, law 6).
 *
 * @param scale value of one grid step, a positive normal number; 1 for image bytes
 * @param lo smallest grid point, at most 0
 * @param hi largest grid point, at least 0 and above {@code lo}
 */
public record ActivationGrid(float scale, int lo, int hi) {
  /** Most bits of a grid. */
  public static final int MAX_BITS = 12;

  public ActivationGrid {
    if (!(scale >= Float.MIN_NORMAL) || Float.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "grid scale " + scale + " is not a positive normal number; calibrate again");
    }
    if (lo > 0 || hi < 0 || lo >= hi || (long) hi - lo >= 1 << MAX_BITS) {
      throw new IllegalArgumentException(
          "grid "
              + lo
              + ".."
              + hi
              + " must contain 0 and have 1.."
              + ((1 << MAX_BITS) - 1)
              + " steps; choose another grid");
    }
  }

  /** R: number of steps between the smallest and the largest grid point. */
  public int range() {
    return hi - lo;
  }

  /** Bits that the grid needs. */
  public int bits() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(range());
  }
}
