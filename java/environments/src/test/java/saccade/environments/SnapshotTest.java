package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.emulation.EmulationOptions;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.minatar.MinAtarOptions;

/** Snapshots of every environment: going on from one, and what is refused. */
class SnapshotTest {
  private static final int CUTS = 40;

  static List<String> names() {
    return Environments.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void goingOnFromASnapshotIsAsIfNothingHadHappened(String name) {
    Environment original = Environments.create(name, 3);
    play(original, 1, 700);
    byte[] snapshot = original.snapshot();
    Environment other = Environments.create(name, 99);
    play(other, 5, 123);
    other.restore(snapshot);
    assertArrayEquals(snapshot, other.snapshot());
    assertSameNow(original, other);
    assertEquals(play(original, 2, 3_000), play(other, 2, 3_000));
    assertArrayEquals(original.snapshot(), other.snapshot());
    assertSameNow(original, other);
  }

  @ParameterizedTest
  @MethodSource("names")
  void anEndedEpisodeStaysEnded(String name) {
    Environment original = Environments.create(name, 4);
    original.reset();
    SeededRandom random = new SeededRandom(4, 0);
    while (!original.done()) {
      original.step(random.nextInt(original.actions().size()));
    }
    Environment other = Environments.create(name, 5);
    other.restore(original.snapshot());
    assertSameNow(original, other);
    assertThrows(IllegalStateException.class, () -> other.step(0));
    assertEquals(play(original, 2, 500), play(other, 2, 500));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSnapshotBeforeTheFirstResetIsBeforeTheFirstReset(String name) {
    Environment original = Environments.create(name, 3);
    Environment other = Environments.create(name, 4);
    play(other, 1, 50);
    other.restore(original.snapshot());
    assertTrue(other.done());
    assertThrows(IllegalStateException.class, () -> other.step(0));
    assertThrows(IllegalStateException.class, () -> other.frame(new byte[other.frameLength()]));
    assertEquals(play(original, 2, 500), play(other, 2, 500));
  }

  @ParameterizedTest
  @MethodSource("names")
  void cutOffBytesAreRefused(String name) {
    Environment environment = Environments.create(name, 3);
    play(environment, 1, 300);
    byte[] good = environment.snapshot();
    for (int i = 0; i < CUTS; i++) {
      byte[] cut = Arrays.copyOf(good, (int) ((long) good.length * i / CUTS));
      assertRefused(environment, cut);
    }
    assertRefused(environment, Arrays.copyOf(good, good.length - 1));
    assertRefused(environment, Arrays.copyOf(good, good.length + 1));
  }

  @ParameterizedTest
  @MethodSource("names")
  void damagedBytesAreRefused(String name) {
    Environment environment = Environments.create(name, 3);
    play(environment, 1, 300);
    byte[] good = environment.snapshot();
    int stride = Math.max(1, good.length / 500);
    for (int i = 0; i < good.length; i += stride) {
      byte[] damaged = good.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      assertRefused(environment, damaged);
    }
  }

  /** Whoever computes the checksum anew meets the ranges; what passes them must not break play. */
  @ParameterizedTest
  @MethodSource("names")
  void forgedValuesAreRefusedOrPlayable(String name) {
    Environment environment = Environments.create(name, 3);
    play(environment, 1, 300);
    byte[] good = environment.snapshot();
    SeededRandom random = new SeededRandom(6, 0);
    int refused = 0;
    int trials = environment instanceof EmulatedEnvironment ? 150 : 2_000;
    for (int i = 0; i < trials; i++) {
      byte[] forged = good.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        forged[random.nextInt(forged.length - 8)] = (byte) random.nextInt(256);
      }
      environment.restore(good);
      try {
        environment.restore(withSum(forged));
        play(environment, i, 60);
      } catch (IllegalArgumentException e) {
        assertArrayEquals(good, environment.snapshot(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 0, "no forgery was refused");
  }

  @Test
  void anotherGameIsRefusedByName() {
    Environment breakout = Environments.create("minatar:breakout", 1);
    byte[] foreign = Environments.create("minatar:asterix", 1).snapshot();
    String message =
        assertThrows(IllegalArgumentException.class, () -> breakout.restore(foreign)).getMessage();
    assertEquals(
        "snapshot is of 'minatar:asterix' and this is 'minatar:breakout'; restore it into one of its"
            + " own name",
        message);
  }

  @Test
  void otherOptionsAreRefused() {
    Environment plain = Environments.create("minatar:breakout", 1);
    for (MinAtarOptions options :
        List.of(
            new MinAtarOptions(0, true, false),
            new MinAtarOptions(0.1, false, false),
            new MinAtarOptions(0.1, true, true))) {
      assertRefused(plain, Environments.minAtar("breakout", 1, options).snapshot());
    }
    Environment pixels = Environments.create("breakout", 1);
    for (BreakoutOptions options :
        List.of(
            new BreakoutOptions(false, 30, 0),
            new BreakoutOptions(true, 29, 0),
            new BreakoutOptions(true, 30, 0.25))) {
      assertRefused(pixels, Environments.breakout(1, options).snapshot());
    }
    for (EmulationOptions options :
        List.of(new EmulationOptions(29, 0), new EmulationOptions(30, 0.25))) {
      assertRefused(
          Environments.create("invaders", 1), Environments.invaders(1, options).snapshot());
      assertRefused(Environments.create("scroll", 1), Environments.scroll(1, options).snapshot());
    }
  }

  @Test
  void otherVersionsAndStrangeBytesAreRefused() {
    Environment environment = Environments.create("minatar:freeway", 1);
    byte[] newer = environment.snapshot();
    newer[7]++;
    String message =
        assertThrows(IllegalArgumentException.class, () -> environment.restore(withSum(newer)))
            .getMessage();
    assertTrue(message.startsWith("snapshot has version 2 and it must be from 1 to 1"), message);
    assertRefused(environment, new byte[0]);
    assertRefused(environment, new byte[1_000]);
    assertRefused(
        environment, "SACE but no snapshot at all, only text".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] withSum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length - Long.BYTES);
    ByteBuffer.wrap(bytes).putLong(bytes.length - Long.BYTES, sum.getValue());
    return bytes;
  }

  private static void assertRefused(Environment environment, byte[] bytes) {
    byte[] before = environment.snapshot();
    String message =
        assertThrows(IllegalArgumentException.class, () -> environment.restore(bytes)).getMessage();
    assertFalse(message.isBlank());
    assertArrayEquals(before, environment.snapshot(), "a refused snapshot changed something");
  }

  private static void assertSameNow(Environment one, Environment two) {
    byte[] first = new byte[one.frameLength()];
    byte[] second = new byte[two.frameLength()];
    one.frame(first);
    two.frame(second);
    assertArrayEquals(first, second);
    assertEquals(one.reward(), two.reward());
    assertEquals(one.done(), two.done());
    assertEquals(one.truncated(), two.truncated());
    assertEquals(one.score(), two.score());
    assertEquals(one.lives(), two.lives());
    assertEquals(one.emulatedFrames(), two.emulatedFrames());
  }

  /** CRC-32 of frames, rewards and ends under random actions, over ends and resets. */
  static long play(Environment environment, long seed, int steps) {
    SeededRandom random = new SeededRandom(seed, 0);
    CRC32 sum = new CRC32();
    byte[] frame = new byte[environment.frameLength()];
    for (int i = 0; i < steps; i++) {
      if (environment.done()) {
        environment.reset();
      }
      environment.step(random.nextInt(environment.actions().size()));
      environment.frame(frame);
      sum.update(frame);
      sum.update(Float.floatToIntBits(environment.reward()));
      sum.update(environment.done() ? 1 : 0);
    }
    return sum.getValue();
  }
}
