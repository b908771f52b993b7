package saccade.environments.emulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AreaAverageTest {
  private static final int IN = 210 * 160;
  private static final int OUT = 84 * 84;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 200, 254, 255})
  void constantImageStaysConstant(int gray) {
    byte[] in = new byte[IN];
    Arrays.fill(in, (byte) gray);
    byte[] expected = new byte[OUT];
    Arrays.fill(expected, (byte) gray);
    assertArrayEquals(expected, atari(in));
  }

  /** Top left output pixel: rows 0 and 1 whole, row 2 half; column 0 whole, 19/21 of column 1. */
  @Test
  void topLeftCornerByHand() {
    byte[] in = new byte[IN];
    in[0] = 100;
    in[1] = 50;
    in[2 * 160] = (byte) 200;
    in[2 * 160 + 1] = 40;
    // (2*21*100 + 2*19*50 + 1*21*200 + 1*19*40) / 200 = 11060 / 200 = 55.3
    assertEquals(55, atari(in)[0] & 0xff);
    // The other halves: (1*21*0 + ...) row 2 gives (21*200 + 19*40) / 200 = 24.8 one row down.
    assertEquals(25, atari(in)[84] & 0xff);
    // Column 1 gives 2/21 of itself to the right: (2*2*50 + 1*2*40) / 200 = 1.4.
    assertEquals(1, atari(in)[1] & 0xff);
  }

  @Test
  void bottomRightCornerByHand() {
    byte[] in = new byte[IN];
    in[IN - 1] = (byte) 250;
    in[IN - 2] = 10;
    in[IN - 1 - 2 * 160] = 30;
    // (2*21*250 + 2*19*10 + 1*21*30) / 200 = 11510 / 200 = 57.55
    assertEquals(58, atari(in)[OUT - 1] & 0xff);
  }

  @Test
  void halfRoundsUp() {
    // 2x2 to 1x1: sums 1, 2, 3 of four pixels are 0.25, 0.5, 0.75.
    AreaAverage average = new AreaAverage(2, 2, 1, 1);
    byte[] out = new byte[1];
    int[] rounded = new int[4];
    for (int sum = 0; sum < 4; sum++) {
      average.apply(new byte[] {(byte) sum, 0, 0, 0}, out);
      rounded[sum] = out[0];
    }
    assertArrayEquals(new int[] {0, 0, 1, 1}, rounded);
  }

  @Test
  void meanIsPreserved() {
    byte[] in = noise(IN, 5);
    assertEquals(mean(in), mean(atari(in)), 0.02);
  }

  /** Every output against the definition, in double: the sum of overlaps times gray. */
  @ParameterizedTest
  @CsvSource({"210,160,84,84", "7,5,3,2", "9,9,9,9", "10,6,5,3", "13,1,4,1", "84,84,10,10"})
  void equalsTheDefinition(int inHeight, int inWidth, int outHeight, int outWidth) {
    byte[] in = noise(inHeight * inWidth, 11);
    byte[] out = new byte[outHeight * outWidth];
    new AreaAverage(inHeight, inWidth, outHeight, outWidth).apply(in, out);
    for (int row = 0; row < outHeight; row++) {
      for (int column = 0; column < outWidth; column++) {
        double exact = 0;
        for (int y = 0; y < inHeight; y++) {
          for (int x = 0; x < inWidth; x++) {
            double share =
                overlap(row, y, inHeight, outHeight) * overlap(column, x, inWidth, outWidth);
            exact += share * (in[y * inWidth + x] & 0xff);
          }
        }
        assertEquals(exact, out[row * outWidth + column] & 0xff, 0.5 + 1e-9, row + "," + column);
      }
    }
  }

  /** Share of an output pixel that an input pixel covers, in one dimension. */
  private static double overlap(int o, int i, int in, int out) {
    double scale = (double) in / out;
    return Math.max(0, Math.min((o + 1) * scale, i + 1) - Math.max(o * scale, i)) / scale;
  }

  @Test
  void wrongSizesAreRefusedInOneSentence() {
    AreaAverage average = new AreaAverage(210, 160, 84, 84);
    assertRefused("input image has 3 bytes", () -> average.apply(new byte[3], new byte[OUT]));
    assertRefused("output image has 3 bytes", () -> average.apply(new byte[IN], new byte[3]));
    assertRefused("output height is 3", () -> new AreaAverage(2, 2, 3, 2));
    assertRefused("output width is 0", () -> new AreaAverage(2, 2, 2, 0));
    assertRefused("over the limit", () -> new AreaAverage(2003, 2003, 1999, 1999));
  }

  private static void assertRefused(String part, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  private static byte[] atari(byte[] in) {
    byte[] out = new byte[OUT];
    new AreaAverage(210, 160, 84, 84).apply(in, out);
    return out;
  }

  private static byte[] noise(int length, long seed) {
    SeededRandom random = new SeededRandom(seed, 0);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static double mean(byte[] image) {
    double sum = 0;
    for (byte gray : image) {
      sum += gray & 0xff;
    }
    return sum / image.length;
  }
}
