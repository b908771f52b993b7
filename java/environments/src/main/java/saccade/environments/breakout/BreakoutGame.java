package saccade.environments.breakout;

import java.util.List;
import java.util.Optional;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * The rules of Breakout as played here, one call of {@link #tick} per emulated frame.
 *
 * <ul>
 *   <li>Five lives. The ball waits at a random column below the bricks, then falls at a random
 *       angle, after {@link #SERVE_DELAY} frames or when FIRE is pressed.
 *   <li>Six rows of twelve bricks, worth 1 point in the bottom row to 6 in the top one. A brick
 *       turns the ball back and is gone. When none is left, the wall is refilled at the next touch
 *       of the paddle, so that no brick appears on top of the ball.
 *   <li>The paddle's eight zones send the ball off at eight angles, steeper towards the middle and
 *       never vertical. Every sixth touch since the serve makes the ball faster, three times.
 *   <li>A ball that falls off the screen costs a life.
 * </ul>
 *
 * <p>All motion is in whole numbers, so a seed gives the same game on every machine.
 */
public final class BreakoutGame implements EmulatedGame, PaddleView {
  /** The actions. */
  public static final int NOOP = 0;

  /** Serves a waiting ball. */
  public static final int FIRE = 1;

  /** Moves the paddle {@link #PADDLE_SPEED} pixels to the right. */
  public static final int RIGHT = 2;

  /** Moves the paddle {@link #PADDLE_SPEED} pixels to the left. */
  public static final int LEFT = 3;

  /** Lives at the start of an episode. */
  public static final int LIVES = 5;

  /** Emulated frames that a ball waits for an automatic serve. */
  public static final int SERVE_DELAY = 12;

  /** Pixels per emulated frame. */
  public static final int PADDLE_SPEED = 3;

  /** Paddle touches from one speed of the ball to the next. */
  public static final int TOUCHES_PER_SPEED = 6;

  private static final List<String> ACTIONS = List.of("NOOP", "FIRE", "RIGHT", "LEFT");

  // Positions and speeds of the ball are in 1/256 pixel.
  private static final int FRACTION_BITS = 8;
  private static final int ONE = 1 << FRACTION_BITS;
  private static final int[] FALL_SPEEDS = {448, 544, 640, 736};

  // Sideways speed per fall speed, in 1/256, for each zone of the paddle from left to right.
  private static final int[] SLOPES = {-330, -240, -155, -70, 70, 155, 240, 330};
  private static final int[] SERVE_ZONES = {2, 3, 4, 5};
  private static final int SERVE_MARGIN = 16;
  private static final int RANDOM_STREAM = 2;
  private static final int FASTEST = 1_024;

  private final boolean automaticServe;
  private final SeededRandom random;
  private final BrickWall wall = new BrickWall();
  private final BreakoutArt art = new BreakoutArt();
  private int lives;
  private int score;
  private int paddleLeft;
  private boolean waiting;
  private int waited;
  private int touches;
  private int ballX;
  private int ballY;
  private int ballVx;
  private int ballVy;

  /**
   * Makes a game; {@link #reset} begins its first episode.
   *
   * @param seed of the serves
   * @param automaticServe whether a waiting ball is served without FIRE
   */
  public BreakoutGame(long seed, boolean automaticServe) {
    this.automaticServe = automaticServe;
    this.random = new SeededRandom(seed, RANDOM_STREAM);
  }

  @Override
  public List<String> actions() {
    return ACTIONS;
  }

  @Override
  public void reset() {
    lives = LIVES;
    score = 0;
    wall.refill();
    paddleLeft = (Court.LEFT + Court.RIGHT - Court.PADDLE_WIDTH) / 2;
    placeForServe();
  }

  @Override
  public int tick(int action) {
    if (lives == 0) {
      return 0;
    }
    movePaddle(action);
    if (waiting) {
      waited++;
      if (action == FIRE || (automaticServe && waited >= SERVE_DELAY)) {
        serve();
      }
      return 0;
    }
    int before = score;
    moveBall();
    return score - before;
  }

  private void movePaddle(int action) {
    int direction = action == RIGHT ? 1 : action == LEFT ? -1 : 0;
    int target = paddleLeft + direction * PADDLE_SPEED;
    paddleLeft = Math.max(Court.LEFT, Math.min(Court.RIGHT - Court.PADDLE_WIDTH, target));
  }

  private void placeForServe() {
    waiting = true;
    waited = 0;
    touches = 0;
    int span = Court.RIGHT - Court.LEFT - 2 * SERVE_MARGIN - Court.BALL_WIDTH;
    ballX = (Court.LEFT + SERVE_MARGIN + random.nextInt(span + 1)) * ONE;
    ballY = Court.SERVE_TOP * ONE;
  }

  private void serve() {
    waiting = false;
    ballVy = FALL_SPEEDS[0];
    ballVx = slope(SERVE_ZONES[random.nextInt(SERVE_ZONES.length)]);
  }

  /** Sideways speed for the present fall speed. */
  private int slope(int zone) {
    return SLOPES[zone] * Math.abs(ballVy) / ONE;
  }

  /** Moves in parts of at most one pixel, so that the ball never passes through a thing. */
  private void moveBall() {
    int parts = (Math.max(Math.abs(ballVx), Math.abs(ballVy)) >> FRACTION_BITS) + 1;
    for (int part = 1; part <= parts && !waiting; part++) {
      moveSideways(share(ballVx, part, parts));
      moveUpOrDown(share(ballVy, part, parts));
    }
  }

  /** What belongs to one part, such that all parts add up to the whole. */
  private static int share(int whole, int part, int parts) {
    return whole * part / parts - whole * (part - 1) / parts;
  }

  private void moveSideways(int distance) {
    int left = (ballX + distance) >> FRACTION_BITS;
    boolean blocked = left < Court.LEFT || left + Court.BALL_WIDTH > Court.RIGHT;
    if (blocked || breaksBrick(left, ballTop())) {
      ballVx = -ballVx;
    } else {
      ballX += distance;
    }
  }

  private void moveUpOrDown(int distance) {
    int top = (ballY + distance) >> FRACTION_BITS;
    if (top < Court.TOP || breaksBrick(ballLeft(), top)) {
      ballVy = -ballVy;
    } else if (meetsPaddle(top)) {
      bounceOffPaddle();
    } else {
      ballY += distance;
      if (ballTop() >= Court.FLOOR) {
        loseLife();
      }
    }
  }

  private boolean breaksBrick(int left, int top) {
    int brick = wall.touchedBy(left, top);
    if (brick == BrickWall.NONE) {
      return false;
    }
    score += wall.remove(brick);
    return true;
  }

  /** Only the paddle's top catches: a ball that is already beside the paddle is lost. */
  private boolean meetsPaddle(int top) {
    return ballVy > 0
        && ballTop() + Court.BALL_HEIGHT <= Court.PADDLE_TOP
        && top + Court.BALL_HEIGHT > Court.PADDLE_TOP
        && ballLeft() + Court.BALL_WIDTH > paddleLeft
        && ballLeft() < paddleLeft + Court.PADDLE_WIDTH;
  }

  private void bounceOffPaddle() {
    touches++;
    int speed = Math.min(touches / TOUCHES_PER_SPEED, FALL_SPEEDS.length - 1);
    ballVy = -FALL_SPEEDS[speed];
    // A ball hanging over either end by all but one pixel still meets the paddle.
    int reach = Court.PADDLE_WIDTH + Court.BALL_WIDTH;
    int met = ballLeft() + Court.BALL_WIDTH - paddleLeft;
    ballVx = slope(met * SLOPES.length / reach);
    if (wall.isEmpty()) {
      wall.refill();
    }
  }

  private void loseLife() {
    lives--;
    placeForServe();
  }

  @Override
  public int lives() {
    return lives;
  }

  @Override
  public void draw(byte[] screen) {
    art.draw(this, screen);
  }

  @Override
  public Optional<ScriptedPlayer> scriptedPlayer(long seed) {
    return Optional.of(new BreakoutPlayer(this, seed));
  }

  @Override
  public void save(StateWriter out) {
    out.putDouble(automaticServe ? 1 : 0);
    out.putLong(random.state());
    wall.save(out);
    out.putInt(lives);
    out.putInt(score);
    out.putInt(paddleLeft);
    out.putFlag(waiting);
    out.putInt(waited);
    out.putInt(touches);
    out.putInt(ballX);
    out.putInt(ballY);
    out.putInt(ballVx);
    out.putInt(ballVy);
  }

  @Override
  public void load(StateReader in) {
    in.expect("automatic serve (1 or 0)", automaticServe ? 1 : 0);
    random.resume(in.getLong());
    wall.load(in);
    lives = in.getInt("lives", 0, LIVES);
    score = in.getInt("score", 0, Integer.MAX_VALUE);
    paddleLeft = in.getInt("paddle", 0, Court.RIGHT - Court.PADDLE_WIDTH);
    waiting = in.getFlag("waiting");
    waited = in.getInt("frames waited", 0, Integer.MAX_VALUE);
    touches = in.getInt("touches", 0, Integer.MAX_VALUE);
    ballX = in.getInt("ball column", 0, (Court.RIGHT - Court.BALL_WIDTH + 1) * ONE);
    ballY = in.getInt("ball row", 0, (Court.FLOOR + 1) * ONE);
    ballVx = in.getInt("ball speed", -FASTEST, FASTEST);
    ballVy = in.getInt("ball speed", -FASTEST, FASTEST);
  }

  @Override
  public boolean waitsForFire() {
    return waiting && !automaticServe;
  }

  @Override
  public int ballColumn() {
    return ballLeft() + Court.BALL_WIDTH / 2;
  }

  @Override
  public boolean ballFalls() {
    return waiting || ballVy > 0;
  }

  @Override
  public int paddleColumn() {
    return paddleLeft + Court.PADDLE_WIDTH / 2;
  }

  @Override
  public int paddleWidth() {
    return Court.PADDLE_WIDTH;
  }

  int score() {
    return score;
  }

  BrickWall wall() {
    return wall;
  }

  int paddleLeft() {
    return paddleLeft;
  }

  int ballLeft() {
    return ballX >> FRACTION_BITS;
  }

  int ballTop() {
    return ballY >> FRACTION_BITS;
  }

  int ballVx() {
    return ballVx;
  }

  int ballVy() {
    return ballVy;
  }

  boolean waiting() {
    return waiting;
  }

  /** Puts a moving ball anywhere, for tests: pixels, and 1/256 pixel per frame. */
  void launch(int left, int top, int vx, int vy) {
    waiting = false;
    ballX = left * ONE;
    ballY = top * ONE;
    ballVx = vx;
    ballVy = vy;
  }
}
