package saccade.training.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of one training run, held by one process at a time. Nothing is written elsewhere. */
public final class RunFolder implements Closeable {
  /** Name of the checkpoint within a folder. */
  public static final String CHECKPOINT = "checkpoint.saccade";

  private static final String LOCK = "run.lock";

  /** What the lock file says: by it a folder is known as one of a run. */
  private static final String MARK = "training run of Saccade, format 1\n";

  private final Path folder;
  private final FileChannel lock;

  private RunFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder if it is missing, and holds it until {@link #close} or the end of the process.
   *
   * @throws StorageException if it is not a folder, holds something else, cannot be written, or is
   *     held already
   */
  public static RunFolder open(Path folder) throws StorageException {
    try {
      Files.createDirectories(folder);
      requireOwn(folder);
      return new RunFolder(folder, locked(folder));
    } catch (FileAlreadyExistsException e) {
      throw new StorageException(folder + " is a file; give a folder for the run", e);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new StorageException(
          "folder %s cannot be used (%s); allow writing there or give another one"
              .formatted(folder, StorageException.reason(e)),
          e);
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel lock =
        FileChannel.open(
            folder.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      take(folder, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    return lock;
  }

  private static void requireOwn(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    // Shorter than the mark: a process that ended while it began the folder.
    if (Files.isRegularFile(lock) && MARK.startsWith(text(lock))) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      Optional<Path> other = entries.min(Comparator.naturalOrder());
      if (other.isPresent()) {
        throw new StorageException(
            "folder %s holds something else (%s); give a new or empty one, or one of a run"
                .formatted(folder, other.get().getFileName()));
      }
    }
  }

  private static String text(Path file) throws IOException {
    return Files.size(file) > MARK.length()
        ? "too long"
        : Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static void take(Path folder, FileChannel lock) throws IOException {
    boolean taken;
    try {
      taken = lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      taken = false;
    }
    if (!taken) {
      throw new StorageException(
          "folder "
              + folder
              + " is in use by another run; wait for its end or give another folder");
    }
    ByteBuffer mark = ByteBuffer.wrap(MARK.getBytes(StandardCharsets.ISO_8859_1));
    while (mark.hasRemaining()) {
      lock.write(mark, mark.position());
    }
  }

  /** The folder itself. */
  public Path path() {
    return folder;
  }

  /** What the run was started with, JSON. */
  public Path settings() {
    return folder.resolve("settings.json");
  }

  /** Where it goes on from; the one before is {@link CheckpointFile#previous}. */
  public Path checkpoint() {
    return folder.resolve(CHECKPOINT);
  }

  /** The learning curve, CSV. */
  public Path curve() {
    return folder.resolve("curve.csv");
  }

  /** The learning curve as a picture, SVG. */
  public Path picture() {
    return folder.resolve("curve.svg");
  }

  /** What came out, JSON. */
  public Path result() {
    return folder.resolve("result.json");
  }

  /**
   * Another file of the run.
   *
   * @param name letters, digits, '.', '_' and '-', not beginning with '.'
   */
  public Path file(String name) {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no plain file name; use letters, digits, '.', '_' and '-'");
    }
    return folder.resolve(name);
  }

  /** Gives the folder free; more than once is fine. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
