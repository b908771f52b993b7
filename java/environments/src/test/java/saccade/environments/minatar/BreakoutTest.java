package saccade.environments.minatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakoutTest {
  private final RecordedChance chance = new RecordedChance();
  private final Breakout game = new Breakout();

  @BeforeEach
  void begin() {
    chance.load("i2:0");
    game.reset(chance);
  }

  private void ball(int x, int y, int dx, int dy) {
    game.ballX = x;
    game.ballY = y;
    game.dx = dx;
    game.dy = dy;
  }

  private int act(int action) {
    return game.act(action, chance);
  }

  private void assertBall(int x, int y, int dx, int dy) {
    assertEquals(
        "%d %d %d %d".formatted(x, y, dx, dy),
        "%d %d %d %d".formatted(game.ballX, game.ballY, game.dx, game.dy));
  }

  @Test
  void theBallStartsAtEitherSideOfRowThreeAndComesDownInwards() {
    assertBall(0, 3, 1, 1);
    chance.load("i2:1");
    game.reset(chance);
    assertBall(9, 3, -1, 1);
    assertEquals(4, game.paddle);
    assertEquals(30, game.bricksLeft());
  }

  @Test
  void bricksFillRowsOneToThree() {
    for (int i = 0; i < MinAtarGame.CELLS; i++) {
      assertEquals(i >= 10 && i < 40, game.bricks()[i]);
    }
  }

  @Test
  void thePaddleMovesByOneAndStopsAtTheSides() {
    ball(5, 5, 1, -1);
    game.paddle = 1;
    act(Grid.LEFT);
    assertEquals(0, game.paddle);
    act(Grid.LEFT);
    assertEquals(0, game.paddle);
    game.paddle = 9;
    act(Grid.RIGHT);
    assertEquals(9, game.paddle);
    for (int other : new int[] {Grid.NONE, Grid.UP, Grid.DOWN, Grid.FIRE}) {
      ball(5, 5, 1, -1);
      act(other);
      assertEquals(9, game.paddle);
    }
  }

  @Test
  void theTrailIsWhereTheBallWas() {
    ball(5, 5, 1, 1);
    act(Grid.NONE);
    assertBall(6, 6, 1, 1);
    assertEquals(5, game.trailX);
    assertEquals(5, game.trailY);
  }

  @Test
  void aSideWallKeepsTheColumnAndTurnsTheBall() {
    ball(9, 5, 1, 1);
    act(Grid.NONE);
    assertBall(9, 6, -1, 1);
    ball(0, 5, -1, 1);
    act(Grid.NONE);
    assertBall(0, 6, 1, 1);
  }

  @Test
  void theCeilingKeepsTheRowAndTurnsTheBall() {
    Arrays.fill(game.bricks(), false);
    ball(5, 0, 1, -1);
    act(Grid.NONE);
    assertBall(6, 0, 1, 1);
  }

  @Test
  void aBrickIsWorthOnePointAndTurnsTheBallInItsRow() {
    ball(5, 4, 1, -1);
    assertEquals(1, act(Grid.NONE));
    assertBall(6, 4, 1, 1);
    assertFalse(game.bricks()[Grid.cell(6, 3)]);
    assertEquals(29, game.bricksLeft());
    assertTrue(game.struck);
  }

  @Test
  void rightAfterABrickTheBallPassesIntoTheNextOneWithoutBreakingIt() {
    ball(5, 4, 1, -1);
    game.struck = true;
    assertEquals(0, act(Grid.NONE));
    assertBall(6, 3, 1, -1);
    assertEquals(30, game.bricksLeft());
    assertTrue(game.struck, "the flag stays while bricks are met");
  }

  @Test
  void aStepWithoutABrickClearsTheStrikeFlag() {
    ball(5, 5, 1, 1);
    game.struck = true;
    act(Grid.NONE);
    assertFalse(game.struck);
    ball(0, 5, 1, -1);
    act(Grid.NONE);
    assertEquals(1, act(Grid.NONE));
  }

  @Test
  void aPaddleUnderTheOldColumnReturnsTheBallUpwards() {
    ball(5, 8, 1, 1);
    game.paddle = 5;
    act(Grid.NONE);
    assertBall(6, 8, 1, -1);
    assertFalse(game.ended());
  }

  @Test
  void aPaddleUnderTheNewColumnReturnsTheBallTheWayItCame() {
    ball(5, 8, 1, 1);
    game.paddle = 6;
    act(Grid.NONE);
    assertBall(6, 8, -1, -1);
    assertFalse(game.ended());
  }

  @Test
  void thePaddleMovesBeforeTheBall() {
    ball(5, 8, 1, 1);
    game.paddle = 4;
    act(Grid.RIGHT);
    assertFalse(game.ended());
  }

  @Test
  void aBallBesideThePaddleEndsTheEpisodeInTheBottomRow() {
    ball(5, 8, 1, 1);
    game.paddle = 4;
    act(Grid.NONE);
    assertTrue(game.ended());
    assertEquals(9, game.ballY);
  }

  @Test
  void aClearedWallComesBackOnlyWhenTheBallReachesTheBottomRow() {
    Arrays.fill(game.bricks(), false);
    ball(3, 7, 1, 1);
    act(Grid.NONE);
    assertEquals(0, game.bricksLeft());
    game.paddle = 4;
    act(Grid.NONE);
    assertEquals(30, game.bricksLeft());
    assertFalse(game.ended());
  }

  @Test
  void aWallWithABrickLeftStaysAsItIs() {
    Arrays.fill(game.bricks(), false);
    game.bricks()[12] = true;
    ball(4, 8, 1, 1);
    act(Grid.NONE);
    assertEquals(1, game.bricksLeft());
  }
}
