package saccade.environments.emulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScreenPreprocessorTest {
  private final byte[] older = new byte[EmulatedGame.SCREEN_LENGTH];
  private final byte[] newer = new byte[EmulatedGame.SCREEN_LENGTH];
  private final byte[] frame = new byte[ScreenPreprocessor.FRAME_LENGTH];

  @Test
  void takesTheBrighterOfBothScreensPerPixel() {
    // Above 127 a byte is negative: a signed maximum would take the darker one.
    Arrays.fill(older, (byte) 200);
    Arrays.fill(newer, (byte) 100);
    Arrays.fill(newer, 0, 5 * 160, (byte) 250);
    new ScreenPreprocessor().apply(older, newer, frame);
    byte[] expected = new byte[frame.length];
    Arrays.fill(expected, (byte) 200);
    Arrays.fill(expected, 0, 2 * 84, (byte) 250);
    assertArrayEquals(expected, frame);
  }

  @Test
  void anObjectOnEitherScreenIsSeen() {
    older[0] = (byte) 200;
    newer[newer.length - 1] = (byte) 200;
    new ScreenPreprocessor().apply(older, newer, frame);
    // A whole corner pixel is 42 of 200 units.
    assertEquals(42, frame[0]);
    assertEquals(42, frame[frame.length - 1]);
  }

  @Test
  void wrongLengthIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScreenPreprocessor().apply(older, new byte[7], frame))
            .getMessage();
    assertTrue(message.contains("7 bytes"), message);
  }
}
