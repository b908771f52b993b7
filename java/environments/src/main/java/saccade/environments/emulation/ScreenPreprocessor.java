package saccade.environments.emulation;

/**
 * From the last two emulated screens to one frame: pixelwise maximum, then exact area average. The
 * maximum keeps objects that flicker, drawn only on every other screen.
 */
public final class ScreenPreprocessor {
  /** Rows and columns of a frame. */
  public static final int FRAME_SIZE = 84;

  /** Bytes of a frame. */
  public static final int FRAME_LENGTH = FRAME_SIZE * FRAME_SIZE;

  private final AreaAverage average =
      new AreaAverage(
          EmulatedGame.SCREEN_HEIGHT, EmulatedGame.SCREEN_WIDTH, FRAME_SIZE, FRAME_SIZE);
  private final byte[] merged = new byte[EmulatedGame.SCREEN_LENGTH];

  /**
   * Makes one frame.
   *
   * @param older 210 * 160 gray bytes, row by row
   * @param newer likewise
   * @param frame receives 84 * 84 gray bytes, row by row
   * @throws IllegalArgumentException if an array has another length
   */
  public void apply(byte[] older, byte[] newer, byte[] frame) {
    if (older.length != merged.length || newer.length != merged.length) {
      throw new IllegalArgumentException(
          "screens have %d and %d bytes and must have %d (210 x 160)"
              .formatted(older.length, newer.length, merged.length));
    }
    for (int i = 0; i < merged.length; i++) {
      merged[i] = (byte) Math.max(older[i] & 0xff, newer[i] & 0xff);
    }
    average.apply(merged, frame);
  }
}
