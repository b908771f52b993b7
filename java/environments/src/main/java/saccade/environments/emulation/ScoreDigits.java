package saccade.environments.emulation;

/** The digits in which scores are shown: 10 columns and 14 rows of screen each. */
public final class ScoreDigits {
  /** Columns from one digit of a number to the next. */
  public static final int PITCH = 13;

  private static final int SCALE = 2;
  private static final int GLYPH_WIDTH = 5;
  private static final int GLYPH_HEIGHT = 7;
  private static final String[] GLYPHS = {
    ".###. #...# #...# #...# #...# #...# .###.",
    "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    ".###. #...# ....# ..##. .#... #.... #####",
    "####. ....# ....# .###. ....# ....# ####.",
    "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "##### #.... ####. ....# ....# #...# .###.",
    ".###. #.... #.... ####. #...# #...# .###.",
    "##### ....# ...#. ..#.. .#... .#... .#...",
    ".###. #...# #...# .###. #...# #...# .###.",
    ".###. #...# #...# .#### ....# ....# .###.",
  };

  private ScoreDigits() {}

  /**
   * Draws one digit over what is there.
   *
   * @param screen {@link EmulatedGame#SCREEN_LENGTH} gray bytes, row by row
   * @param x leftmost column
   * @param y topmost row
   * @param digit 0..9
   * @param gray of the digit, 0..255; its other pixels become 0
   */
  public static void draw(byte[] screen, int x, int y, int digit, int gray) {
    for (int row = 0; row < GLYPH_HEIGHT; row++) {
      for (int column = 0; column < GLYPH_WIDTH; column++) {
        boolean lit = GLYPHS[digit].charAt(row * (GLYPH_WIDTH + 1) + column) == '#';
        Pixels.fill(screen, x + column * SCALE, y + row * SCALE, SCALE, SCALE, lit ? gray : 0);
      }
    }
  }

  /**
   * Draws the last five decimal digits of a number, with leading zeros.
   *
   * @param screen {@link EmulatedGame#SCREEN_LENGTH} gray bytes, row by row
   * @param x leftmost column
   * @param y topmost row
   * @param number from 0
   * @param gray as for one digit
   */
  public static void drawFive(byte[] screen, int x, int y, int number, int gray) {
    int rest = number;
    for (int place = 4; place >= 0; place--) {
      draw(screen, x + place * PITCH, y, rest % 10, gray);
      rest /= 10;
    }
  }
}
