package saccade.verify.generator;

import java.util.SplittableRandom;

/**
 * Random choices of one aspect of a case. Every aspect, and every layer, row and call within it,
 * has a stream of its own, so that a change in one leaves the others as they are.
 */
final class Draw {
  /** What is drawn from a stream of its own. */
  enum Aspect {
    INPUT,
    NORMALISER,
    LAYERS,
    LAYER,
    WEIGHTS,
    OPTIONS,
    THRESHOLDS,
    CALIBRATION,
    TRACE,
    CALL,
    BATCH,
    LAWS
  }

  private final SplittableRandom random;

  private Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The stream of an aspect, and of one part of it. */
  static Draw of(CaseId id, Aspect aspect, int part) {
    return new Draw(mix(mix(id.seed() ^ mix(aspect.name().hashCode())) ^ mix(part + 0x1000L)));
  }

  /** Spreads neighbouring numbers, so that neighbouring seeds share no stream. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** 0..bound - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** from..to, both included. */
  int within(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  double real(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** True in one of {@code n} cases. */
  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Index of a weight, drawn in proportion. */
  int weighted(int... weights) {
    int sum = 0;
    for (int w : weights) {
      sum += w;
    }
    int at = random.nextInt(sum);
    int i = 0;
    while (at >= weights[i]) {
      at -= weights[i++];
    }
    return i;
  }

  /** A power of ten with an exponent within the bounds, times 1..10. */
  double magnitude(int from, int to) {
    return Math.pow(10, within(from, to - 1)) * real(1, 10);
  }

  long seed() {
    return random.nextLong();
  }
}
