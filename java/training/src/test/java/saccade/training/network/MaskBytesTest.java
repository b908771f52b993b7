package saccade.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.LayerShape.FullyConnected;

class MaskBytesTest {
  /** 27 and 12 weights: neither fills its last byte. */
  private static final Architecture SMALL =
      new Architecture(
          "small",
          new ImageStack(1, 3, 3),
          1,
          List.of(new Convolution("conv", 3, 3, 1), new FullyConnected("dense", 4)));

  private static final int LAYER_0 = 8;
  private static final int LAYER_1 = LAYER_0 + 4 + 4;

  private static Mask random(Architecture architecture, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int layers = architecture.layers().size();
    int[] sizes = new int[layers];
    BitSet[] kept = new BitSet[layers];
    for (int i = 0; i < layers; i++) {
      sizes[i] = architecture.weights(i);
      kept[i] = new BitSet();
      double density = random.nextDouble();
      for (int k = 0; k < sizes[i]; k++) {
        kept[i].set(k, random.nextDouble() < density);
      }
    }
    return new Mask(sizes, List.of(kept));
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(IllegalArgumentException.class, () -> Mask.of(SMALL, bytes)).getMessage();
  }

  @Test
  void readsWhatItWrote() {
    for (long seed = 0; seed < 100; seed++) {
      Architecture architecture = seed % 2 == 0 ? SMALL : Architecture.minatar(4, 6);
      Mask mask = random(architecture, seed);
      Mask read = Mask.of(architecture, mask.toBytes());
      assertEquals(mask, read, "seed " + seed);
      assertArrayEquals(mask.toBytes(), read.toBytes());
    }
  }

  @Test
  void emptyAndFullMasksKeepTheirLength() {
    Mask empty = new Mask(new int[] {27, 12}, List.of(new BitSet(), new BitSet()));
    assertEquals(Mask.full(SMALL).toBytes().length, empty.toBytes().length);
    assertEquals(LAYER_1 + 4 + 2, empty.toBytes().length);
    assertEquals(empty, Mask.of(SMALL, empty.toBytes()));
    assertTrue(Mask.of(SMALL, Mask.full(SMALL).toBytes()).isFull());
  }

  @Test
  void theFormIsFixed() {
    BitSet first = new BitSet();
    first.set(0);
    first.set(9);
    Mask mask = new Mask(new int[] {27, 12}, List.of(first, new BitSet()));
    assertArrayEquals(
        new byte[] {'S', 'M', 'S', 'K', 0, 0, 0, 2, 0, 0, 0, 27, 1, 2, 0, 0, 0, 0, 0, 12, 0, 0},
        mask.toBytes());
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes = Mask.full(SMALL).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      assertFalse(refusal(Arrays.copyOf(bytes, length)).isEmpty(), "length " + length);
    }
    assertTrue(refusal(Arrays.copyOf(bytes, bytes.length - 1)).contains("ends 1 bytes early"));
    assertTrue(refusal(Arrays.copyOf(bytes, bytes.length + 1)).contains("1 bytes follow"));
  }

  @Test
  void refusesWrongMarkAndLengths() {
    byte[] bytes = Mask.full(SMALL).toBytes();
    byte[] mark = bytes.clone();
    mark[0] = 'X';
    assertTrue(refusal(mark).contains("do not begin as a mask"));
    for (int hostile : new int[] {-1, 0, 1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] layers = bytes.clone();
      ByteBuffer.wrap(layers).putInt(4, hostile);
      assertTrue(refusal(layers).contains("has " + hostile + " layers"));
      byte[] size = bytes.clone();
      ByteBuffer.wrap(size).putInt(LAYER_0, hostile);
      assertTrue(refusal(size).contains("layer conv has " + hostile + " weights"));
    }
  }

  @Test
  void refusesBitsBeyondTheSize() {
    byte[] bytes = Mask.full(SMALL).toBytes();
    bytes[LAYER_1 - 1] |= (byte) (1 << 3);
    assertTrue(refusal(bytes).contains("layer conv keeps weight 27 of 27"));
    byte[] last = Mask.full(SMALL).toBytes();
    last[last.length - 1] |= (byte) 0x80;
    assertTrue(refusal(last).contains("layer dense keeps weight 15 of 12"));
  }

  @Test
  void refusesAMaskOfAnotherArchitecture() {
    byte[] bytes = Mask.full(Architecture.minatar(4, 6)).toBytes();
    assertTrue(refusal(bytes).contains("3 layers"));
    Architecture other = Architecture.minatar(4, 3);
    assertThrows(IllegalArgumentException.class, () -> Mask.of(other, bytes));
  }

  @Test
  void randomDamageIsRefusedOrAMask() {
    SplittableRandom random = new SplittableRandom(7);
    byte[] good = random(SMALL, 1).toBytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 3));
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertArrayEquals(bytes, Mask.of(SMALL, bytes).toBytes());
      } catch (IllegalArgumentException refused) {
        assertFalse(refused.getMessage().isEmpty());
      }
    }
  }

  @Test
  void sizesCountInComparisons() {
    Mask small = new Mask(new int[] {3}, List.of(new BitSet()));
    Mask large = new Mask(new int[] {4}, List.of(new BitSet()));
    assertNotEquals(small, large);
    assertFalse(small.isWithin(large));
    assertThrows(IllegalArgumentException.class, () -> small.requireFit(SMALL));
  }

  @Test
  void withinMeansNoSurvivorOfItsOwn() {
    Mask mask = random(SMALL, 3);
    assertTrue(mask.isWithin(Mask.full(SMALL)));
    assertTrue(mask.isWithin(mask));
    assertFalse(Mask.full(SMALL).isWithin(mask));
  }
}
