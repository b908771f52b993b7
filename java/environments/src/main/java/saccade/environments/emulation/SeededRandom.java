package saccade.environments.emulation;

/**
 * SplitMix64: eight bytes of state, the same numbers on every machine and in every version of the
 * JDK. Streams of one seed are told apart by number, so that one more draw in one place does not
 * shift the numbers of another.
 */
public final class SeededRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Opens a stream.
   *
   * @param seed any value
   * @param stream number of the stream under this seed
   */
  public SeededRandom(long seed, int stream) {
    // Mixed twice: neighbouring seeds and streams must not give shifted copies of one sequence.
    state = mix(mix(seed) + GOLDEN * (stream + 1L));
  }

  /** All there is to know of the stream; {@link #resume} goes on from it. */
  public long state() {
    return state;
  }

  /** Goes on from where a stream had this {@link #state}; any value is one. */
  public void resume(long savedState) {
    state = savedState;
  }

  /** Uniform over all 64-bit values. */
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /**
   * Uniform over 0 (inclusive) to bound (exclusive), up to a bias below bound / 2^32.
   *
   * @throws IllegalArgumentException if bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound is " + bound + " and must be positive");
    }
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform over [0, 1), in steps of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
