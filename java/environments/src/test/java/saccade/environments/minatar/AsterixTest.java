package saccade.environments.minatar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsterixTest {
  private final RecordedChance chance = new RecordedChance();
  private final Asterix game = new Asterix(true);

  @BeforeEach
  void begin() {
    game.reset(chance);
  }

  private int act(int action) {
    return game.act(action, chance);
  }

  private void thing(int slot, int column, boolean rightward, boolean gold) {
    game.place(slot, rightward, gold);
    game.column[slot] = column;
  }

  @Test
  void thePlayerStartsInTheMiddleAndStaysInColumnsZeroToNineAndRowsOneToEight() {
    assertEquals(5, game.playerX);
    assertEquals(5, game.playerY);
    int[][] moves = {{Grid.LEFT, 0, 1}, {Grid.UP, 0, 1}, {Grid.RIGHT, 9, 1}, {Grid.DOWN, 9, 8}};
    game.playerY = 1;
    for (int[] move : moves) {
      for (int i = 0; i < 9; i++) {
        game.spawnTimer = 5;
        act(move[0]);
      }
      assertEquals(move[1], game.playerX);
      assertEquals(move[2], game.playerY);
    }
  }

  @Test
  void aSpawnDrawsSideThenGoldThenTheRowAmongTheFreeOnes() {
    thing(0, 5, true, false);
    thing(2, 5, true, false);
    game.spawnTimer = 0;
    chance.load("u0.5,u0.3,i6:2");
    act(Grid.NONE);
    assertEquals(0, chance.left());
    assertTrue(game.present[4], "free are slots 1, 3, 4 and so on");
    assertTrue(game.gold[4]);
    assertEquals(9, game.column[4]);
    assertFalse(game.rightward[4]);
    assertEquals(10 - 1, game.spawnTimer);
    game.spawnTimer = 0;
    chance.load("u0.49,u0.34,i5:0");
    act(Grid.NONE);
    assertTrue(game.present[1] && game.rightward[1] && !game.gold[1]);
    assertEquals(0, game.column[1]);
  }

  @Test
  void whereNoRowIsFreeNothingComesAndNoRowIsDrawn() {
    for (int i = 0; i < Asterix.ROWS; i++) {
      thing(i, 3, true, false);
    }
    game.spawnTimer = 0;
    chance.load("u0.1,u0.1");
    act(Grid.NONE);
    assertEquals(0, chance.left());
    assertEquals(10 - 1, game.spawnTimer);
  }

  @Test
  void goldIsWorthOnePointAndGone() {
    thing(4, 6, true, true);
    assertEquals(1, act(Grid.RIGHT));
    assertFalse(game.present[4]);
    assertFalse(game.ended());
  }

  @Test
  void anEnemyEndsTheEpisode() {
    thing(4, 6, true, false);
    assertEquals(0, act(Grid.RIGHT));
    assertTrue(game.ended());
  }

  @Test
  void whatWalksIntoThePlayerIsMetToo() {
    thing(4, 4, true, true);
    game.moveTimer = 0;
    assertEquals(1, act(Grid.NONE));
    thing(4, 6, false, false);
    game.moveTimer = 0;
    act(Grid.NONE);
    assertTrue(game.ended());
  }

  @Test
  void everythingMovesOneCellWhenTheTimerIsZeroAndLeavesAtTheEdges() {
    thing(0, 3, true, false);
    thing(1, 3, false, true);
    thing(2, 9, true, false);
    thing(3, 0, false, false);
    act(Grid.NONE);
    assertEquals(3, game.column[0], "the timer starts at 5");
    game.moveTimer = 0;
    act(Grid.NONE);
    assertEquals(4, game.column[0]);
    assertEquals(2, game.column[1]);
    assertFalse(game.present[2]);
    assertFalse(game.present[3]);
    assertEquals(5 - 1, game.moveTimer);
  }

  @Test
  void aRampComesEveryHundredAndTwoStepsAndEverySecondOneSpeedsUpTheMoves() {
    int[] spawn = {9, 8, 7, 6, 5, 4, 3, 2, 1};
    int[] move = {5, 4, 4, 3, 3, 2, 2, 1, 1};
    for (int ramp = 0; ramp < spawn.length; ramp++) {
      for (int i = 0; i < 102; i++) {
        Arrays.fill(game.present, false);
        game.spawnTimer = 9;
        assertEquals(ramp == 0 ? 10 : spawn[ramp - 1], game.spawnInterval, "step " + i);
        act(Grid.NONE);
      }
      assertEquals(spawn[ramp], game.spawnInterval);
      assertEquals(move[ramp], game.moveInterval);
    }
  }

  @Test
  void withoutRampingNothingChanges() {
    Asterix plain = new Asterix(false);
    plain.reset(chance);
    for (int i = 0; i < 1_000; i++) {
      plain.spawnTimer = 9;
      plain.act(Grid.NONE, chance);
    }
    assertEquals(10, plain.spawnInterval);
    assertEquals(5, plain.moveInterval);
  }

  @Test
  void theTrailIsTheCellBehindAndNothingBeyondTheEdge() {
    thing(0, 0, true, false);
    thing(1, 3, false, true);
    byte[] frame = new byte[400];
    game.draw(frame);
    assertEquals(1, frame[100 + Grid.cell(0, 1)]);
    assertEquals(1, frame[300 + Grid.cell(3, 2)]);
    int trails = 0;
    for (int i = 200; i < 300; i++) {
      trails += frame[i];
    }
    assertEquals(1, trails);
    assertEquals(1, frame[200 + Grid.cell(4, 2)]);
  }
}
