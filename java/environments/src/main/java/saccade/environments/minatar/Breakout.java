package saccade.environments.minatar;

import java.util.Arrays;
import java.util.List;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Breakout: a ball goes diagonally, a paddle of one cell keeps it in play, each brick is worth 1.
 *
 * <p>Two quirks belong to the rules. A ball that met a brick in the step before passes into the
 * next brick cell without breaking it. A cleared wall comes back only when the ball reaches the
 * bottom row.
 */
final class Breakout implements MinAtarGame {
  private static final List<String> CHANNELS = List.of("paddle", "ball", "trail", "brick");
  private static final List<Integer> MINIMAL = List.of(Grid.NONE, Grid.LEFT, Grid.RIGHT);
  private static final int FIRST_BRICK = Grid.SIZE;
  private static final int BRICKS_END = 4 * Grid.SIZE;
  private static final int START_ROW = 3;
  private static final int START_PADDLE = 4;

  private final boolean[] bricks = new boolean[CELLS];
  int ballX;
  int ballY;
  int dx = 1;
  int dy = 1;
  int trailX;
  int trailY;
  int paddle;
  boolean struck;
  private boolean ended;

  @Override
  public List<String> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return MINIMAL;
  }

  @Override
  public void reset(Chance chance) {
    boolean fromLeft = chance.below(2) == 0;
    ballX = fromLeft ? 0 : Grid.LAST;
    ballY = START_ROW;
    dx = fromLeft ? 1 : -1;
    dy = 1;
    trailX = ballX;
    trailY = ballY;
    paddle = START_PADDLE;
    struck = false;
    ended = false;
    refill();
  }

  private void refill() {
    Arrays.fill(bricks, FIRST_BRICK, BRICKS_END, true);
  }

  @Override
  public int act(int action, Chance chance) {
    paddle = Grid.clamp(paddle + Grid.sideways(action), 0, Grid.LAST);
    trailX = ballX;
    trailY = ballY;
    int x = ballX + dx;
    if (!Grid.holds(x)) {
      x = Grid.clamp(x, 0, Grid.LAST);
      dx = -dx;
    }
    int reward = moveTo(x, ballY + dy);
    ballX = x;
    return reward;
  }

  /** Settles the ball's row and direction for its new column; returns the points. */
  private int moveTo(int x, int y) {
    if (y >= 0 && bricks[Grid.cell(x, y)]) {
      return meetBrick(x, y);
    }
    struck = false;
    if (y < 0) {
      ballY = 0;
      dy = -dy;
    } else if (y == Grid.LAST) {
      meetBottom(x);
    } else {
      ballY = y;
    }
    return 0;
  }

  private int meetBrick(int x, int y) {
    if (struck) {
      ballY = y;
      return 0;
    }
    struck = true;
    bricks[Grid.cell(x, y)] = false;
    dy = -dy;
    return 1;
  }

  private void meetBottom(int x) {
    if (bricksLeft() == 0) {
      refill();
    }
    if (ballX == paddle) {
      dy = -dy;
    } else if (x == paddle) {
      dx = -dx;
      dy = -dy;
    } else {
      ballY = Grid.LAST;
      ended = true;
    }
  }

  int bricksLeft() {
    int left = 0;
    for (int i = FIRST_BRICK; i < BRICKS_END; i++) {
      left += bricks[i] ? 1 : 0;
    }
    return left;
  }

  boolean[] bricks() {
    return bricks;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void draw(byte[] frame) {
    Grid.mark(frame, 0, paddle, Grid.LAST);
    Grid.mark(frame, 1, ballX, ballY);
    Grid.mark(frame, 2, trailX, trailY);
    Grid.markAll(frame, 3, bricks);
  }

  @Override
  public void save(StateWriter out) {
    out.putFlags(bricks);
    out.putInt(ballX);
    out.putInt(ballY);
    out.putInt(dx);
    out.putInt(dy);
    out.putInt(trailX);
    out.putInt(trailY);
    out.putInt(paddle);
    out.putFlag(struck);
    out.putFlag(ended);
  }

  @Override
  public void load(StateReader in) {
    in.getFlags("brick", bricks);
    ballX = in.getInt("ball column", 0, Grid.LAST);
    ballY = in.getInt("ball row", 0, Grid.LAST);
    dx = in.getSign("sideways direction");
    dy = in.getSign("upward direction");
    trailX = in.getInt("trail column", 0, Grid.LAST);
    trailY = in.getInt("trail row", 0, Grid.LAST);
    paddle = in.getInt("paddle", 0, Grid.LAST);
    struck = in.getFlag("strike flag");
    ended = in.getFlag("ended");
  }
}
