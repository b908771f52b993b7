package saccade.environments.invaders;

import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** The ringed visitor that crosses the sky now and then, from either side, for extra points. */
final class Wanderer {
  /** Emulated frames from one crossing to the next: this many and up to as many again. */
  static final int SHORTEST_WAIT = 500;

  private static final int[] POINTS = {50, 100, 150, 200};

  private boolean crosses;
  private int left;
  private int direction = 1;
  private int wait;

  void reset(SeededRandom random) {
    crosses = false;
    left = 0;
    direction = 1;
    wait = SHORTEST_WAIT + random.nextInt(SHORTEST_WAIT);
  }

  /** One emulated frame: one pixel on its way, or one frame less to wait. */
  void tick(SeededRandom random) {
    if (crosses) {
      left += direction;
      if (left < Field.LEFT || left + Field.WANDERER_WIDTH > Field.RIGHT) {
        reset(random);
      }
      return;
    }
    wait--;
    if (wait <= 0) {
      crosses = true;
      direction = random.nextInt(2) * 2 - 1;
      left = direction > 0 ? Field.LEFT : Field.RIGHT - Field.WANDERER_WIDTH;
    }
  }

  /** Whether a shot of this place meets it. */
  boolean meets(int shotLeft, int shotTop) {
    return crosses
        && Field.overlap(left, Field.WANDERER_WIDTH, shotLeft, Field.SHOT_WIDTH)
        && Field.overlap(Field.WANDERER_TOP, Field.WANDERER_HEIGHT, shotTop, Field.SHOT_HEIGHT);
  }

  /** Goes, and leaves 50, 100, 150 or 200 points. */
  int burst(SeededRandom random) {
    int points = POINTS[random.nextInt(POINTS.length)];
    reset(random);
    return points;
  }

  boolean crosses() {
    return crosses;
  }

  int left() {
    return left;
  }

  /** Lets it begin with the next tick, for tests. */
  void hurry() {
    wait = 1;
  }

  void save(StateWriter out) {
    out.putFlag(crosses);
    out.putInt(left);
    out.putInt(direction);
    out.putInt(wait);
  }

  void load(StateReader in) {
    crosses = in.getFlag("wanderer");
    left = in.getInt("wanderer column", 0, Field.RIGHT - Field.WANDERER_WIDTH);
    direction = in.getSign("wanderer direction");
    wait = in.getInt("wanderer wait", 0, 2 * SHORTEST_WAIT);
  }
}
