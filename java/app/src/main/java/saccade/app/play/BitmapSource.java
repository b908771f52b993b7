package saccade.app.play;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Frames of zeros and ones in which, in every step, a few elements that are drawn at random flip:
 * what shows channels apart, which no picture that is copied into all of them would. Episodes of
 * equal length, without end; it begins with few ones.
 */
final class BitmapSource implements FrameSource {
  /** Its name in reports. */
  static final String NAME = "random-bitmaps";

  private static final int EPISODE = 500;
  private static final int SHARE = 50;

  private final SplittableRandom random;
  private final byte[] bits;
  private long step = -1;

  /** Starts with frames of {@code size} elements. */
  BitmapSource(int size, long seed) {
    bits = new byte[size];
    random = new SplittableRandom(seed);
  }

  @Override
  public boolean advance() {
    step++;
    if (episodeStart()) {
      Arrays.fill(bits, (byte) 0);
    }
    int flips = random.nextInt(2 + bits.length / SHARE);
    for (int n = 0; n < flips; n++) {
      bits[random.nextInt(bits.length)] ^= 1;
    }
    return true;
  }

  @Override
  public boolean episodeStart() {
    return step % EPISODE == 0;
  }

  @Override
  public boolean ended() {
    return (step + 1) % EPISODE == 0;
  }

  @Override
  public void frame(byte[] target) {
    System.arraycopy(bits, 0, target, 0, target.length);
  }

  @Override
  public OptionalDouble score() {
    return OptionalDouble.empty();
  }

  @Override
  public String actor() {
    return Actor.RANDOM.key();
  }

  @Override
  public String environment() {
    return NAME;
  }
}
