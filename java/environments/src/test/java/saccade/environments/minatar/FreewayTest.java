package saccade.environments.minatar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreewayTest {
  private static final String SPEEDS = "i5:0,i5:1,i5:2,i5:3,i5:4,i5:0,i5:1,i5:2";
  private static final String SIGNS = ",u0.5,u0.49,u0.9,u0.1,u0.9,u0.1,u0.9,u0.1";
  private static final int[] DRAWN = {1, -2, 3, -4, 5, -1, 2, -3};

  private final RecordedChance chance = new RecordedChance();
  private final Freeway game = new Freeway();

  @BeforeEach
  void begin() {
    chance.load(SPEEDS + SIGNS);
    game.reset(chance);
  }

  private int act(int action) {
    return game.act(action, chance);
  }

  /** Parks all cars where they hit nobody. */
  private void park() {
    Arrays.fill(game.speed, 5);
    Arrays.fill(game.timer, 5);
    Arrays.fill(game.carX, 0);
  }

  @Test
  void eightCarsStartAtTheLeftEdgeWithSpeedsOfEitherSign() {
    assertArrayEquals(DRAWN, game.speed);
    assertArrayEquals(new int[] {1, 2, 3, 4, 5, 1, 2, 3}, game.timer);
    assertArrayEquals(new int[8], game.carX);
    assertEquals(9, game.chicken);
    assertEquals(3, game.moveTimer);
  }

  @Test
  void theChickenMovesWhenItsTimerIsZeroSoEveryThirdStep() {
    park();
    for (int i = 0; i < 3; i++) {
      act(Grid.UP);
      assertEquals(9, game.chicken, "the timer starts at 3");
    }
    act(Grid.UP);
    assertEquals(8, game.chicken);
    assertEquals(2, game.moveTimer, "set to 3, then down with the step");
    act(Grid.UP);
    act(Grid.UP);
    assertEquals(8, game.chicken);
    act(Grid.UP);
    assertEquals(7, game.chicken);
  }

  @Test
  void theChickenDoesNotLeaveTheBottom() {
    park();
    game.moveTimer = 0;
    act(Grid.DOWN);
    assertEquals(9, game.chicken);
    assertEquals(2, game.moveTimer, "a move against the edge is a move");
  }

  @Test
  void otherActionsLeaveTheTimerAtZero() {
    park();
    game.moveTimer = 0;
    act(Grid.LEFT);
    act(Grid.FIRE);
    assertEquals(0, game.moveTimer);
    assertEquals(9, game.chicken);
  }

  @Test
  void acrossIsWorthOnePointAndBringsNewSpeedsAtTheOldPlaces() {
    park();
    Arrays.fill(game.carX, 7);
    game.chicken = 1;
    game.moveTimer = 0;
    chance.load(SPEEDS + SIGNS);
    assertEquals(1, act(Grid.UP));
    assertEquals(9, game.chicken);
    assertArrayEquals(DRAWN, game.speed);
    int[] places = new int[8];
    Arrays.fill(places, 7);
    assertArrayEquals(places, game.carX, "places are kept");
  }

  @Test
  void aCarThrowsTheChickenBackWithoutAPenalty() {
    park();
    game.chicken = 4;
    game.carX[3] = 4;
    assertEquals(0, act(Grid.NONE));
    assertEquals(9, game.chicken);
    assertFalse(game.ended());
  }

  @Test
  void aCarThatDrivesIntoTheChickenThrowsItBackToo() {
    park();
    game.chicken = 4;
    game.carX[3] = 3;
    game.timer[3] = 0;
    act(Grid.NONE);
    assertEquals(4, game.carX[3]);
    assertEquals(9, game.chicken);
  }

  @Test
  void aCarInAnotherLaneDoesNot() {
    park();
    game.chicken = 4;
    game.carX[2] = 4;
    game.carX[4] = 4;
    act(Grid.NONE);
    assertEquals(4, game.chicken);
  }

  @Test
  void aCarOfSpeedSMovesEverySPlusOneSteps() {
    int[] moves = new int[Freeway.CARS];
    int steps = 600;
    for (int i = 0; i < steps; i++) {
      int[] before = game.carX.clone();
      act(Grid.NONE);
      for (int car = 0; car < Freeway.CARS; car++) {
        moves[car] += before[car] == game.carX[car] ? 0 : 1;
      }
    }
    for (int car = 0; car < Freeway.CARS; car++) {
      assertEquals(steps / (Math.abs(DRAWN[car]) + 1), moves[car], "car " + car);
    }
  }

  @Test
  void carsLeaveAtOneEdgeAndComeBackAtTheOther() {
    park();
    game.carX[0] = 9;
    game.timer[0] = 0;
    game.speed[1] = -5;
    game.timer[1] = 0;
    act(Grid.NONE);
    assertEquals(0, game.carX[0]);
    assertEquals(9, game.carX[1]);
  }

  @Test
  void theGamesOwnClockEndsItAfterTwoThousandFiveHundredAndOneSteps() {
    int steps = 0;
    while (!game.ended()) {
      act(Grid.NONE);
      steps++;
    }
    assertEquals(2_501, steps);
  }

  @Test
  void theTrailIsTheCellBehindAcrossTheEdgeInThePlaneOfTheSpeed() {
    byte[] frame = new byte[700];
    game.draw(frame);
    for (int car = 0; car < Freeway.CARS; car++) {
      int behind = DRAWN[car] > 0 ? 9 : 1;
      int plane = 1 + Math.abs(DRAWN[car]);
      assertEquals(1, frame[100 + Grid.cell(0, car + 1)]);
      assertEquals(1, frame[plane * 100 + Grid.cell(behind, car + 1)]);
    }
    assertTrue(frame[Grid.cell(4, 9)] == 1);
    int marked = 0;
    for (byte cell : frame) {
      marked += cell;
    }
    assertEquals(1 + 2 * Freeway.CARS, marked);
  }
}
