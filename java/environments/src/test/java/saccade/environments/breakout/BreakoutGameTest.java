package saccade.environments.breakout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.environments.emulation.SeededRandom;

class BreakoutGameTest {
  private static final int ON_PADDLE = Court.PADDLE_TOP - Court.BALL_HEIGHT;
  private static final int SLOW = 448;

  private final BreakoutGame game = new BreakoutGame(1, true);

  @BeforeEach
  void begin() {
    game.reset();
  }

  @Test
  void sideWallsTurnTheBall() {
    game.launch(Court.LEFT + 1, 140, -512, 0);
    game.tick(BreakoutGame.NOOP);
    assertEquals(512, game.ballVx());
    game.launch(Court.RIGHT - Court.BALL_WIDTH - 1, 140, 512, 0);
    game.tick(BreakoutGame.NOOP);
    assertEquals(-512, game.ballVx());
  }

  @Test
  void theCeilingTurnsTheBall() {
    game.launch(80, Court.TOP + 1, 100, -512);
    game.tick(BreakoutGame.NOOP);
    assertEquals(512, game.ballVy());
    assertEquals(100, game.ballVx());
  }

  @Test
  void theFreeBallGoesStraightOn() {
    game.launch(60, 120, 300, -500);
    for (int i = 0; i < 8; i++) {
      game.tick(BreakoutGame.NOOP);
    }
    // 8 * 300 / 256 = 9.375 and 8 * 500 / 256 = 15.625, rounded towards the origin.
    assertEquals(60 + 9, game.ballLeft());
    assertEquals(120 - 16, game.ballTop());
  }

  @Test
  void thePaddleSendsTheBallOffAtEightAnglesFromLeftToRight() {
    Set<Integer> angles = new HashSet<>();
    int last = Integer.MIN_VALUE;
    int left = game.paddleLeft();
    for (int x = left - Court.BALL_WIDTH + 1; x < left + Court.PADDLE_WIDTH; x++) {
      game.reset();
      game.launch(x, ON_PADDLE, 0, SLOW);
      game.tick(BreakoutGame.NOOP);
      assertEquals(-SLOW, game.ballVy(), "caught at " + x);
      assertTrue(game.ballVx() >= last, "angles grow from left to right");
      last = game.ballVx();
      angles.add(last);
    }
    assertEquals(8, angles.size());
    assertFalse(angles.contains(0), "a vertical ball could go up and down for ever");
    assertTrue(angles.stream().allMatch(angle -> angles.contains(-angle)), "not symmetric");
  }

  @Test
  void thePaddleMissesABallBesideIt() {
    int left = game.paddleLeft();
    for (int x : new int[] {left - Court.BALL_WIDTH, left + Court.PADDLE_WIDTH}) {
      game.launch(x, ON_PADDLE, 0, SLOW);
      game.tick(BreakoutGame.NOOP);
      assertEquals(SLOW, game.ballVy(), "caught at " + x);
    }
  }

  @Test
  void aBallAlreadyBelowThePaddlesTopIsLost() {
    game.launch(game.paddleLeft() - Court.BALL_WIDTH, Court.PADDLE_TOP - 4, 0, SLOW);
    for (int i = 0; !game.waiting(); i++) {
      assertEquals(SLOW, game.ballVy(), "turned by the paddle's side at tick " + i);
      game.tick(BreakoutGame.LEFT);
    }
    assertEquals(BreakoutGame.LIVES - 1, game.lives());
  }

  @Test
  void touchesMakeTheBallFasterThreeTimes() {
    Set<Integer> speeds = new HashSet<>();
    int last = 0;
    for (int touch = 1; touch <= 30; touch++) {
      game.launch(game.paddleColumn(), ON_PADDLE, 0, SLOW);
      game.tick(BreakoutGame.NOOP);
      int speed = -game.ballVy();
      assertTrue(speed >= last, "slower at touch " + touch);
      if (speed > last && touch > 1) {
        assertEquals(0, touch % BreakoutGame.TOUCHES_PER_SPEED, "faster at touch " + touch);
      }
      last = speed;
      speeds.add(speed);
    }
    assertEquals(4, speeds.size());
  }

  @Test
  void aLostLifeMakesTheBallSlowAgain() {
    for (int touch = 0; touch < 12; touch++) {
      game.launch(game.paddleColumn(), ON_PADDLE, 0, SLOW);
      game.tick(BreakoutGame.NOOP);
    }
    loseBall();
    game.tick(BreakoutGame.FIRE);
    assertEquals(SLOW, game.ballVy());
    game.launch(game.paddleColumn(), ON_PADDLE, 0, SLOW);
    game.tick(BreakoutGame.NOOP);
    assertEquals(-SLOW, game.ballVy());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aBrickFromBelowGivesItsRowsPointsAndTurnsTheBall(int row) {
    int column = 4;
    for (int below = row + 1; below < Court.BRICK_ROWS; below++) {
      game.wall().remove(below * Court.BRICK_COLUMNS + column);
    }
    int top = Court.BRICKS_TOP + (row + 1) * Court.BRICK_HEIGHT;
    game.launch(Court.LEFT + column * Court.BRICK_WIDTH + 3, top, 0, -SLOW);
    int points = game.tick(BreakoutGame.NOOP);
    assertEquals(6 - row, points);
    assertEquals(6 - row, game.score());
    assertEquals(SLOW, game.ballVy());
    assertFalse(game.wall().stands(row * Court.BRICK_COLUMNS + column));
  }

  @Test
  void aBrickFromAboveTurnsTheBallUp() {
    game.launch(80, Court.BRICKS_TOP - Court.BALL_HEIGHT, 0, SLOW);
    assertEquals(6, game.tick(BreakoutGame.NOOP));
    assertEquals(-SLOW, game.ballVy());
  }

  @Test
  void aBrickFromTheSideTurnsTheBallSideways() {
    for (int brick : new int[] {4 * 12 + 3, 4 * 12 + 4, 5 * 12 + 3, 5 * 12 + 4}) {
      game.wall().remove(brick);
    }
    int top = Court.BRICKS_TOP + 4 * Court.BRICK_HEIGHT + 1;
    game.launch(Court.LEFT + 5 * Court.BRICK_WIDTH - Court.BALL_WIDTH - 1, top, 512, 0);
    assertEquals(2, game.tick(BreakoutGame.NOOP));
    assertEquals(-512, game.ballVx());
    assertFalse(game.wall().stands(4 * 12 + 5));
    assertTrue(game.wall().stands(5 * 12 + 5), "one bounce takes one brick");
  }

  @Test
  void aBallBetweenTwoBricksTakesOne() {
    int x = Court.LEFT + 5 * Court.BRICK_WIDTH - 2;
    int below = Court.BRICKS_TOP + Court.BRICK_ROWS * Court.BRICK_HEIGHT;
    game.launch(x, below, 0, -SLOW);
    assertEquals(1, game.tick(BreakoutGame.NOOP));
    assertFalse(game.wall().stands(5 * 12 + 5), "the brick over the ball's middle");
    assertTrue(game.wall().stands(5 * 12 + 4));
  }

  @Test
  void aClearedWallIsRefilledAtTheNextPaddleTouch() {
    int last = 5 * 12 + 6;
    for (int brick = 0; brick < game.wall().size(); brick++) {
      if (brick != last) {
        game.wall().remove(brick);
      }
    }
    int below = Court.BRICKS_TOP + Court.BRICK_ROWS * Court.BRICK_HEIGHT;
    game.launch(Court.LEFT + 6 * Court.BRICK_WIDTH + 3, below, 0, -SLOW);
    game.tick(BreakoutGame.NOOP);
    assertTrue(game.wall().isEmpty());
    game.tick(BreakoutGame.NOOP);
    assertTrue(game.wall().isEmpty(), "refilled while the ball is among the bricks");
    game.launch(game.paddleColumn(), ON_PADDLE, 0, SLOW);
    game.tick(BreakoutGame.NOOP);
    for (int brick = 0; brick < game.wall().size(); brick++) {
      assertTrue(game.wall().stands(brick));
    }
  }

  @Test
  void fiveLostBallsEndTheEpisode() {
    for (int lives = BreakoutGame.LIVES - 1; lives >= 0; lives--) {
      loseBall();
      assertEquals(lives, game.lives());
      assertEquals(Court.SERVE_TOP, game.ballTop());
    }
    int paddle = game.paddleLeft();
    for (int i = 0; i < 100; i++) {
      assertEquals(0, game.tick(BreakoutGame.LEFT));
    }
    assertEquals(paddle, game.paddleLeft(), "nothing moves after the end");
    assertTrue(game.waiting());
    game.reset();
    assertEquals(BreakoutGame.LIVES, game.lives());
    assertEquals(0, game.score());
  }

  @Test
  void theBallServesItselfAfterTheDelay() {
    for (int i = 1; i < BreakoutGame.SERVE_DELAY; i++) {
      game.tick(BreakoutGame.NOOP);
    }
    assertTrue(game.waiting());
    assertFalse(game.waitsForFire());
    game.tick(BreakoutGame.NOOP);
    assertFalse(game.waiting());
    assertEquals(SLOW, game.ballVy(), "served downwards");
    loseBall();
    for (int i = 0; i < BreakoutGame.SERVE_DELAY; i++) {
      assertTrue(game.waiting());
      game.tick(BreakoutGame.NOOP);
    }
    assertFalse(game.waiting());
  }

  @Test
  void withoutAutomaticServeOnlyFireServes() {
    BreakoutGame byHand = new BreakoutGame(1, false);
    byHand.reset();
    for (int i = 0; i < 1_000; i++) {
      byHand.tick(i % 2 == 0 ? BreakoutGame.LEFT : BreakoutGame.NOOP);
    }
    assertTrue(byHand.waitsForFire());
    byHand.tick(BreakoutGame.FIRE);
    assertFalse(byHand.waiting());
    assertFalse(byHand.waitsForFire());
  }

  @Test
  void servesDifferInColumnAndAngle() {
    Set<Integer> columns = new HashSet<>();
    Set<Integer> angles = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      game.reset();
      columns.add(game.ballColumn());
      game.tick(BreakoutGame.FIRE);
      angles.add(game.ballVx());
    }
    assertTrue(columns.size() > 30, "columns " + columns);
    assertEquals(4, angles.size());
  }

  @Test
  void thePaddleMovesThreePixelsAndStopsAtTheWalls() {
    int start = game.paddleLeft();
    game.tick(BreakoutGame.RIGHT);
    assertEquals(start + 3, game.paddleLeft());
    game.tick(BreakoutGame.LEFT);
    game.tick(BreakoutGame.LEFT);
    assertEquals(start - 3, game.paddleLeft());
    game.tick(BreakoutGame.NOOP);
    game.tick(BreakoutGame.FIRE);
    assertEquals(start - 3, game.paddleLeft());
    for (int i = 0; i < 100; i++) {
      game.tick(BreakoutGame.LEFT);
    }
    assertEquals(Court.LEFT, game.paddleLeft());
    for (int i = 0; i < 100; i++) {
      game.tick(BreakoutGame.RIGHT);
    }
    assertEquals(Court.RIGHT - Court.PADDLE_WIDTH, game.paddleLeft());
  }

  /** Random play with a paddle that is often under the ball, so that all speeds and rows occur. */
  @Test
  void theBallIsNeverInsideAWallOrABrick() {
    SeededRandom random = new SeededRandom(5, 0);
    int highest = 0;
    for (int i = 0; i < 60_000; i++) {
      int towards =
          game.ballColumn() > game.paddleColumn() ? BreakoutGame.RIGHT : BreakoutGame.LEFT;
      game.tick(random.nextInt(4) == 0 ? random.nextInt(4) : towards);
      assertTrue(game.ballLeft() >= Court.LEFT, "left wall at tick " + i);
      assertTrue(game.ballLeft() + Court.BALL_WIDTH <= Court.RIGHT, "right wall at tick " + i);
      assertTrue(game.ballTop() >= Court.TOP && game.ballTop() < Court.FLOOR, "tick " + i);
      assertEquals(
          BrickWall.NONE, game.wall().touchedBy(game.ballLeft(), game.ballTop()), "tick " + i);
      highest = Math.max(highest, game.score());
      if (game.lives() == 0) {
        game.reset();
      }
    }
    assertTrue(highest > 252, "no wall was cleared, best score " + highest);
  }

  private void loseBall() {
    int side = game.paddleColumn() > 80 ? Court.LEFT : Court.RIGHT - Court.BALL_WIDTH;
    game.launch(side, Court.FLOOR - 1, 0, SLOW);
    game.tick(BreakoutGame.NOOP);
  }
}
