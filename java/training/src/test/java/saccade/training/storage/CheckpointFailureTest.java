package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing that fails leaves everything as it was. */
class CheckpointFailureTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void twoGoodOnes() throws IOException {
    file = folder.resolve("checkpoint.saccade");
    CheckpointFile.write(file, CheckpointFileTest.sections(1));
    CheckpointFile.write(file, CheckpointFileTest.sections(2));
  }

  private void assertAsBefore() throws IOException {
    assertEquals(2, CheckpointFileTest.number(file));
    assertEquals(1, CheckpointFileTest.number(CheckpointFile.previous(file)));
    try (Stream<Path> entries = Files.list(folder)) {
      assertEquals(
          List.of("checkpoint.saccade", "checkpoint.saccade.previous"),
          entries.map(e -> e.getFileName().toString()).sorted().toList());
    }
  }

  private void assertRefused(Map<String, SectionWriter> sections, AtomicFile.Sink sink, String why)
      throws IOException {
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> CheckpointFile.write(file, sections, sink));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertTrue(e.getMessage().contains("the last good one is as it was"), e.getMessage());
    assertAsBefore();
  }

  @Test
  void diskIsFullAfterAnyNumberOfBytes() throws IOException {
    long length = Files.size(file);
    for (int limit = 0; limit < length; limit++) {
      int room = limit;
      AtomicFile.Sink sink = temporary -> new Full(Files.newOutputStream(temporary), room);
      assertRefused(CheckpointFileTest.sections(3), sink, "No space left");
    }
    AtomicFile.Sink enough = temporary -> new Full(Files.newOutputStream(temporary), (int) length);
    CheckpointFile.write(file, CheckpointFileTest.sections(3), enough);
    assertEquals(3, CheckpointFileTest.number(file));
  }

  /** A disk with room for some bytes. */
  private static final class Full extends OutputStream {
    private final OutputStream out;
    private int room;

    Full(OutputStream out, int room) {
      this.out = out;
      this.room = room;
    }

    @Override
    public void write(int value) throws IOException {
      if (room-- <= 0) {
        throw new IOException("No space left on device");
      }
      out.write(value);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  @Test
  void deviceIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "/dev/full is not there");
    AtomicFile.Sink sink =
        temporary -> {
          Files.createFile(temporary);
          return Files.newOutputStream(full, StandardOpenOption.WRITE);
        };
    assertRefused(CheckpointFileTest.sections(3), sink, "No space left");
  }

  @Test
  void sectionThatFails() throws IOException {
    SectionWriter failing =
        out -> {
          out.writeInt(3);
          throw new IOException("the replay is gone");
        };
    assertRefused(Map.of("replay", failing), AtomicFile.DISK, "the replay is gone");
  }

  @Test
  void sectionWithAnError() throws IOException {
    SectionWriter wrong =
        out -> {
          throw new IllegalStateException("wrong");
        };
    assertThrows(
        IllegalStateException.class, () -> CheckpointFile.write(file, Map.of("wrong", wrong)));
    assertAsBefore();
  }

  @Test
  void folderIsReadOnly() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX rights");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(folder), "this user may write everywhere");
      assertRefused(CheckpointFileTest.sections(3), AtomicFile.DISK, "AccessDenied");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void folderIsMissing() {
    Path lost = folder.resolve("lost").resolve("checkpoint.saccade");
    assertThrows(
        CheckpointException.class,
        () -> CheckpointFile.write(lost, CheckpointFileTest.sections(3)));
  }

  /** What a stopped machine left behind is no obstacle. */
  @Test
  void partialFileOfEarlier() throws IOException {
    Files.writeString(
        folder.resolve("checkpoint.saccade.partial"), "half of a checkpoint".repeat(99));
    CheckpointFile.write(file, CheckpointFileTest.sections(3));
    assertEquals(3, CheckpointFileTest.number(file));
    assertEquals(2, CheckpointFileTest.number(CheckpointFile.previous(file)));
  }
}
