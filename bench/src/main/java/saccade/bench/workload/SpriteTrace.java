package saccade.bench.workload;

import saccade.environments.emulation.SeededRandom;

/**
 * Frames with squares that move over them, each in a straight line until an edge throws it back;
 * the brighter of square and frame shows. Directions are spread evenly, so that every seed changes
 * about as many pixels.
 */
final class SpriteTrace implements StepTrace {
  private static final int RANDOM_STREAM = 12;

  private final StepTrace behind;
  private final int width;
  private final Sprites sprites;
  private final double[] column;
  private final double[] row;
  private final double[] right;
  private final double[] down;

  /**
   * What moves.
   *
   * @param count number of squares, at least 1
   * @param side pixels, less than half of the frame's
   * @param gray gray level, 1..255
   * @param speed pixels per step
   */
  record Sprites(int count, int side, int gray, double speed) {}

  /**
   * Puts squares at seeded places.
   *
   * @param width columns and rows of a frame
   */
  SpriteTrace(StepTrace behind, int width, Sprites sprites, long seed) {
    this.behind = behind;
    this.width = width;
    this.sprites = sprites;
    column = new double[sprites.count];
    row = new double[sprites.count];
    right = new double[sprites.count];
    down = new double[sprites.count];
    SeededRandom random = new SeededRandom(seed, RANDOM_STREAM);
    double turn = random.nextDouble();
    for (int i = 0; i < sprites.count; i++) {
      double angle = 2 * StrictMath.PI * (turn + i) / sprites.count;
      right[i] = sprites.speed * StrictMath.cos(angle);
      down[i] = sprites.speed * StrictMath.sin(angle);
      column[i] = random.nextDouble() * width;
      row[i] = random.nextDouble() * width;
    }
  }

  @Override
  public int steps() {
    return behind.steps();
  }

  @Override
  public boolean episodeStart(int step) {
    return behind.episodeStart(step);
  }

  @Override
  public void frame(int step, byte[] target) {
    behind.frame(step, target);
    for (int i = 0; i < sprites.count; i++) {
      int x = place(column[i] + right[i] * step);
      int y = place(row[i] + down[i] * step);
      draw(target, y * width + x);
    }
  }

  /** Folds a straight line into the frame. */
  private int place(double along) {
    int span = width - sprites.side;
    double there = along % (2.0 * span);
    double positive = there < 0 ? there + 2.0 * span : there;
    return (int) Math.min(positive, 2.0 * span - positive);
  }

  private void draw(byte[] target, int corner) {
    for (int y = 0; y < sprites.side; y++) {
      for (int x = 0; x < sprites.side; x++) {
        int pixel = corner + y * width + x;
        target[pixel] = (byte) Math.max(target[pixel] & 0xff, sprites.gray);
      }
    }
  }
}
