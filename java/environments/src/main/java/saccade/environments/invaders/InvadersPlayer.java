package saccade.environments.invaders;

import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.emulation.SeededRandom;

/**
 * Goes under the column of invaders that it reaches soonest, aims ahead of the march and shoots
 * past the shields; it steps aside of bombs, unless its mind wanders. It reads the game's state,
 * not its pixels.
 */
final class InvadersPlayer implements ScriptedPlayer {
  private static final int RANDOM_STREAM = 7;

  /** Columns off target that it shoots from; a step of the ship is four. */
  private static final int SLACK = 3;

  /** A bomb this near to the ship's centre and to its row is stepped aside of. */
  private static final int DANGER_COLUMNS = 11;

  private static final int DANGER_ROWS = 48;

  /** Columns that a place behind a shield counts as further away. */
  private static final int DETOUR = 24;

  /** Chance per step to look away, and for how many steps at most. */
  private static final double LAPSE_PROBABILITY = 0.03;

  private static final int LONGEST_LAPSE = 12;

  private final InvadersGame game;
  private final SeededRandom random;
  private int lapse;
  private int action = InvadersGame.NOOP;

  InvadersPlayer(InvadersGame game, long seed) {
    this.game = game;
    random = new SeededRandom(seed, RANDOM_STREAM);
  }

  @Override
  public int act() {
    if (lapse > 0) {
      lapse--;
      return action;
    }
    if (random.nextDouble() < LAPSE_PROBABILITY) {
      lapse = random.nextInt(LONGEST_LAPSE);
    }
    int distance = target() - game.shipColumn();
    boolean fires =
        Math.abs(distance) <= SLACK
            && !game.shotFlies()
            && !game.shields().shelter(game.shipColumn());
    int bomb = nearestDanger();
    if (bomb >= 0) {
      boolean room = game.shipColumn() > Field.LEFT + 2 * DANGER_COLUMNS;
      boolean left = bombColumn(bomb) >= game.shipColumn();
      boolean corner = game.shipColumn() > Field.RIGHT - 2 * DANGER_COLUMNS;
      action = moving((left && room) || corner ? -1 : 1, fires);
    } else {
      action = moving(Math.abs(distance) <= SLACK ? 0 : distance, fires);
    }
    return action;
  }

  private static int moving(int distance, boolean fires) {
    if (distance == 0) {
      return fires ? InvadersGame.FIRE : InvadersGame.NOOP;
    }
    if (distance > 0) {
      return fires ? InvadersGame.RIGHT_FIRE : InvadersGame.RIGHT;
    }
    return fires ? InvadersGame.LEFT_FIRE : InvadersGame.LEFT;
  }

  /** Where a shot would meet the lowest invader of the best column when it arrives. */
  private int target() {
    InvaderBlock block = game.block();
    int best = game.shipColumn();
    int least = Integer.MAX_VALUE;
    for (int column = 0; column < InvaderBlock.COLUMNS; column++) {
      if (block.lowestIn(column) != InvaderBlock.NONE) {
        int flight = (Field.SHIP_TOP - block.floorOf(column)) / InvadersGame.SHOT_SPEED;
        int aim = block.centre(column) + block.drift() * flight / 256;
        int cost = Math.abs(aim - game.shipColumn()) + (game.shields().shelter(aim) ? DETOUR : 0);
        best = cost < least ? aim : best;
        least = Math.min(cost, least);
      }
    }
    return best;
  }

  /** The lowest bomb that comes down on the ship, or -1. */
  private int nearestDanger() {
    int nearest = -1;
    int lowest = Field.SHIP_TOP - DANGER_ROWS;
    for (int bomb = 0; bomb < Bombs.MOST; bomb++) {
      int row = game.bombs().top(bomb);
      boolean above =
          game.bombs().falls(bomb)
              && Math.abs(bombColumn(bomb) - game.shipColumn()) < DANGER_COLUMNS;
      if (row > lowest && above && !game.shields().shelter(bombColumn(bomb))) {
        lowest = row;
        nearest = bomb;
      }
    }
    return nearest;
  }

  private int bombColumn(int bomb) {
    return game.bombs().left(bomb) + Field.BOMB_WIDTH / 2;
  }
}
