package saccade.environments.emulation;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes a gray screen or frame as a PNG file. */
public final class ScreenPng {
  private static final int MAX_SIDE = 1 << 14;

  private ScreenPng() {}

  /**
   * Writes a picture, each pixel repeated scale times in both directions.
   *
   * @param path file to write; an existing one is replaced
   * @param gray width * height bytes, row by row
   * @param width columns, from 1
   * @param height rows, from 1
   * @param scale enlargement, from 1; no side of the picture may pass 16,384 pixels
   * @throws IllegalArgumentException if a size is out of range or does not fit the array
   * @throws IOException if the file cannot be written
   */
  public static void write(Path path, byte[] gray, int width, int height, int scale)
      throws IOException {
    checkSizes(gray, width, height, scale);
    BufferedImage image =
        new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_BYTE_GRAY);
    // Raster samples are stored as given; setRGB would bend the grays through a colour space.
    for (int y = 0; y < height * scale; y++) {
      for (int x = 0; x < width * scale; x++) {
        image.getRaster().setSample(x, y, 0, gray[y / scale * width + x / scale] & 0xff);
      }
    }
    try (OutputStream out = Files.newOutputStream(path)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this JDK has no PNG writer; use one with the java.desktop module");
      }
    } catch (FileSystemException e) {
      throw new IOException(path + " cannot be written; name a file in an existing folder", e);
    }
  }

  private static void checkSizes(byte[] gray, int width, int height, int scale) {
    if (width < 1 || height < 1 || scale < 1) {
      throw new IllegalArgumentException(
          "width %d, height %d and scale %d must be at least 1".formatted(width, height, scale));
    }
    if ((long) Math.max(width, height) * scale > MAX_SIDE) {
      throw new IllegalArgumentException(
          "%dx%d times %d passes %d pixels; choose a smaller scale"
              .formatted(width, height, scale, MAX_SIDE));
    }
    if (gray.length != width * height) {
      throw new IllegalArgumentException(
          "picture has %d bytes and must have %d (%d x %d)"
              .formatted(gray.length, width * height, width, height));
    }
  }
}
