package saccade.training.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A file of bytes that is there whole or not at all. */
public final class BinaryFile {
  private BinaryFile() {}

  /**
   * Writes a file in the place of the present one.
   *
   * @throws StorageException if it cannot be written; the present file is then as it was
   */
  public static void write(Path file, byte[] bytes) throws StorageException {
    try {
      AtomicFile.write(file, file, AtomicFile.DISK, out -> out.write(bytes));
    } catch (IOException e) {
      throw new StorageException(
          "%s cannot be written (%s); free space or allow writing there"
              .formatted(file, StorageException.reason(e)),
          e);
    }
  }
}
