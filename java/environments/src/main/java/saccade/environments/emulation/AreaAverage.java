package saccade.environments.emulation;

import java.util.Arrays;

/**
 * Shrinks a gray image by exact area average, in integers: each output pixel is the mean of the
 * input area under it, rounded half up.
 *
 * <p>With in/out = p/q in lowest terms an output pixel is p units of 1/q input pixel long, so all
 * weights are whole numbers. From 210x160 to 84x84: 5 half rows times 40 columns of 1/21, 200 units
 * per output pixel. Not for use by two threads at once.
 */
public final class AreaAverage {
  // With at most 2^20 units the reciprocal below is exact and no product leaves 56 bits.
  private static final int MAX_UNITS = 1 << 20;
  private static final int SHIFT = 48;

  private final int inHeight;
  private final int inWidth;
  private final int outHeight;
  private final int outWidth;
  private final Taps rows;
  private final Taps columns;
  private final int half;
  private final long reciprocal;
  private final int[] line;

  /** Which inputs an output covers: weights[o * width + k] belongs to input first[o] + k. */
  private record Taps(int units, int width, int[] first, int[] weights) {
    static Taps of(int in, int out) {
      int divisor = gcd(in, out);
      int units = in / divisor;
      int perInput = out / divisor;
      int width = Math.min(in, (units - 1) / perInput + 2);
      int[] first = new int[out];
      int[] weights = new int[out * width];
      for (int o = 0; o < out; o++) {
        long from = (long) o * units;
        // Outputs at the end start earlier, with leading zero weights, to stay inside the input.
        first[o] = (int) Math.min(from / perInput, in - width);
        for (int k = 0; k < width; k++) {
          long left = (long) (first[o] + k) * perInput;
          long overlap = Math.min(from + units, left + perInput) - Math.max(from, left);
          weights[o * width + k] = (int) Math.max(0, overlap);
        }
      }
      return new Taps(units, width, first, weights);
    }

    private static int gcd(int a, int b) {
      return b == 0 ? a : gcd(b, a % b);
    }
  }

  /**
   * Plans the weights; sizes in pixels.
   *
   * @throws IllegalArgumentException if a size is not positive, the output is larger than the
   *     input, or an output pixel has more than 2^20 units
   */
  public AreaAverage(int inHeight, int inWidth, int outHeight, int outWidth) {
    checkSizes("height", inHeight, outHeight);
    checkSizes("width", inWidth, outWidth);
    this.inHeight = inHeight;
    this.inWidth = inWidth;
    this.outHeight = outHeight;
    this.outWidth = outWidth;
    rows = Taps.of(inHeight, outHeight);
    columns = Taps.of(inWidth, outWidth);
    long units = (long) rows.units * columns.units;
    if (units > MAX_UNITS) {
      throw new IllegalArgumentException(
          "an output pixel has %d units, over the limit of %d; choose sizes with a larger divisor"
              .formatted(units, MAX_UNITS));
    }
    half = (int) (units / 2);
    // ceil(2^48 / units): sum * reciprocal >> 48 equals sum / units for every sum up to 256 *
    // units.
    reciprocal = ((1L << SHIFT) + units - 1) / units;
    line = new int[inWidth];
  }

  /**
   * Shrinks one image.
   *
   * @param in inHeight * inWidth gray bytes, row by row
   * @param out receives outHeight * outWidth gray bytes
   * @throws IllegalArgumentException if an array has another length
   */
  public void apply(byte[] in, byte[] out) {
    checkLength("input image", in.length, inHeight * inWidth);
    checkLength("output image", out.length, outHeight * outWidth);
    for (int row = 0; row < outHeight; row++) {
      Arrays.fill(line, 0);
      for (int k = 0; k < rows.width; k++) {
        int weight = rows.weights[row * rows.width + k];
        if (weight != 0) {
          addRow(in, (rows.first[row] + k) * inWidth, weight);
        }
      }
      shrinkLine(out, row * outWidth);
    }
  }

  private void addRow(byte[] in, int start, int weight) {
    int[] sums = line;
    for (int column = 0; column < sums.length; column++) {
      sums[column] += (in[start + column] & 0xff) * weight;
    }
  }

  private void shrinkLine(byte[] out, int start) {
    int[] sums = line;
    int[] first = columns.first;
    int[] weights = columns.weights;
    int width = columns.width;
    int tap = 0;
    for (int column = 0; column < first.length; column++) {
      int sum = half;
      int at = first[column];
      for (int k = 0; k < width; k++) {
        sum += sums[at + k] * weights[tap++];
      }
      out[start + column] = (byte) ((sum * reciprocal) >>> SHIFT);
    }
  }

  private static void checkSizes(String what, int in, int out) {
    if (out < 1 || in < out) {
      throw new IllegalArgumentException(
          "output %s is %d and must be from 1 to the input's %d".formatted(what, out, in));
    }
  }

  private static void checkLength(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "%s has %d bytes and must have %d".formatted(what, length, expected));
    }
  }
}
