package saccade.environments.invaders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.environments.emulation.SeededRandom;

class InvadersGameTest {
  private static final int INVADERS = InvaderBlock.ROWS * InvaderBlock.COLUMNS;

  /** Without the ground under it nothing is hit by a bomb dropped here. */
  private static final int AWAY = Field.RIGHT - Field.BOMB_WIDTH;

  private final InvadersGame game = new InvadersGame(1);

  @BeforeEach
  void begin() {
    game.reset();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "3, -1", "4, 1", "5, -1"})
  void actionsMoveTheShipAndStopAtTheEdges(int action, int direction) {
    for (int i = 0; i < 40; i++) {
      steer(InvadersGame.RIGHT);
    }
    int before = game.shipLeft();
    steer(action);
    assertEquals(before + direction * InvadersGame.SHIP_SPEED, game.shipLeft());
    for (int i = 0; i < 200; i++) {
      steer(action);
    }
    int expected =
        direction > 0 ? Field.RIGHT - Field.SHIP_WIDTH : direction < 0 ? Field.LEFT : before;
    assertEquals(expected, game.shipLeft());
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, false", "3, false", "4, true", "5, true"})
  void threeActionsShootOneShotAtATime(int action, boolean shoots) {
    game.tick(action);
    assertEquals(shoots, game.shotFlies());
    int top = game.shotTop();
    game.tick(action);
    assertEquals(shoots ? top - InvadersGame.SHOT_SPEED : top, game.shotTop(), "not a new one");
  }

  @Test
  void aShotThatMeetsNothingLeavesAtTheTop() {
    assertTrue(game.shipColumn() + 1 < game.block().columnLeft(0), "somebody is above");
    game.tick(InvadersGame.FIRE);
    int ticks = 0;
    while (game.shotFlies()) {
      assertEquals(0, game.tick(InvadersGame.NOOP));
      ticks++;
    }
    int way = Field.SHIP_TOP - Field.SHOT_HEIGHT - Field.WANDERER_TOP;
    assertEquals(way / InvadersGame.SHOT_SPEED, ticks, 1);
    assertEquals(INVADERS, game.block().living());
  }

  @Test
  void aShotKillsTheLowestInvaderAboveItForItsPoints() {
    int column = 3;
    int invader = game.block().lowestIn(column);
    bringShieldsDown();
    shootAt(game.block().centre(column));
    int won = 0;
    while (game.shotFlies()) {
      won += game.tick(InvadersGame.NOOP);
    }
    assertEquals(10, won);
    assertEquals(10, game.score());
    assertFalse(game.block().isAlive(invader));
    assertEquals(INVADERS - 1, game.block().living());
    assertTrue(game.burst() > 0);
    assertEquals(game.block().invaderTop(invader), game.burstTop());
  }

  @Test
  void aShotBreaksAPieceOutOfAShieldFromBelow() {
    Set<Integer> before = cells();
    shootAt(29);
    while (game.shotFlies()) {
      game.tick(InvadersGame.NOOP);
    }
    before.removeAll(cells());
    assertFalse(before.isEmpty());
    assertTrue(before.size() <= 15, "two hits of nine cells, three columns shared: " + before);
    assertEquals(INVADERS, game.block().living());
    for (int cell : before) {
      assertTrue(Math.abs(Shields.cellLeft(cell) - 29) <= 5, "cell " + cell);
    }
  }

  @Test
  void aBombBreaksAPieceOutOfAShieldFromAbove() {
    Set<Integer> before = cells();
    game.bombs().drop(80, Field.SHIELDS_TOP - 20);
    while (game.bombs().falls(0)) {
      game.tick(InvadersGame.NOOP);
    }
    before.removeAll(cells());
    assertFalse(before.isEmpty());
    for (int cell : before) {
      assertTrue(Shields.cellTop(cell) <= Field.SHIELDS_TOP + 3, "cell " + cell);
    }
  }

  @Test
  void shieldsCrumbleInManyWays() {
    Set<Set<Integer>> wounds = new HashSet<>();
    Shields shields = new Shields();
    SeededRandom random = new SeededRandom(4, 0);
    for (int i = 0; i < 200; i++) {
      shields.rebuild();
      int x = Shields.cellLeft(24);
      int y = Shields.cellTop(24);
      assertTrue(shields.hit(x, y, random));
      assertFalse(shields.hit(x, y, random), "what is broken stops nothing");
      Set<Integer> gone = new HashSet<>();
      for (int cell = 0; cell < shields.size(); cell++) {
        if (!shields.stands(cell)) {
          gone.add(cell);
        }
      }
      wounds.add(gone);
    }
    assertTrue(wounds.size() > 100, "of 256 patterns only " + wounds.size());
  }

  @Test
  void invadersTrampleTheShieldsTheyTouchAndNoOthers() {
    int top = Field.SHIELDS_TOP - (InvaderBlock.ROWS - 1) * InvaderBlock.PITCH_Y;
    game.block().place(Field.LEFT, top - 4, 1);
    Set<Integer> before = cells();
    while (!game.block().tick()) {
      assertTrue(game.lives() > 0);
    }
    game.shields().trample(game.block());
    before.removeAll(cells());
    assertFalse(before.isEmpty());
    for (int cell : before) {
      assertTrue(Shields.cellTop(cell) < Field.SHIELDS_TOP + 4, "cell " + cell);
    }
    for (int cell : cells()) {
      int at = game.block().at(Shields.cellLeft(cell), Shields.cellTop(cell));
      assertEquals(InvaderBlock.NONE, at, "cell " + cell);
    }
  }

  @Test
  void aShotAndABombThatMeetAreBothGone() {
    game.tick(InvadersGame.FIRE);
    game.bombs().drop(game.shotLeft(), game.shotTop() - 30);
    int ticks = 0;
    while (game.shotFlies()) {
      game.tick(InvadersGame.NOOP);
      ticks++;
    }
    assertFalse(game.bombs().falls(0));
    assertEquals(5, ticks, 1, "closing a gap of 24 rows at 6 per frame");
    assertEquals(InvadersGame.LIVES, game.lives());
  }

  @Test
  void bombsFallTwoPixelsPerFrameAndEndAtTheGround() {
    game.bombs().drop(AWAY, 100);
    game.tick(InvadersGame.NOOP);
    assertEquals(100 + Bombs.SPEED, game.bombs().top(0));
    while (game.bombs().falls(0)) {
      assertTrue(game.bombs().top(0) + Field.BOMB_HEIGHT <= Field.GROUND);
      game.tick(InvadersGame.NOOP);
    }
    assertEquals(InvadersGame.LIVES, game.lives());
  }

  @Test
  void thereAreNeverMoreThanThreeBombs() {
    Bombs bombs = new Bombs();
    bombs.clear();
    for (int i = 0; i < 5; i++) {
      bombs.drop(10 + i, 50);
    }
    assertEquals(12, bombs.left(2));
    bombs.remove(1);
    bombs.drop(99, 50);
    assertEquals(99, bombs.left(1));
  }

  @Test
  void invadersDropBombsFromTheirLowestRow() {
    Set<Integer> columns = new HashSet<>();
    for (int i = 0; i < 4_000; i++) {
      game.reset();
      game.bombs().clear();
      for (int tick = 0; tick < 30 && !game.bombs().falls(0); tick++) {
        game.tick(InvadersGame.NOOP);
      }
      if (game.bombs().falls(0)) {
        assertEquals(game.block().bottom() + Bombs.SPEED, game.bombs().top(0));
        columns.add(game.bombs().left(0) + 1 - game.block().centre(0));
      }
    }
    assertEquals(InvaderBlock.COLUMNS, columns.size(), "not every column drops: " + columns);
  }

  @Test
  void aHitShipBurnsAndThenALifeIsGone() {
    game.bombs().drop(game.shipColumn(), Field.SHIP_TOP - Field.BOMB_HEIGHT - 1);
    game.bombs().drop(AWAY, 60);
    game.tick(InvadersGame.RIGHT);
    assertEquals(InvadersGame.BURNING, game.burning());
    assertFalse(game.bombs().falls(1), "the air is cleared");
    assertFalse(game.shotFlies());
    int ship = game.shipLeft();
    int block = game.block().columnLeft(0);
    for (int i = 1; i < InvadersGame.BURNING; i++) {
      game.tick(InvadersGame.RIGHT_FIRE);
      assertEquals(InvadersGame.LIVES, game.lives());
      assertEquals(ship, game.shipLeft());
      assertEquals(block, game.block().columnLeft(0));
    }
    game.tick(InvadersGame.RIGHT_FIRE);
    assertEquals(InvadersGame.LIVES - 1, game.lives());
    assertEquals(Field.LEFT, game.shipLeft());
    game.tick(InvadersGame.RIGHT);
    assertEquals(Field.LEFT + 1, game.shipLeft());
  }

  @Test
  void threeHitsEndTheEpisodeAndThenNothingMoves() {
    for (int life = InvadersGame.LIVES; life > 0; life--) {
      assertEquals(life, game.lives());
      game.bombs().drop(game.shipColumn(), Field.SHIP_TOP - Field.BOMB_HEIGHT);
      for (int i = 0; i <= InvadersGame.BURNING; i++) {
        game.tick(InvadersGame.NOOP);
      }
    }
    assertEquals(0, game.lives());
    for (int i = 0; i < 100; i++) {
      assertEquals(0, game.tick(InvadersGame.RIGHT_FIRE));
    }
    assertEquals(Field.LEFT, game.shipLeft());
    assertFalse(game.shotFlies());
    game.reset();
    assertEquals(InvadersGame.LIVES, game.lives());
  }

  @Test
  void invadersThatReachTheShipEndTheEpisode() {
    int rows = (InvaderBlock.ROWS - 1) * InvaderBlock.PITCH_Y + InvaderBlock.HEIGHT;
    game.block().place(Field.LEFT + 20, Field.SHIP_TOP - rows, 1);
    game.tick(InvadersGame.NOOP);
    assertEquals(InvadersGame.LIVES, game.lives());
    game.block().place(Field.LEFT + 20, Field.SHIP_TOP - rows + 1, 1);
    game.tick(InvadersGame.NOOP);
    assertEquals(0, game.lives());
  }

  @Test
  void theNextWaveComesWhenTheLastInvaderHasBurst() {
    int last = InvaderBlock.COLUMNS / 2;
    for (int invader = 0; invader < INVADERS; invader++) {
      if (invader != last) {
        game.block().remove(invader);
      }
    }
    bringShieldsDown();
    int left = game.shipColumn() - game.block().centre(last) + game.block().columnLeft(0);
    game.block().place(left, Field.SHIELDS_TOP - 30, 1);
    steer(InvadersGame.FIRE);
    while (game.block().living() == 1) {
      assertTrue(game.shotFlies(), "missed");
      game.tick(InvadersGame.NOOP);
    }
    assertEquals(30, game.score());
    int ticks = 0;
    while (game.block().living() == 0) {
      game.tick(InvadersGame.NOOP);
      ticks++;
    }
    assertEquals(8, ticks);
    assertEquals(INVADERS, game.block().living());
    assertEquals(Field.BLOCK_TOP + Field.WAVE_DESCENT, game.block().invaderTop(0));
    assertTrue(game.shields().shelter(80), "shields are whole again");
  }

  @Test
  void theWandererCrossesFromEitherSideAndComesAgain() {
    Wanderer wanderer = new Wanderer();
    SeededRandom random = new SeededRandom(2, 0);
    Set<Integer> starts = new HashSet<>();
    wanderer.reset(random);
    for (int crossing = 0; crossing < 20; crossing++) {
      int wait = 0;
      while (!wanderer.crosses()) {
        wanderer.tick(random);
        wait++;
      }
      assertTrue(wait >= Wanderer.SHORTEST_WAIT && wait < 2 * Wanderer.SHORTEST_WAIT, "" + wait);
      starts.add(wanderer.left());
      int ticks = 0;
      while (wanderer.crosses()) {
        wanderer.tick(random);
        ticks++;
      }
      assertEquals(Field.RIGHT - Field.LEFT - Field.WANDERER_WIDTH + 1, ticks);
    }
    assertEquals(Set.of(Field.LEFT, Field.RIGHT - Field.WANDERER_WIDTH), starts);
  }

  @Test
  void theWandererIsWorthFiftyToTwoHundred() {
    Set<Integer> won = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      game.reset();
      game.wanderer().hurry();
      game.tick(InvadersGame.FIRE);
      int points = 0;
      for (int tick = 0; tick < 60 && game.wanderer().crosses(); tick++) {
        // The ship stands at the left: only a wanderer that starts there can be met.
        points += game.tick(InvadersGame.FIRE);
      }
      if (points > 0) {
        won.add(points);
        assertFalse(game.wanderer().crosses());
      }
    }
    assertTrue(Set.of(50, 100, 150, 200).containsAll(won), "" + won);
    Wanderer wanderer = new Wanderer();
    SeededRandom random = new SeededRandom(1, 0);
    for (int i = 0; i < 60; i++) {
      won.add(wanderer.burst(random));
    }
    assertEquals(Set.of(50, 100, 150, 200), won);
  }

  @Test
  void aShotMeetsTheWandererOnlyWhereItIs() {
    Wanderer wanderer = new Wanderer();
    assertFalse(wanderer.meets(Field.LEFT, Field.WANDERER_TOP), "not there yet");
    wanderer.hurry();
    wanderer.tick(new SeededRandom(1, 0));
    int left = wanderer.left();
    assertTrue(wanderer.meets(left, Field.WANDERER_TOP + Field.WANDERER_HEIGHT - 1));
    assertFalse(wanderer.meets(left, Field.WANDERER_TOP + Field.WANDERER_HEIGHT));
    assertFalse(wanderer.meets(left - Field.SHOT_WIDTH, Field.WANDERER_TOP));
    assertFalse(wanderer.meets(left + Field.WANDERER_WIDTH, Field.WANDERER_TOP));
  }

  private Set<Integer> cells() {
    Set<Integer> standing = new HashSet<>();
    for (int cell = 0; cell < game.shields().size(); cell++) {
      if (game.shields().stands(cell)) {
        standing.add(cell);
      }
    }
    return standing;
  }

  private void bringShieldsDown() {
    SeededRandom random = new SeededRandom(1, 0);
    for (int cell = 0; cell < game.shields().size(); cell++) {
      game.shields().hit(Shields.cellLeft(cell), Shields.cellTop(cell), random);
    }
    assertTrue(cells().isEmpty());
  }

  /** One frame of steering, with the sky kept free of bombs. */
  private void steer(int action) {
    game.bombs().clear();
    game.tick(action);
  }

  /** Moves the ship under a column and shoots, with the sky kept free of bombs. */
  private void shootAt(int column) {
    while (game.shipColumn() < column) {
      steer(InvadersGame.RIGHT);
    }
    steer(InvadersGame.FIRE);
    assertTrue(game.shotFlies());
  }
}
