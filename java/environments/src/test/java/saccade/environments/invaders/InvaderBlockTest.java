package saccade.environments.invaders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvaderBlockTest {
  private static final int INVADERS = InvaderBlock.ROWS * InvaderBlock.COLUMNS;

  private final InvaderBlock block = new InvaderBlock();

  @BeforeEach
  void begin() {
    block.assemble(0);
  }

  @Test
  void aFullBlockMovesEveryFiftyFramesAndFewerInvadersMoveMoreOften() {
    assertEquals(50, block.period());
    for (int frame = 1; frame < 50; frame++) {
      assertFalse(block.tick(), "frame " + frame);
    }
    int left = block.columnLeft(0);
    assertTrue(block.tick());
    assertEquals(left + InvaderBlock.STRIDE, block.columnLeft(0));
    assertEquals(1, block.pose());
    for (int invader = 0; invader < INVADERS - 1; invader++) {
      block.remove(invader);
    }
    assertEquals(11, block.period());
    march();
    assertEquals(0, block.pose());
  }

  @Test
  void theBlockGoesDownAndBackAtTheEdge() {
    int right =
        Field.RIGHT - (InvaderBlock.COLUMNS - 1) * InvaderBlock.PITCH_X - InvaderBlock.WIDTH;
    block.place(right - 1, 60, 1);
    march();
    assertEquals(right - 1, block.columnLeft(0), "a move would pass the edge by one pixel");
    assertEquals(60 + InvaderBlock.DESCENT, block.invaderTop(0));
    march();
    assertEquals(right - 1 - InvaderBlock.STRIDE, block.columnLeft(0));
    block.place(Field.LEFT, 60, -1);
    march();
    assertEquals(Field.LEFT, block.columnLeft(0));
    march();
    assertEquals(Field.LEFT + InvaderBlock.STRIDE, block.columnLeft(0));
  }

  @Test
  void theBlockReachesTheEdgeWithItsLastLivingColumn() {
    for (int row = 0; row < InvaderBlock.ROWS; row++) {
      block.remove(row * InvaderBlock.COLUMNS);
      block.remove(row * InvaderBlock.COLUMNS + InvaderBlock.COLUMNS - 1);
    }
    block.place(Field.LEFT, 60, -1);
    march();
    assertEquals(Field.LEFT - InvaderBlock.STRIDE, block.columnLeft(0));
    assertEquals(60, block.invaderTop(0));
    while (block.invaderTop(0) == 60) {
      march();
    }
    assertEquals(Field.LEFT, block.columnLeft(1));
  }

  @Test
  void invadersAreHitWhereTheyAreAndNotBetween() {
    int x = block.columnLeft(2);
    int y = block.invaderTop(InvaderBlock.COLUMNS);
    int invader = InvaderBlock.COLUMNS + 2;
    assertEquals(invader, block.at(x, y));
    assertEquals(invader, block.at(x + InvaderBlock.WIDTH - 1, y + InvaderBlock.HEIGHT - 1));
    assertEquals(InvaderBlock.NONE, block.at(x - 1, y));
    assertEquals(InvaderBlock.NONE, block.at(x + InvaderBlock.WIDTH, y));
    assertEquals(InvaderBlock.NONE, block.at(x, y - 1));
    assertEquals(InvaderBlock.NONE, block.at(x, y + InvaderBlock.HEIGHT));
    block.remove(invader);
    assertEquals(InvaderBlock.NONE, block.at(x, y));
    assertEquals(InvaderBlock.NONE, block.at(0, 0));
    assertEquals(InvaderBlock.NONE, block.at(159, y));
  }

  @Test
  void rowsAreWorthThirtyTwentyAndTen() {
    int[] points = {30, 20, 20, 10, 10};
    for (int invader = 0; invader < INVADERS; invader++) {
      assertEquals(points[invader / InvaderBlock.COLUMNS], block.remove(invader));
    }
    assertEquals(0, block.living());
    assertEquals(0, block.bottom());
    assertFalse(block.tick());
  }

  @Test
  void theLowestOfAColumnAndOfAllFollowTheLosses() {
    int lowest = (InvaderBlock.ROWS - 1) * InvaderBlock.COLUMNS + 3;
    assertEquals(lowest, block.lowestIn(3));
    block.remove(lowest);
    assertEquals(lowest - InvaderBlock.COLUMNS, block.lowestIn(3));
    assertEquals(block.invaderTop(lowest) + InvaderBlock.HEIGHT, block.bottom());
    assertEquals(block.invaderTop(lowest) - InvaderBlock.PITCH_Y, block.floorOf(3) - 8);
    for (int row = 0; row < InvaderBlock.ROWS - 1; row++) {
      block.remove(row * InvaderBlock.COLUMNS + 3);
    }
    assertEquals(InvaderBlock.NONE, block.lowestIn(3));
    assertEquals(2, block.columnNearest(block.centre(3) - 1));
    assertEquals(4, block.columnNearest(block.centre(3) + 1));
    assertEquals(0, block.columnNearest(0));
    assertEquals(7, block.columnNearest(159));
  }

  @Test
  void laterWavesBeginLowerFourTimes() {
    for (int wave = 0; wave < 8; wave++) {
      block.assemble(wave);
      assertEquals(Field.BLOCK_TOP + Math.min(4, wave) * Field.WAVE_DESCENT, block.invaderTop(0));
      assertEquals(INVADERS, block.living());
    }
  }

  @Test
  void driftIsAStridePerPeriod() {
    assertEquals(2 * 256 / 50, block.drift());
    block.place(20, 60, -1);
    assertEquals(-(2 * 256 / 50), block.drift());
  }

  private void march() {
    while (!block.tick()) {
      assertTrue(block.living() > 0, "nobody marches");
    }
  }
}
