package saccade.environments.scroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.SeededRandom;

class ScrollGameTest {
  private final ScrollGame game = new ScrollGame(1);

  @BeforeEach
  void begin() {
    game.reset();
  }

  @Test
  void theCameraBeginsAtElevenEighthsOfAPixelPerFrame() {
    for (int i = 0; i < 64; i++) {
      game.tick(ScrollGame.NOOP);
    }
    assertEquals(64 * 11 / 8, game.cameraColumn());
  }

  @Test
  void theCameraGetsFasterWithEveryLevelUpToALimit() {
    Set<Integer> speeds = new HashSet<>();
    int last = game.speed();
    for (int i = 0; i < 20_000; i++) {
      flySafely();
      int speed = game.speed();
      assertTrue(speed == last || speed == last + 32, "from " + last + " to " + speed);
      if (speed > last) {
        assertEquals(0, game.cameraColumn() % ScrollGame.LEVEL, 2);
      }
      last = speed;
      speeds.add(speed);
    }
    assertEquals(608, last);
    assertEquals(9, speeds.size());
  }

  @Test
  void everyHundredAndSixtyColumnsAreAPoint() {
    for (int i = 0; i < 1_000; i++) {
      flySafely();
      assertEquals(game.cameraColumn() / ScrollGame.MARK, game.score());
    }
    assertTrue(game.score() > 5);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, -2", "3, 2", "4, -2", "5, 2"})
  void actionsMoveTheCraftUpAndDown(int action, int rows) {
    game.tick(action);
    assertEquals(Air.CRAFT_START + rows, game.craftTop());
    if (rows < 0) {
      for (int i = 0; i < 60; i++) {
        game.traffic().clear(1_000);
        game.tick(action);
      }
      assertEquals(Air.CEILING, game.craftTop());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 2", "2, 0", "3, 0", "4, 2", "5, 2"})
  void threeActionsShootTwoShotsAtMostNineFramesApart(int action, int shots) {
    Set<Integer> started = new HashSet<>();
    for (int i = 0; i < 15; i++) {
      boolean[] before = {game.shots().flies(0), game.shots().flies(1)};
      game.tick(action);
      for (int shot = 0; shot < before.length; shot++) {
        if (!before[shot] && game.shots().flies(shot)) {
          started.add(i);
        }
      }
    }
    assertEquals(shots == 0 ? Set.of() : Set.of(0, 9), started);
  }

  @Test
  void aShotFliesSixColumnsPerFrameAndLeavesAtTheRight() {
    game.tick(ScrollGame.FIRE);
    int left = game.shots().left(0);
    game.tick(ScrollGame.NOOP);
    assertEquals(left + ScrollGame.SHOT_SPEED, game.shots().left(0));
    while (game.shots().flies(0)) {
      int column = game.shots().left(0) - game.cameraColumn();
      assertTrue(column < EmulatedGame.SCREEN_WIDTH);
      game.traffic().clear(10_000);
      game.tick(ScrollGame.NOOP);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aShotWinsWhatTheThingIsWorthAndACrystalStopsIt(Kind kind) {
    game.traffic().put(kind, game.craftColumn() + 60, game.craftTop());
    game.tick(ScrollGame.FIRE);
    int won = 0;
    while (game.shots().flies(0)) {
      won += game.tick(ScrollGame.NOOP);
    }
    int[] points = {10, 20, 30, 0};
    assertEquals(points[kind.ordinal()], won);
    assertEquals(kind == Kind.CRYSTAL, game.traffic().there(0));
    assertEquals(kind != Kind.CRYSTAL, game.burst() > 0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void touchingAThingCostsALifeButACrystalWinsFifty(Kind kind) {
    int nose = game.craftColumn() + Air.CRAFT_WIDTH;
    game.traffic().put(kind, nose + 10, game.craftTop());
    int won = 0;
    for (int i = 0; i < 12; i++) {
      won += game.tick(ScrollGame.NOOP);
    }
    assertEquals(kind == Kind.CRYSTAL ? Traffic.CRYSTAL_POINTS : 0, won);
    assertEquals(kind != Kind.CRYSTAL, game.falling() > 0);
    assertEquals(kind != Kind.CRYSTAL, game.traffic().there(0));
  }

  @Test
  void aThingThatIsPassedCloselyDoesNoHarm() {
    int below = game.craftTop() + Air.CRAFT_HEIGHT;
    game.traffic().put(Kind.TURRET, game.craftColumn(), below);
    game.tick(ScrollGame.NOOP);
    assertEquals(0, game.falling());
    game.tick(ScrollGame.DOWN);
    assertEquals(ScrollGame.FALLING, game.falling());
  }

  @Test
  void theGroundCostsALifeAndTheNextCraftHasGraceFromAllElse() {
    while (game.falling() == 0) {
      game.traffic().clear(10_000);
      game.tick(ScrollGame.DOWN);
    }
    int ground = Landscape.highest(game.key(), game.craftColumn(), Air.CRAFT_WIDTH);
    assertTrue(game.craftTop() + Air.CRAFT_HEIGHT > ground);
    for (int i = 1; i < ScrollGame.FALLING; i++) {
      assertEquals(0, game.tick(ScrollGame.UP_FIRE));
      assertEquals(ScrollGame.LIVES, game.lives());
    }
    game.tick(ScrollGame.NOOP);
    assertEquals(ScrollGame.LIVES - 1, game.lives());
    assertEquals(Air.CRAFT_START, game.craftTop());
    assertEquals(ScrollGame.GRACE, game.grace());
    for (int i = 1; i <= ScrollGame.GRACE; i++) {
      assertEquals(0, game.falling(), "hurt in frame " + i);
      game.traffic().clear(10_000);
      game.traffic().put(Kind.BALLOON, game.craftColumn(), game.craftTop());
      game.tick(ScrollGame.NOOP);
    }
    assertEquals(ScrollGame.FALLING, game.falling(), "grace has an end");
  }

  @Test
  void threeCrashesEndTheEpisodeAndThenNothingMoves() {
    while (game.lives() > 0) {
      game.tick(ScrollGame.DOWN);
    }
    int camera = game.cameraColumn();
    for (int i = 0; i < 50; i++) {
      assertEquals(0, game.tick(ScrollGame.UP_FIRE));
    }
    assertEquals(camera, game.cameraColumn());
    int key = game.key();
    game.reset();
    assertEquals(ScrollGame.LIVES, game.lives());
    assertEquals(0, game.cameraColumn());
    assertNotEquals(key, game.key(), "each episode has its landscape");
  }

  @Test
  void aTurretShootsStraightUpAndTheFlakHurts() {
    int turret = game.craftColumn() + 70;
    game.traffic().put(Kind.TURRET, turret, 150);
    while (!game.flak().flies(0)) {
      game.tick(ScrollGame.NOOP);
    }
    int left = game.flak().left(0);
    int top = game.flak().top(0);
    assertEquals(turret + (Kind.TURRET.width() - Air.FLAK_SIDE) / 2, left);
    game.tick(ScrollGame.NOOP);
    assertEquals(left, game.flak().left(0));
    assertEquals(top - 2, game.flak().top(0));
    game.flak().clear();
    game.traffic().clear(10_000);
    game.flak().launch(game.craftColumn() + 8, game.craftTop() + Air.CRAFT_HEIGHT + 2);
    game.tick(ScrollGame.NOOP);
    assertEquals(0, game.falling());
    game.tick(ScrollGame.NOOP);
    assertEquals(ScrollGame.FALLING, game.falling());
  }

  @Test
  void aTurretShootsOnlyAtWhatComesWithinItsRange() {
    Traffic traffic = new Traffic();
    SeededRandom random = new SeededRandom(1, 0);
    traffic.clear(10_000);
    traffic.put(Kind.TURRET, 500, 150);
    int shots = 0;
    for (int i = 0; i < 10 * Traffic.RELOAD; i++) {
      traffic.tick(1, 450, 80, random);
      assertFalse(traffic.shoots(0, 500 - Traffic.RANGE - 1), "too far");
      assertFalse(traffic.shoots(0, 501), "behind");
      shots += traffic.shoots(0, 500 - Traffic.RANGE) ? 1 : 0;
    }
    assertEquals(10, shots);
  }

  @Test
  void aDroneComesAndSeeksTheHeightOfTheCraftAndABalloonBobs() {
    Traffic traffic = new Traffic();
    SeededRandom random = new SeededRandom(1, 0);
    traffic.clear(10_000);
    traffic.put(Kind.DRONE, 500, 60);
    traffic.put(Kind.BALLOON, 400, 80);
    int highest = 200;
    for (int i = 0; i < 60; i++) {
      traffic.tick(1, 350, 70, random);
      highest = Math.min(highest, traffic.top(1));
    }
    assertEquals(440, traffic.left(0));
    assertEquals(70, traffic.top(0));
    assertEquals(400, traffic.left(1));
    assertEquals(60, highest);
    for (int i = 0; i < 60; i++) {
      traffic.tick(1, 350, 70, random);
    }
    assertTrue(traffic.top(1) > highest, "what goes up comes down");
  }

  @Test
  void allKindsComeWithSpaceBetweenAndLeaveBehindTheCamera() {
    Traffic traffic = new Traffic();
    SeededRandom random = new SeededRandom(3, 0);
    EnumSet<Kind> seen = EnumSet.noneOf(Kind.class);
    for (int camera = 0; camera < 20_000; camera++) {
      traffic.tick(5, camera, 80, random);
      for (int thing = 0; thing < Traffic.MOST; thing++) {
        if (traffic.there(thing)) {
          Kind kind = traffic.kind(thing);
          seen.add(kind);
          assertTrue(traffic.left(thing) + kind.width() > camera);
          assertTrue(traffic.top(thing) >= Air.CEILING);
          int ground = Landscape.highest(5, traffic.left(thing), kind.width());
          assertTrue(kind == Kind.DRONE || traffic.top(thing) + kind.height() <= ground + 2);
        }
      }
    }
    assertEquals(EnumSet.allOf(Kind.class), seen);
  }

  @Test
  void theGroundStaysInItsBoundsIsSmoothAndDoesNotRepeat() {
    Set<Integer> tops = new HashSet<>();
    Set<String> stretches = new HashSet<>();
    StringBuilder stretch = new StringBuilder();
    for (int column = 0; column < 200_000; column++) {
      int top = Landscape.ground(77, column);
      assertTrue(top >= Air.PEAK && top <= Air.VALLEY, "row " + top);
      assertTrue(Math.abs(top - Landscape.ground(77, column + 1)) <= 4, "step at " + column);
      tops.add(top);
      stretch.append((char) top);
      if (column % 160 == 159) {
        stretches.add(stretch.toString());
        stretch.setLength(0);
      }
    }
    assertTrue(tops.size() > 50, "rows " + tops);
    assertEquals(200_000 / 160, stretches.size());
    assertNotEquals(Landscape.ground(77, 1_000), Landscape.ground(78, 1_000));
  }

  @Test
  void theHighestRowIsTheSmallestOfItsColumns() {
    for (int column = 0; column < 2_000; column += 7) {
      int least = 300;
      for (int i = 0; i < 16; i++) {
        least = Math.min(least, Landscape.ground(3, column + i));
      }
      assertEquals(least, Landscape.highest(3, column, 16));
    }
  }

  /** One frame high up, with nothing in the way. */
  private void flySafely() {
    game.traffic().clear(1 << 23);
    game.tick(ScrollGame.UP);
    assertEquals(0, game.falling());
  }
}
