package saccade.vector;

import java.util.Arrays;

/**
 * The threshold of a layer as the kernels compare it: |d| is sent if it reaches the number. T = 0
 * becomes the smallest number above 0, because a change of 0 is never sent (contract, law 2).
 * Channels of padding never send.
 */
final class Gate {
  final float[] least;

  Gate(float threshold, int channels, int stride) {
    least = new float[stride];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(least, 0, channels, Math.max(threshold, Float.MIN_VALUE));
  }
}
