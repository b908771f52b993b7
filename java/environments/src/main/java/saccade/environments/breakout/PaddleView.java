package saccade.environments.breakout;

/** What a scripted player may see of a game of ball and paddle; positions in screen columns. */
public interface PaddleView {
  /** Whether the ball waits to be served by FIRE. */
  boolean waitsForFire();

  /** Column of the ball's centre. */
  int ballColumn();

  /** Whether the ball comes towards the paddle. */
  boolean ballFalls();

  /** Column of the paddle's centre. */
  int paddleColumn();

  /** Columns that the paddle spans. */
  int paddleWidth();
}
