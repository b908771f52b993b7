package saccade.environments.breakout;

import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.emulation.SeededRandom;

/**
 * Follows the ball like a fair but inattentive human: it aims with a different part of the paddle
 * each time, sees the ball late now and then, and so loses lives. It reads the game's state, not
 * its pixels, and lets a demo or a measurement run without a trained network.
 */
public final class BreakoutPlayer implements ScriptedPlayer {
  private static final int RANDOM_STREAM = 3;

  /** Pixels off target that it puts up with; a step of the paddle is twelve. */
  private static final int SLACK = 6;

  /** Chance per step to look away, and for how many steps at most. */
  private static final double LAPSE_PROBABILITY = 0.03;

  private static final int LONGEST_LAPSE = 8;

  private final PaddleView view;
  private final SeededRandom random;
  private int aim;
  private int lapse;
  private int action = BreakoutGame.NOOP;
  private boolean fell;

  /**
   * Makes a player.
   *
   * @param view the game to look at; the caller plays the actions
   * @param seed of its errors; the same seed and game give the same actions
   */
  public BreakoutPlayer(PaddleView view, long seed) {
    this.view = view;
    this.random = new SeededRandom(seed, RANDOM_STREAM);
  }

  /** Chooses the action of the next step: 0 none, 1 fire, 2 right, 3 left. */
  @Override
  public int act() {
    if (view.waitsForFire()) {
      return BreakoutGame.FIRE;
    }
    if (view.ballFalls() && !fell) {
      // Three quarters of the paddle: with the slack on top, a far aim sometimes misses.
      int spread = view.paddleWidth() * 3 / 4;
      aim = random.nextInt(spread + 1) - spread / 2;
    }
    fell = view.ballFalls();
    if (lapse > 0) {
      lapse--;
      return action;
    }
    if (random.nextDouble() < LAPSE_PROBABILITY) {
      lapse = random.nextInt(LONGEST_LAPSE);
    }
    action = towards(view.ballColumn() + aim - view.paddleColumn());
    return action;
  }

  private static int towards(int distance) {
    if (distance > SLACK) {
      return BreakoutGame.RIGHT;
    }
    return distance < -SLACK ? BreakoutGame.LEFT : BreakoutGame.NOOP;
  }
}
