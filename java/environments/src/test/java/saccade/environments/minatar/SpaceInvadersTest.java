package saccade.environments.minatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpaceInvadersTest {
  private final RecordedChance chance = new RecordedChance();
  private final SpaceInvaders game = new SpaceInvaders(true);

  @BeforeEach
  void begin() {
    game.reset(chance);
  }

  private int act(int action) {
    return game.act(action, chance);
  }

  /** Leaves only the aliens in these cells, and no bullet. */
  private void aliens(int... cells) {
    Arrays.fill(game.aliens, false);
    Arrays.fill(game.enemy, false);
    for (int cell : cells) {
      game.aliens[cell] = true;
    }
  }

  private static List<Integer> where(boolean[] cells) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i]) {
        found.add(i);
      }
    }
    return found;
  }

  @Test
  void startsWithTwentyFourAliensGoingLeft() {
    assertEquals(5, game.cannon);
    assertEquals(24, where(game.aliens).size());
    assertTrue(game.aliens[Grid.cell(2, 0)] && game.aliens[Grid.cell(7, 3)]);
    assertEquals(-1, game.direction);
    assertEquals(12, game.moveTimer);
    assertEquals(10, game.shotTimer);
    assertEquals(0, game.cooldown);
  }

  @Test
  void fireShootsFromTheCannonAndThenCoolsDownForFiveSteps() {
    act(Grid.FIRE);
    assertEquals(List.of(Grid.cell(5, 8)), where(game.friendly), "placed in row 9, moved once");
    for (int i = 0; i < 4; i++) {
      act(Grid.FIRE);
      assertEquals(1, where(game.friendly).size());
    }
    Arrays.fill(game.friendly, false);
    act(Grid.FIRE);
    assertEquals(1, where(game.friendly).size());
  }

  @Test
  void theCannonMovesByOneAndStopsAtTheSides() {
    act(Grid.LEFT);
    assertEquals(4, game.cannon);
    game.cannon = 9;
    act(Grid.RIGHT);
    assertEquals(9, game.cannon);
    game.cannon = 0;
    act(Grid.LEFT);
    assertEquals(0, game.cannon);
  }

  @Test
  void bulletsLeaveAtTheEdges() {
    aliens(Grid.cell(0, 3));
    game.friendly[Grid.cell(9, 0)] = true;
    game.enemy[Grid.cell(9, 9)] = true;
    act(Grid.NONE);
    assertEquals(List.of(), where(game.friendly));
    assertEquals(List.of(), where(game.enemy));
    assertFalse(game.ended());
  }

  @Test
  void anEnemyBulletOnTheCannonEndsTheEpisode() {
    game.enemy[Grid.cell(5, 8)] = true;
    act(Grid.NONE);
    assertTrue(game.ended());
  }

  @Test
  void theCannonStepsAsideBeforeTheBulletComes() {
    game.enemy[Grid.cell(5, 8)] = true;
    act(Grid.LEFT);
    assertFalse(game.ended());
  }

  @Test
  void anAlienThatTheCannonWalksIntoEndsTheEpisode() {
    aliens(Grid.cell(4, 9));
    act(Grid.LEFT);
    assertTrue(game.ended());
  }

  @Test
  void anAlienThatWalksIntoTheCannonEndsTheEpisode() {
    aliens(Grid.cell(6, 9));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertTrue(game.ended());
  }

  @Test
  void aliensWalkSidewaysTogether() {
    aliens(Grid.cell(1, 2), Grid.cell(7, 3));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(List.of(Grid.cell(0, 2), Grid.cell(6, 3)), where(game.aliens));
  }

  @Test
  void atTheWallTheyTurnAndComeDown() {
    aliens(Grid.cell(0, 2), Grid.cell(7, 3));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(List.of(Grid.cell(0, 3), Grid.cell(7, 4)), where(game.aliens));
    assertEquals(1, game.direction);
    assertFalse(game.ended());
    aliens(Grid.cell(9, 2));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(List.of(Grid.cell(9, 3)), where(game.aliens));
    assertEquals(-1, game.direction);
  }

  @Test
  void atTheOtherWallTheyGoOn() {
    aliens(Grid.cell(9, 2));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(List.of(Grid.cell(8, 2)), where(game.aliens));
    assertEquals(-1, game.direction);
  }

  @Test
  void comingDownFromTheBottomRowEndsTheEpisodeAndShowsThemAtTheTop() {
    aliens(Grid.cell(0, 4), Grid.cell(8, 9));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertTrue(game.ended());
    assertEquals(List.of(Grid.cell(8, 0), Grid.cell(0, 5)), where(game.aliens));
  }

  @Test
  void fewAliensMoveAsOftenAsTheirNumberSays() {
    aliens(Grid.cell(5, 1), Grid.cell(6, 1), Grid.cell(7, 1));
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(3 - 1, game.moveTimer, "set to the number, then down with the step");
    begin();
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(12 - 1, game.moveTimer, "never longer than the interval");
  }

  @Test
  void theColumnNearestTheCannonShootsFromItsLowestAlien() {
    aliens(Grid.cell(2, 4), Grid.cell(7, 1), Grid.cell(7, 3));
    game.shotTimer = 0;
    act(Grid.NONE);
    assertEquals(List.of(Grid.cell(7, 3)), where(game.enemy), "placed on the alien itself");
    assertEquals(10 - 1, game.shotTimer);
  }

  @Test
  void ofTwoColumnsAsNearTheLeftOneShoots() {
    aliens(Grid.cell(3, 1), Grid.cell(7, 3));
    game.shotTimer = 0;
    act(Grid.NONE);
    assertEquals(List.of(Grid.cell(3, 1)), where(game.enemy));
  }

  @Test
  void aHitIsWorthOnePointAndRemovesAlienAndBullet() {
    aliens(Grid.cell(1, 1), Grid.cell(3, 1), Grid.cell(8, 1));
    game.friendly[Grid.cell(1, 2)] = true;
    game.friendly[Grid.cell(3, 2)] = true;
    assertEquals(2, act(Grid.NONE));
    assertEquals(List.of(Grid.cell(8, 1)), where(game.aliens));
    assertEquals(List.of(), where(game.friendly));
  }

  @Test
  void timersGoDownAndTheCooldownStopsAtZero() {
    act(Grid.NONE);
    assertEquals(11, game.moveTimer);
    assertEquals(9, game.shotTimer);
    assertEquals(0, game.cooldown);
  }

  private void shootTheLast(SpaceInvaders played) {
    Arrays.fill(played.aliens, false);
    played.aliens[Grid.cell(8, 1)] = true;
    played.friendly[Grid.cell(8, 2)] = true;
    assertEquals(1, played.act(Grid.NONE, chance));
    assertEquals(24, where(played.aliens).size());
  }

  @Test
  void aNewBlockComesFasterDownToSix() {
    game.direction = 1;
    game.moveTimer = 9;
    for (int interval : new int[] {11, 10, 9, 8, 7, 6, 6}) {
      shootTheLast(game);
      assertEquals(interval, game.interval);
    }
    assertEquals(1, game.direction, "direction is kept");
    assertEquals(2, game.moveTimer, "the timer too");
    assertTrue(game.aliens[Grid.cell(2, 0)] && game.aliens[Grid.cell(7, 3)]);
  }

  @Test
  void withoutRampingANewBlockIsAsSlowAsTheFirst() {
    SpaceInvaders plain = new SpaceInvaders(false);
    plain.reset(chance);
    shootTheLast(plain);
    assertEquals(12, plain.interval);
  }

  @Test
  void aliensAreDrawnInThePlaneOfTheirDirectionToo() {
    byte[] frame = new byte[600];
    game.draw(frame);
    assertEquals(1, frame[200 + 2]);
    assertEquals(0, frame[300 + 2]);
    game.direction = 1;
    frame = new byte[600];
    game.draw(frame);
    assertEquals(0, frame[200 + 2]);
    assertEquals(1, frame[300 + 2]);
  }
}
