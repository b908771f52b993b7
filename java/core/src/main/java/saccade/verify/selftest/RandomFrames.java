package saccade.verify.selftest;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import saccade.engine.FrameSequence;

/**
 * Seeded frames in which a few pixels change per step, by small and large amounts, with pauses; an
 * episode starts every 25 steps.
 */
public final class RandomFrames implements FrameSequence {
  private static final int EPISODE = 25;

  private final byte[][] frames;

  /**
   * Draws all frames.
   *
   * @param pixels size of a frame
   * @param brightest largest gray level, 1..255
   */
  public RandomFrames(int steps, int pixels, int brightest, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    frames = new byte[steps][];
    byte[] now = new byte[pixels];
    for (int step = 0; step < steps; step++) {
      int changes = random.nextInt(4) == 0 ? 0 : random.nextInt(2 + pixels / 4);
      for (int i = 0; i < changes; i++) {
        int pixel = random.nextInt(pixels);
        int small = (now[pixel] & 0xff) + random.nextInt(7) - 3;
        int gray = random.nextBoolean() ? small : random.nextInt(brightest + 1);
        now[pixel] = (byte) Math.min(brightest, Math.max(0, gray));
      }
      frames[step] = now.clone();
    }
  }

  @Override
  public int steps() {
    return frames.length;
  }

  @Override
  public boolean episodeStart(int step) {
    return step % EPISODE == 0;
  }

  @Override
  public void frame(int step, byte[] target) {
    System.arraycopy(frames[step], 0, target, 0, target.length);
  }
}
