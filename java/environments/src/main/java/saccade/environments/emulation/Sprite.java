package saccade.environments.emulation;

/**
 * A small picture in shades of one gray, written as text, one character per pixel: {@code #} full,
 * {@code +} three quarters, {@code -} half, {@code .} nothing.
 */
public final class Sprite {
  private static final int FULL = 4;

  private final int width;
  private final int height;
  private final byte[] shades;

  /**
   * Reads a picture.
   *
   * @param rows from top to bottom, at least one, all of one length
   * @throws IllegalArgumentException if rows differ in length or hold another character
   */
  public Sprite(String... rows) {
    width = rows[0].length();
    height = rows.length;
    shades = new byte[width * height];
    for (int y = 0; y < height; y++) {
      if (rows[y].length() != width) {
        throw new IllegalArgumentException(
            "row %d has %d pixels and must have the first row's %d"
                .formatted(y, rows[y].length(), width));
      }
      for (int x = 0; x < width; x++) {
        shades[y * width + x] = shade(rows[y].charAt(x));
      }
    }
  }

  private static byte shade(char pixel) {
    return switch (pixel) {
      case '.' -> 0;
      case '-' -> 2;
      case '+' -> 3;
      case '#' -> FULL;
      default ->
          throw new IllegalArgumentException(
              "pixel '%c' is unknown; write '.', '-', '+' or '#'".formatted(pixel));
    };
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /**
   * Draws the picture, cut off at the edges of the screen.
   *
   * @param screen {@link EmulatedGame#SCREEN_LENGTH} gray bytes, row by row
   * @param left column of its first pixel
   * @param top row of its first pixel
   * @param gray of its full pixels, 0..255
   */
  public void draw(byte[] screen, int left, int top, int gray) {
    int from = Math.max(0, -left);
    int to = Math.min(width, EmulatedGame.SCREEN_WIDTH - left);
    int end = Math.min(height, EmulatedGame.SCREEN_HEIGHT - top);
    for (int y = Math.max(0, -top); y < end; y++) {
      int line = (top + y) * EmulatedGame.SCREEN_WIDTH + left;
      for (int x = from; x < to; x++) {
        int shade = shades[y * width + x];
        if (shade != 0) {
          screen[line + x] = (byte) (gray * shade / FULL);
        }
      }
    }
  }
}
