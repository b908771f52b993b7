package saccade.environments.breakout;

/** Where things are on the 210x160 screen, in pixels; rules and art both read it. */
final class Court {
  /** First column inside the side walls, and the first one of the right wall. */
  static final int LEFT = 8;

  static final int RIGHT = 152;

  /** First rows of the ceiling and below it; a ball at or below the floor is lost. */
  static final int CEILING = 28;

  static final int TOP = 36;
  static final int FLOOR = 210;

  /** Bricks, mortar included. */
  static final int BRICKS_TOP = 60;

  static final int BRICK_ROWS = 6;
  static final int BRICK_COLUMNS = 12;
  static final int BRICK_HEIGHT = 7;
  static final int BRICK_WIDTH = 12;

  static final int PADDLE_TOP = 190;
  static final int PADDLE_HEIGHT = 5;
  static final int PADDLE_WIDTH = 24;

  static final int BALL_HEIGHT = 8;
  static final int BALL_WIDTH = 5;

  /** Row of the waiting ball, below the bricks. */
  static final int SERVE_TOP = 112;

  private Court() {}
}
