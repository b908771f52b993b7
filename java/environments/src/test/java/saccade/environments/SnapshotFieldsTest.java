package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.emulation.SeededRandom;

/**
 * No field of a snapshot is dropped: whatever value is accepted is given back. Each byte of the
 * state is changed in turn, with the seal made good again.
 */
class SnapshotFieldsTest {
  private static final int STEPS = 400;

  static List<String> names() {
    return Environments.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsAcceptedIsGivenBack(String name) {
    Environment played = Environments.create(name, 3);
    SeededRandom random = new SeededRandom(1, 0);
    for (int i = 0; i < STEPS || played.done(); i++) {
      if (played.done()) {
        played.reset();
      } else {
        played.step(random.nextInt(played.actions().size()));
      }
    }
    byte[] good = played.snapshot();
    Environment other = Environments.create(name, 8);
    int from = 16 + name.getBytes(StandardCharsets.UTF_8).length;
    int accepted = 0;
    for (int at = from; at < good.length - Long.BYTES; at++) {
      for (int flip : new int[] {1, 2, 4}) {
        byte[] changed = good.clone();
        changed[at] ^= (byte) flip;
        seal(changed);
        if (accepts(other, changed)) {
          accepted++;
          assertArrayEquals(changed, other.snapshot(), "byte " + at);
        }
      }
    }
    assertTrue(accepted > 40, name + ": " + accepted);
  }

  private static boolean accepts(Environment environment, byte[] snapshot) {
    try {
      environment.restore(snapshot);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void seal(byte[] snapshot) {
    CRC32 sum = new CRC32();
    sum.update(Arrays.copyOf(snapshot, snapshot.length - Long.BYTES));
    ByteBuffer.wrap(snapshot).putLong(snapshot.length - Long.BYTES, sum.getValue());
  }
}
