package saccade.environments.scroll;

/**
 * The ground and the ridge behind it as functions of a key and a column, so that a landscape has no
 * end, never repeats and takes no memory. Columns are pixels from the start of the episode.
 */
final class Landscape {
  private static final int RIDGE_TOP = 92;
  private static final int RIDGE_SPAN = 52;
  private static final int HILL_SPAN = 46;
  private static final int HUMP_SPAN = Air.VALLEY - Air.PEAK - HILL_SPAN;

  /** Knots of the outlines stand 2 to this power columns apart. */
  private static final int HILL_BITS = 6;

  private static final int HUMP_BITS = 4;
  private static final int RIDGE_BITS = 5;

  private static final int HILLS = 1;
  private static final int HUMPS = 2;
  private static final int RIDGES = 3;
  private static final int STONES = 4;

  private Landscape() {}

  /** First row of the ground, {@link Air#PEAK} to {@link Air#VALLEY}. */
  static int ground(int key, int column) {
    return Air.PEAK
        + smooth(key, HILLS, column, HILL_BITS) * HILL_SPAN / 256
        + smooth(key, HUMPS, column, HUMP_BITS) * HUMP_SPAN / 256;
  }

  /** First row of the ridge far behind, in columns of its own. */
  static int ridge(int key, int column) {
    return RIDGE_TOP + smooth(key, RIDGES, column, RIDGE_BITS) * RIDGE_SPAN / 256;
  }

  /** Highest row of the ground from a column on. */
  static int highest(int key, int column, int columns) {
    int top = Air.VALLEY;
    for (int i = 0; i < columns; i++) {
      top = Math.min(top, ground(key, column + i));
    }
    return top;
  }

  /** A number from 0 to 255 for a patch of soil, the same whenever it is looked at. */
  static int stone(int key, int patchColumn, int patchRow) {
    return hash(key, STONES + patchRow, patchColumn) >>> 24;
  }

  /** 0 to 256 through a knot every 2^bits columns, level at each of them. */
  private static int smooth(int key, int layer, int column, int bits) {
    int knot = column >> bits;
    int from = hash(key, layer, knot) >>> 24;
    int to = hash(key, layer, knot + 1) >>> 24;
    int part = (column & ((1 << bits) - 1)) << (8 - bits);
    int ease = (part * part * (3 * 256 - 2 * part)) >> 16;
    return from + (((to - from) * ease) >> 8);
  }

  private static int hash(int key, int layer, int index) {
    int h = key + layer * 0x9E3779B1 + index * 0x85EBCA77;
    h = (h ^ (h >>> 16)) * 0x7FEB352D;
    h = (h ^ (h >>> 15)) * 0x846CA68B;
    return h ^ (h >>> 16);
  }
}
