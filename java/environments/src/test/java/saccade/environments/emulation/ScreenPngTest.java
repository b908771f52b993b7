package saccade.environments.emulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenPngTest {
  @TempDir Path folder;

  @Test
  void everyGrayIsReadBackAsWritten() throws IOException {
    byte[] gray = new byte[256];
    for (int i = 0; i < 256; i++) {
      gray[i] = (byte) i;
    }
    Path file = folder.resolve("grays.png");
    ScreenPng.write(file, gray, 32, 8, 3);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(96, image.getWidth());
    assertEquals(24, image.getHeight());
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 96; x++) {
        assertEquals(y / 3 * 32 + x / 3, image.getRaster().getSample(x, y, 0));
      }
    }
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    Path file = folder.resolve("no.png");
    byte[] gray = new byte[6];
    assertThrows(IllegalArgumentException.class, () -> ScreenPng.write(file, gray, 3, 3, 1));
    assertThrows(IllegalArgumentException.class, () -> ScreenPng.write(file, gray, 3, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> ScreenPng.write(file, gray, 3, 2, 6_000));
    assertThrows(
        IllegalArgumentException.class, () -> ScreenPng.write(file, gray, 1 << 30, 1 << 30, 1));
  }
}
