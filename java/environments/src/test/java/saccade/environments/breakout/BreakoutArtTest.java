package saccade.environments.breakout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import saccade.environments.emulation.EmulatedGame;

class BreakoutArtTest {
  private final BreakoutGame game = new BreakoutGame(1, true);
  private final byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];

  @BeforeEach
  void begin() {
    game.reset();
    game.draw(screen);
  }

  @Test
  void brickRowsHaveSixGraysFromLightToDark() {
    int last = 256;
    for (int row = 0; row < Court.BRICK_ROWS; row++) {
      int gray = gray(Court.LEFT + 5, Court.BRICKS_TOP + row * Court.BRICK_HEIGHT + 3);
      assertTrue(gray < last && gray > 0, "row " + row + " is " + gray);
      last = gray;
    }
  }

  @Test
  void aBrokenBrickLeavesBlackAndNothingElseChanges() {
    byte[] before = screen.clone();
    game.wall().remove(17);
    game.draw(screen);
    int changed = 0;
    for (int y = 0; y < EmulatedGame.SCREEN_HEIGHT; y++) {
      for (int x = 0; x < EmulatedGame.SCREEN_WIDTH; x++) {
        int i = y * EmulatedGame.SCREEN_WIDTH + x;
        if (before[i] != screen[i]) {
          assertEquals(0, screen[i]);
          assertEquals(1, (y - Court.BRICKS_TOP) / Court.BRICK_HEIGHT);
          assertEquals(5, (x - Court.LEFT) / Court.BRICK_WIDTH);
          changed++;
        }
      }
    }
    assertEquals(11 * 6, changed, "a brick without its mortar");
  }

  @Test
  void aNewEpisodeDrawsTheWholeWallAgain() {
    byte[] before = screen.clone();
    game.wall().remove(3);
    game.draw(screen);
    assertNotEquals(Arrays.hashCode(before), Arrays.hashCode(screen));
    game.reset();
    game.draw(screen);
    // Only the ball may wait elsewhere.
    int rows = (Court.SERVE_TOP - 1) * EmulatedGame.SCREEN_WIDTH;
    assertArrayEquals(Arrays.copyOf(before, rows), Arrays.copyOf(screen, rows));
  }

  @Test
  void ballAndPaddleAreDrawnWhereTheyAre() {
    game.launch(70, 140, 0, 0);
    game.draw(screen);
    assertTrue(gray(72, 144) > 200);
    assertEquals(0, gray(69, 144));
    assertEquals(0, gray(70 + Court.BALL_WIDTH, 144));
    assertTrue(gray(game.paddleLeft(), Court.PADDLE_TOP) > 100);
    assertEquals(0, gray(game.paddleLeft() - 1, Court.PADDLE_TOP));
    assertEquals(0, gray(game.paddleLeft() + Court.PADDLE_WIDTH, Court.PADDLE_TOP));
  }

  @Test
  void aBallLeavingTheScreenIsCutOff() {
    game.launch(70, Court.FLOOR - 2, 0, 0);
    game.draw(screen);
    assertTrue(gray(72, Court.FLOOR - 1) > 200);
  }

  @Test
  void everyDigitOfTheScoreLooksDifferent() {
    Set<String> looks = new HashSet<>();
    for (int brick = 0; looks.size() < 10 && brick < 72; brick++) {
      game.draw(screen);
      looks.add(box(Court.LEFT + 3 * 13, 8, 10, 14));
      // One point at a time, through the bottom row.
      int column = brick % Court.BRICK_COLUMNS;
      int below = Court.BRICKS_TOP + Court.BRICK_ROWS * Court.BRICK_HEIGHT;
      game.launch(Court.LEFT + column * Court.BRICK_WIDTH + 3, below, 0, -448);
      assertEquals(1, game.tick(BreakoutGame.NOOP));
    }
    assertEquals(10, looks.size());
  }

  @Test
  void aLostLifeTakesAMarkAway() {
    String five = box(90, 8, 62, 14);
    game.launch(Court.LEFT, Court.FLOOR - 1, 0, 448);
    game.tick(BreakoutGame.NOOP);
    game.draw(screen);
    assertNotEquals(five, box(90, 8, 62, 14));
  }

  private int gray(int x, int y) {
    return screen[y * EmulatedGame.SCREEN_WIDTH + x] & 0xff;
  }

  private String box(int x, int y, int width, int height) {
    StringBuilder text = new StringBuilder();
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        text.append(gray(column, row)).append(' ');
      }
    }
    return text.toString();
  }
}
