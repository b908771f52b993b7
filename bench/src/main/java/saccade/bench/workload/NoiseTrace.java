package saccade.bench.workload;

import saccade.environments.emulation.SeededRandom;

/**
 * Fresh random frames: seven bits of every pixel are drawn, the lowest says whether the step is
 * even, so that no pixel keeps its value.
 *
 * @param steps number of frames
 * @param seed of the bits
 */
record NoiseTrace(int steps, long seed) implements StepTrace {
  private static final long HIGH_BITS = 0xFEFE_FEFE_FEFE_FEFEL;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;

  @Override
  public boolean episodeStart(int step) {
    return step == 0;
  }

  @Override
  public void frame(int step, byte[] target) {
    SeededRandom random = new SeededRandom(seed, step);
    long parity = step % 2 == 0 ? 0 : LOW_BITS;
    for (int i = 0; i < target.length; i += Long.BYTES) {
      long eight = (random.nextLong() & HIGH_BITS) | parity;
      for (int k = 0; k < Math.min(Long.BYTES, target.length - i); k++) {
        target[i + k] = (byte) (eight >>> (Byte.SIZE * k));
      }
    }
  }
}
