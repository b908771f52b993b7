package saccade.environments.minatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeaquestTest {
  private final RecordedChance chance = new RecordedChance();
  private final Seaquest game = new Seaquest(true);
  private final Swarm fish = game.enemies.fish;
  private final Swarm subs = game.enemies.subs;
  private final Swarm bullets = game.enemies.bullets;

  @BeforeEach
  void begin() {
    game.reset(chance);
  }

  private int act(int action) {
    return game.act(action, chance);
  }

  /** Below the surface, nothing around. */
  private void dive(int x, int y) {
    game.subX = x;
    game.subY = y;
    game.surfaced = false;
  }

  private int surfaceWith(int divers) {
    dive(5, 1);
    game.picked = divers;
    return act(Grid.UP);
  }

  @Test
  void startsAtTheSurfaceFacingLeft() {
    byte[] frame = new byte[1_000];
    game.draw(frame);
    assertEquals(1, frame[5], "front");
    assertEquals(1, frame[106], "back");
    act(Grid.NONE);
    assertFalse(game.ended(), "staying at the surface is allowed");
    assertEquals(200, game.oxygen);
  }

  @Test
  void theSubmarineTurnsWithItsMovesAndStaysInRowsZeroToEight() {
    dive(8, 8);
    act(Grid.RIGHT);
    assertEquals(9, game.subX);
    assertEquals(1, game.facing);
    act(Grid.RIGHT);
    assertEquals(9, game.subX);
    act(Grid.DOWN);
    assertEquals(8, game.subY);
    assertEquals(1, game.facing);
  }

  @Test
  void oxygenGoesDownByOnePerStepBelowTheSurface() {
    act(Grid.DOWN);
    assertEquals(199, game.oxygen);
    act(Grid.NONE);
    assertEquals(198, game.oxygen);
  }

  @Test
  void theStepThatBeginsWithoutOxygenEndsTheEpisodeSurfacingOrNot() {
    dive(5, 5);
    game.oxygen = 1;
    act(Grid.NONE);
    assertFalse(game.ended());
    act(Grid.NONE);
    assertTrue(game.ended());
    begin();
    game.oxygen = 0;
    surfaceWith(2);
    assertTrue(game.ended());
    assertEquals(200, game.oxygen);
  }

  @Test
  void anEnemySpawnDrawsSideThenKindThenRow() {
    game.spawnTimer = 0;
    chance.load("u0.49,u0.33,i8:6");
    act(Grid.NONE);
    assertEquals(1, subs.size());
    assertEquals(0, subs.x[0]);
    assertEquals(7, subs.y[0]);
    assertEquals(1, subs.direction[0]);
    assertEquals(20 - 1, game.spawnTimer);
    game.spawnTimer = 0;
    chance.load("u0.5,u0.34,i8:0");
    act(Grid.NONE);
    assertEquals(1, fish.size());
    assertEquals(9, fish.x[0]);
    assertEquals(1, fish.y[0]);
    assertEquals(-1, fish.direction[0]);
  }

  @Test
  void noEnemyComesAgainstTheTrafficOfItsRow() {
    fish.add(5, 3, 1, 5, 0);
    game.spawnTimer = 0;
    chance.load("u0.9,u0.1,i8:2");
    act(Grid.NONE);
    assertEquals(0, subs.size());
    assertEquals(20 - 1, game.spawnTimer);
    game.spawnTimer = 0;
    chance.load("u0.1,u0.1,i8:2");
    act(Grid.NONE);
    assertEquals(1, subs.size(), "with the traffic");
  }

  @Test
  void aDiverSpawnDrawsSideThenRow() {
    game.diverTimer = 0;
    chance.load("u0.5,i8:7");
    act(Grid.NONE);
    assertEquals(9, game.divers.x[0]);
    assertEquals(8, game.divers.y[0]);
    assertEquals(30 - 1, game.diverTimer);
  }

  @Test
  void enemiesAndDiversMoveEverySixSteps() {
    dive(5, 8);
    fish.add(0, 1, 1, 5, 0);
    subs.add(9, 2, -1, 5, 10);
    game.divers.add(0, 3, 1, 5, 0);
    for (int i = 0; i < 5; i++) {
      act(Grid.NONE);
    }
    assertEquals(0, fish.x[0]);
    act(Grid.NONE);
    assertEquals(1, fish.x[0]);
    assertEquals(8, subs.x[0]);
    assertEquals(1, game.divers.x[0]);
    for (int i = 0; i < 6; i++) {
      act(Grid.NONE);
    }
    assertEquals(2, fish.x[0]);
  }

  @Test
  void whatReachesAnEdgeIsGone() {
    dive(5, 8);
    fish.add(9, 1, 1, 0, 0);
    subs.add(0, 2, -1, 0, 5);
    game.divers.add(9, 3, 1, 0, 0);
    bullets.add(0, 4, -1, 0, 0);
    game.friendly.add(9, 5, 1, 0, 0);
    act(Grid.NONE);
    assertEquals(
        0, fish.size() + subs.size() + game.divers.size() + bullets.size() + game.friendly.size());
  }

  @Test
  void fireShootsTheWayTheSubmarineFacesAndCoolsDownForFiveSteps() {
    dive(5, 5);
    act(Grid.FIRE);
    assertEquals(1, game.friendly.size());
    assertEquals(4, game.friendly.x[0], "placed on the submarine, moved once");
    for (int i = 0; i < 4; i++) {
      act(Grid.FIRE);
    }
    game.friendly.clear();
    act(Grid.FIRE);
    assertEquals(1, game.friendly.size());
  }

  @Test
  void aShotFishOrSubmarineIsWorthOnePoint() {
    dive(5, 5);
    fish.add(2, 1, 1, 5, 0);
    subs.add(2, 2, 1, 5, 5);
    game.friendly.add(3, 1, -1, 0, 0);
    game.friendly.add(3, 2, -1, 0, 0);
    assertEquals(2, act(Grid.NONE));
    assertEquals(0, fish.size() + subs.size() + game.friendly.size());
  }

  @Test
  void anEnemyThatMovesIntoABulletIsShot() {
    dive(5, 5);
    fish.add(1, 1, 1, 0, 0);
    game.friendly.add(3, 1, -1, 0, 0);
    assertEquals(1, act(Grid.NONE));
    assertEquals(0, fish.size() + game.friendly.size());
  }

  @Test
  void enemySubmarinesShootEveryElevenSteps() {
    dive(5, 8);
    subs.add(0, 2, 1, 5, 10);
    for (int i = 0; i < 10; i++) {
      act(Grid.NONE);
    }
    assertEquals(0, bullets.size());
    act(Grid.NONE);
    assertEquals(1, bullets.size(), "the timer of 10 has come down and is set anew");
    assertEquals(10, subs.shotTimer[0]);
    assertEquals(subs.x[0] + 1, bullets.x[0]);
  }

  @Test
  void touchingAFishAnEnemySubmarineOrItsBulletEndsTheEpisode() {
    for (int kind = 0; kind < 3; kind++) {
      begin();
      dive(5, 5);
      Swarm swarm = kind == 0 ? fish : kind == 1 ? subs : bullets;
      swarm.add(4, 5, kind == 2 ? -1 : 1, 5, 5);
      act(Grid.LEFT);
      assertTrue(game.ended(), "kind " + kind);
    }
  }

  @Test
  void whatMovesIntoTheSubmarineEndsTheEpisode() {
    for (int kind = 0; kind < 3; kind++) {
      begin();
      dive(5, 5);
      Swarm swarm = kind == 0 ? fish : kind == 1 ? subs : bullets;
      swarm.add(4, 5, 1, 0, 5);
      act(Grid.NONE);
      assertTrue(game.ended(), "kind " + kind);
    }
  }

  @Test
  void aFishThatTheSubmarineRunsIntoKillsBeforeItMovesAway() {
    dive(4, 5);
    fish.add(5, 5, -1, 0, 0);
    act(Grid.RIGHT);
    assertTrue(game.ended());
    assertEquals(4, fish.x[0]);
  }

  @Test
  void diversArePickedUpToSix() {
    dive(5, 5);
    game.divers.add(5, 5, 1, 5, 0);
    game.divers.add(4, 5, 1, 0, 0);
    game.picked = 4;
    act(Grid.NONE);
    assertEquals(6, game.picked, "one was there, one came");
    game.divers.add(5, 5, 1, 5, 0);
    act(Grid.NONE);
    assertEquals(6, game.picked);
    assertEquals(1, game.divers.size());
  }

  @Test
  void surfacingWithoutADiverEndsTheEpisode() {
    surfaceWith(0);
    assertTrue(game.ended());
  }

  @Test
  void surfacingCostsADiverAndFillsTheOxygen() {
    game.oxygen = 50;
    assertEquals(0, surfaceWith(3));
    assertFalse(game.ended());
    assertEquals(2, game.picked);
    assertEquals(200, game.oxygen);
    act(Grid.NONE);
    assertEquals(2, game.picked, "only the first step at the surface counts");
  }

  @Test
  void sixDiversAreWorthTheOxygenLeftInWholeTenths() {
    game.oxygen = 119;
    assertEquals(5, surfaceWith(6));
    assertEquals(-1, game.picked, "set to 0, then one taken off");
  }

  @Test
  void afterSixDiversSurfacingIsAllowedWithoutOneAndKillsWithOne() {
    assertEquals(0, surfaceWith(-1));
    assertFalse(game.ended());
    assertEquals(-2, game.picked);
    begin();
    dive(5, 5);
    game.picked = -1;
    game.divers.add(5, 5, 1, 5, 0);
    act(Grid.NONE);
    assertEquals(0, game.picked);
    surfaceWith(0);
    assertTrue(game.ended());
  }

  @Test
  void eachSurfacingRampsUpAndEverySecondOneSpeedsUpTheMoves() {
    int[] move = {5, 4, 4, 3, 3, 2, 2, 2};
    for (int i = 0; i < move.length; i++) {
      surfaceWith(2);
      assertEquals(19 - i, game.spawnInterval);
      assertEquals(move[i], game.moveInterval);
    }
    Seaquest plain = new Seaquest(false);
    plain.reset(chance);
    plain.picked = 2;
    plain.surfaced = false;
    plain.act(Grid.NONE, chance);
    assertEquals(20, plain.spawnInterval);
  }

  @Test
  void theGaugesShowOxygenFromTheLeftAndDiversFromTheRight() {
    game.oxygen = 59;
    game.picked = 2;
    byte[] frame = new byte[1_000];
    game.draw(frame);
    for (int x = 0; x < 10; x++) {
      assertEquals(x < 2 ? 1 : 0, frame[700 + 90 + x]);
      assertEquals(x == 7 || x == 8 ? 1 : 0, frame[800 + 90 + x]);
    }
  }
}
