package saccade.vector;

import java.util.List;

/** What dense convolutions of one session need while they run; shared by its layers. */
final class DenseScratch {
  /** Planes of {@link FloatConv}. */
  final float[] floats;

  /** Planes of {@link ShortConv}, two bytes to a value. */
  final byte[] words;

  /** Values of one position on their way into {@link #words}, two ints to a channel. */
  final int[] packed;

  /** A tile of positions of all output channels. */
  final float[] rows;

  /** Sums of a tile over weights of one sign. */
  final int[] negative;

  final int[] positive;

  DenseScratch(List<PackedLayer> layers) {
    int mostFloats = 0;
    int mostShorts = 0;
    int mostRows = 0;
    for (PackedLayer p : layers) {
      if (p.direct != null) {
        mostFloats = Math.max(mostFloats, p.direct.floats());
        mostShorts = Math.max(mostShorts, p.direct.shorts());
        mostRows = Math.max(mostRows, p.direct.rows());
      }
    }
    floats = new float[mostFloats];
    words = new byte[Short.BYTES * mostShorts];
    packed = new int[mostShorts == 0 ? 0 : 2 * widest(layers)];
    rows = new float[mostRows];
    negative = new int[mostShorts == 0 ? 0 : ShortPairs.SUMS];
    positive = new int[negative.length];
  }

  long bytes() {
    return (floats.length + (long) rows.length) * Float.BYTES
        + words.length
        + (packed.length + negative.length + (long) positive.length) * Integer.BYTES;
  }

  private static int widest(List<PackedLayer> layers) {
    return layers.stream().mapToInt(p -> p.stride).max().orElse(0);
  }
}
