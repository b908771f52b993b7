package saccade.environments.emulation;

import java.util.Arrays;

/** Draws plain shapes on an emulated screen; what lies outside of it is cut off. */
public final class Pixels {
  private static final int WIDTH = EmulatedGame.SCREEN_WIDTH;
  private static final int HEIGHT = EmulatedGame.SCREEN_HEIGHT;

  private Pixels() {}

  /**
   * Fills a rectangle.
   *
   * @param screen {@link EmulatedGame#SCREEN_LENGTH} gray bytes, row by row
   * @param x leftmost column
   * @param y topmost row
   * @param width columns; nothing is drawn if none is on the screen
   * @param height rows, likewise
   * @param gray 0..255
   */
  public static void fill(byte[] screen, int x, int y, int width, int height, int gray) {
    int from = Math.max(x, 0);
    int to = Math.min(x + width, WIDTH);
    int end = Math.min(y + height, HEIGHT);
    for (int row = Math.max(y, 0); row < end && from < to; row++) {
      Arrays.fill(screen, row * WIDTH + from, row * WIDTH + to, (byte) gray);
    }
  }
}
