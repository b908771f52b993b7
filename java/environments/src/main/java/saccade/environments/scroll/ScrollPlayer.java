package saccade.environments.scroll;

import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.emulation.SeededRandom;

/**
 * Looks a second ahead and takes the height with the least trouble: clear of ground and things, at
 * a crystal if one can be had, else where there is something to shoot. Its mind wanders now and
 * then. It reads the game's state, not its pixels.
 */
final class ScrollPlayer implements ScriptedPlayer {
  private static final int RANDOM_STREAM = 9;

  /** Columns that it looks ahead of its nose for ground, for things, and to shoot. */
  private static final int GROUND_AHEAD = 44;

  private static final int SIGHT = 76;
  private static final int AIM = 110;

  /** Heights that it compares, this many rows apart; a step of the craft is eight. */
  private static final int ROWS_APART = 4;

  /** Rows that it keeps free above the ground, and around things that come near. */
  private static final int CLEARANCE = 8;

  private static final int MARGIN = 5;

  /** What a height costs, in rows of detour. */
  private static final int CRASH = 10_000;

  private static final int COLLISION = 400;
  private static final int PRIZE = 120;
  private static final int TARGET = 30;

  /** Chance per step to look away, and for how many steps at most. */
  private static final double LAPSE_PROBABILITY = 0.03;

  private static final int LONGEST_LAPSE = 8;

  private final ScrollGame game;
  private final SeededRandom random;
  private int lapse;
  private int action = ScrollGame.NOOP;

  ScrollPlayer(ScrollGame game, long seed) {
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
    int distance = bestTop() - game.craftTop();
    boolean fires = hasTarget(game.craftTop());
    if (Math.abs(distance) <= ROWS_APART) {
      action = fires ? ScrollGame.FIRE : ScrollGame.NOOP;
    } else if (distance < 0) {
      action = fires ? ScrollGame.UP_FIRE : ScrollGame.UP;
    } else {
      action = fires ? ScrollGame.DOWN_FIRE : ScrollGame.DOWN;
    }
    return action;
  }

  private int bestTop() {
    int columns = Air.CRAFT_WIDTH + GROUND_AHEAD;
    int ground = Landscape.highest(game.key(), game.craftColumn(), columns);
    int best = Air.CEILING;
    int least = Integer.MAX_VALUE;
    for (int top = Air.CEILING; top < Air.VALLEY; top += ROWS_APART) {
      int crash = top + Air.CRAFT_HEIGHT + CLEARANCE > ground ? CRASH : 0;
      int cost = Math.abs(top - game.craftTop()) + crash + trouble(top);
      best = cost < least ? top : best;
      least = Math.min(cost, least);
    }
    return best;
  }

  /** What things and missiles ahead make of a height. */
  private int trouble(int top) {
    Traffic traffic = game.traffic();
    int cost = hasTarget(top) ? -TARGET : 0;
    for (int thing = 0; thing < Traffic.MOST; thing++) {
      if (traffic.there(thing)) {
        Kind kind = traffic.kind(thing);
        boolean crystal = kind == Kind.CRYSTAL;
        int margin = crystal ? 0 : MARGIN;
        int start = traffic.top(thing) - margin;
        boolean meets =
            isNear(traffic.left(thing), kind.width())
                && Air.overlap(top, Air.CRAFT_HEIGHT, start, kind.height() + 2 * margin);
        cost += !meets ? 0 : crystal ? -PRIZE : COLLISION;
      }
    }
    Missiles flak = game.flak();
    for (int missile = 0; missile < flak.most(); missile++) {
      boolean below = flak.top(missile) + Air.FLAK_SIDE > top;
      if (flak.flies(missile) && below && isNear(flak.left(missile), Air.FLAK_SIDE)) {
        cost += COLLISION / 4;
      }
    }
    return cost;
  }

  private boolean isNear(int left, int width) {
    int ahead = left - game.craftColumn();
    return ahead + width >= 0 && ahead <= SIGHT;
  }

  /** Whether a shot from a height would fly at something within reach. */
  private boolean hasTarget(int top) {
    Traffic traffic = game.traffic();
    for (int thing = 0; thing < Traffic.MOST; thing++) {
      if (traffic.there(thing) && traffic.kind(thing) != Kind.CRYSTAL) {
        int ahead = traffic.left(thing) - game.craftColumn() - Air.CRAFT_WIDTH;
        int height = traffic.kind(thing).height();
        if (ahead > 0
            && ahead < AIM
            && Air.overlap(
                top + Air.CRAFT_HEIGHT / 2, Air.SHOT_HEIGHT, traffic.top(thing), height)) {
          return true;
        }
      }
    }
    return false;
  }
}
