package saccade.training.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whenever a program or a machine stops. */
final class AtomicFile {
  /** Where the bytes of the temporary file go; another one in tests. */
  interface Sink {
    OutputStream open(Path temporary) throws IOException;
  }

  /** Writes the bytes. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static final Sink DISK =
      temporary -> {
        FileChannel channel =
            FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        return java.nio.channels.Channels.newOutputStream(channel);
      };

  private AtomicFile() {}

  static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /**
   * Replaces a file.
   *
   * @param previous where the present file is kept; the file itself to keep none
   */
  static void write(Path file, Path previous, Sink sink, Content content) throws IOException {
    Path temporary = beside(file, ".partial");
    try {
      try (OutputStream out = sink.open(temporary)) {
        content.writeTo(out);
      }
      force(temporary);
      if (!previous.equals(file) && Files.exists(file)) {
        keep(file, previous);
      }
      move(temporary, file);
    } catch (IOException | RuntimeException e) {
      delete(temporary, e);
      throw e;
    }
    forceFolder(file);
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** A second name first, so that the file never lacks its own. */
  private static void keep(Path file, Path previous) throws IOException {
    Files.deleteIfExists(previous);
    try {
      Files.createLink(previous, file);
    } catch (UnsupportedOperationException | IOException e) {
      move(file, previous);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path temporary, Exception e) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      e.addSuppressed(left);
    }
  }

  /** Makes the new name last; not every system can open a folder. */
  private static void forceFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
