package saccade.environments.breakout;

import java.util.Arrays;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.Pixels;
import saccade.environments.emulation.ScoreDigits;

/**
 * Draws Breakout. Walls, bricks, score and lives change seldom and are kept in a backdrop, so that
 * a screen costs one copy and two small rectangles.
 */
final class BreakoutArt {
  private static final int WIDTH = EmulatedGame.SCREEN_WIDTH;
  private static final int BLACK = 0;
  private static final int WALL = 118;
  private static final int WALL_LIGHT = 156;
  private static final int WALL_DARK = 76;
  private static final int DIGIT = 170;
  private static final int LIFE = 190;
  private static final int PADDLE = 172;
  private static final int PADDLE_LIGHT = 222;
  private static final int PADDLE_DARK = 116;
  private static final int BALL = 236;
  private static final int BALL_CORNER = 150;
  private static final int[] BRICKS = {214, 186, 158, 132, 108, 86};
  private static final int BEVEL = 26;

  private static final int SCORE_DIGITS = 4;
  private static final int HUD_TOP = 8;
  private static final int LIFE_PITCH = 12;
  private static final int LIFE_WIDTH = 8;
  private static final int LIFE_HEIGHT = 5;
  private static final int LIVES_TOP = 13;

  private final byte[] backdrop = new byte[EmulatedGame.SCREEN_LENGTH];
  private final boolean[] drawn = new boolean[Court.BRICK_ROWS * Court.BRICK_COLUMNS];
  private final int[] drawnDigits = new int[SCORE_DIGITS];
  private int drawnLives;

  BreakoutArt() {
    Arrays.fill(drawnDigits, -1);
    drawWalls();
  }

  void draw(BreakoutGame game, byte[] screen) {
    updateBricks(game.wall());
    updateScore(game.score());
    updateLives(game.lives());
    System.arraycopy(backdrop, 0, screen, 0, backdrop.length);
    drawPaddle(screen, game.paddleLeft());
    if (game.lives() > 0) {
      drawBall(screen, game.ballLeft(), game.ballTop());
    }
  }

  private void drawWalls() {
    int height = EmulatedGame.SCREEN_HEIGHT - Court.CEILING;
    Pixels.fill(backdrop, 0, Court.CEILING, WIDTH, height, WALL);
    Pixels.fill(backdrop, 0, Court.CEILING, WIDTH, 1, WALL_LIGHT);
    Pixels.fill(backdrop, 0, Court.CEILING, 1, height, WALL_LIGHT);
    Pixels.fill(backdrop, WIDTH - 1, Court.CEILING, 1, height, WALL_DARK);
    // The inner edge, one pixel around the field, catches no light at the top and left.
    int inner = Court.RIGHT - Court.LEFT;
    int rows = EmulatedGame.SCREEN_HEIGHT - Court.TOP;
    Pixels.fill(backdrop, Court.LEFT - 1, Court.TOP - 1, inner + 2, rows + 1, WALL_DARK);
    Pixels.fill(backdrop, Court.RIGHT, Court.TOP, 1, rows, WALL_LIGHT);
    Pixels.fill(backdrop, Court.LEFT, Court.TOP, inner, rows, BLACK);
  }

  private void updateBricks(BrickWall wall) {
    for (int brick = 0; brick < drawn.length; brick++) {
      if (drawn[brick] != wall.stands(brick)) {
        drawn[brick] = wall.stands(brick);
        drawBrick(brick / Court.BRICK_COLUMNS, brick % Court.BRICK_COLUMNS, drawn[brick]);
      }
    }
  }

  private void drawBrick(int row, int column, boolean stands) {
    int x = Court.LEFT + column * Court.BRICK_WIDTH;
    int y = Court.BRICKS_TOP + row * Court.BRICK_HEIGHT;
    Pixels.fill(backdrop, x, y, Court.BRICK_WIDTH, Court.BRICK_HEIGHT, BLACK);
    if (stands) {
      int gray = BRICKS[row];
      int width = Court.BRICK_WIDTH - 1;
      int height = Court.BRICK_HEIGHT - 1;
      Pixels.fill(backdrop, x, y, width, height, gray - BEVEL);
      Pixels.fill(backdrop, x, y, width - 1, height - 1, gray + BEVEL);
      Pixels.fill(backdrop, x + 1, y + 1, width - 2, height - 2, gray);
    }
  }

  private void updateScore(int score) {
    int rest = score;
    for (int digit = SCORE_DIGITS - 1; digit >= 0; digit--) {
      if (drawnDigits[digit] != rest % 10) {
        drawnDigits[digit] = rest % 10;
        int x = Court.LEFT + digit * ScoreDigits.PITCH;
        ScoreDigits.draw(backdrop, x, HUD_TOP, rest % 10, DIGIT);
      }
      rest /= 10;
    }
  }

  private void updateLives(int lives) {
    if (drawnLives == lives) {
      return;
    }
    drawnLives = lives;
    for (int life = 0; life < BreakoutGame.LIVES; life++) {
      int x = Court.RIGHT - life * LIFE_PITCH - LIFE_WIDTH;
      Pixels.fill(backdrop, x, LIVES_TOP, LIFE_WIDTH, LIFE_HEIGHT, life < lives ? LIFE : BLACK);
    }
  }

  private static void drawPaddle(byte[] screen, int x) {
    int width = Court.PADDLE_WIDTH;
    int height = Court.PADDLE_HEIGHT;
    Pixels.fill(screen, x, Court.PADDLE_TOP, width, height, PADDLE);
    Pixels.fill(screen, x, Court.PADDLE_TOP, width, 1, PADDLE_LIGHT);
    Pixels.fill(screen, x, Court.PADDLE_TOP + height - 1, width, 1, PADDLE_DARK);
  }

  private static void drawBall(byte[] screen, int x, int y) {
    Pixels.fill(screen, x, y, Court.BALL_WIDTH, Court.BALL_HEIGHT, BALL);
    for (int corner = 0; corner < 4; corner++) {
      int left = x + (corner & 1) * (Court.BALL_WIDTH - 1);
      int top = y + (corner >> 1) * (Court.BALL_HEIGHT - 1);
      Pixels.fill(screen, left, top, 1, 1, BALL_CORNER);
    }
  }
}
