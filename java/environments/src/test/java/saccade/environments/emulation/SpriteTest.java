package saccade.environments.emulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sprites, rectangles and digits on an emulated screen. */
class SpriteTest {
  private static final int WIDTH = EmulatedGame.SCREEN_WIDTH;
  private static final int HEIGHT = EmulatedGame.SCREEN_HEIGHT;

  private final byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];

  @Test
  void shadesAreHalfThreeQuartersAndAll() {
    new Sprite(".-+#").draw(screen, 10, 20, 200);
    assertEquals(0, gray(10, 20));
    assertEquals(100, gray(11, 20));
    assertEquals(150, gray(12, 20));
    assertEquals(200, gray(13, 20));
    assertEquals(3, lit());
  }

  @Test
  void aDotLeavesWhatIsBehind() {
    Pixels.fill(screen, 0, 0, WIDTH, HEIGHT, 7);
    new Sprite("#.", ".#").draw(screen, 4, 5, 90);
    assertEquals(90, gray(4, 5));
    assertEquals(7, gray(5, 5));
    assertEquals(7, gray(4, 6));
    assertEquals(90, gray(5, 6));
  }

  /** A picture of three columns and two rows, and the same as a rectangle. */
  @ParameterizedTest
  @CsvSource({
    "50, 50, 6",
    "-1, 50, 4",
    "158, 50, 4",
    "159, 50, 2",
    "50, -1, 3",
    "50, 209, 3",
    "-1, -1, 2",
    "159, 209, 1",
    "-3, 50, 0",
    "160, 50, 0",
    "50, 210, 0",
    "50, -2, 0",
    "-99, -99, 0"
  })
  void whatLiesOutsideIsCutOff(int x, int y, int pixels) {
    new Sprite("###", "###").draw(screen, x, y, 255);
    assertEquals(pixels, lit());
    Pixels.fill(screen, 0, 0, WIDTH, HEIGHT, 0);
    Pixels.fill(screen, x, y, 3, 2, 255);
    assertEquals(pixels, lit());
  }

  @Test
  void rowsOfTwoLengthsAndStrangePixelsAreRefused() {
    String lengths =
        assertThrows(IllegalArgumentException.class, () -> new Sprite("##", "#")).getMessage();
    assertEquals("row 1 has 1 pixels and must have the first row's 2", lengths);
    String pixel =
        assertThrows(IllegalArgumentException.class, () -> new Sprite("#x")).getMessage();
    assertEquals("pixel 'x' is unknown; write '.', '-', '+' or '#'", pixel);
  }

  @Test
  void aNumberShowsItsLastFiveDigits() {
    byte[] other = new byte[EmulatedGame.SCREEN_LENGTH];
    ScoreDigits.drawFive(screen, 8, 8, 1_203_457, 99);
    int[] digits = {0, 3, 4, 5, 7};
    for (int place = 0; place < digits.length; place++) {
      ScoreDigits.draw(other, 8 + place * ScoreDigits.PITCH, 8, digits[place], 99);
    }
    assertArrayEquals(other, screen);
  }

  private int gray(int x, int y) {
    return screen[y * WIDTH + x] & 0xff;
  }

  private int lit() {
    int count = 0;
    for (byte pixel : screen) {
      count += pixel == 0 ? 0 : 1;
    }
    return count;
  }
}
