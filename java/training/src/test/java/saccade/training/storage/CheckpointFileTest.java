package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("checkpoint.saccade");
  }

  static Map<String, SectionWriter> sections(int value) {
    return Map.of(
        "numbers", out -> out.writeInt(value),
        "empty", out -> {},
        "text", out -> out.writeUTF("of " + value));
  }

  static int number(Path file) throws IOException {
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      return checkpoint.read("numbers", DataInput::readInt);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(e -> e.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void sectionsComeBack() throws IOException {
    CheckpointFile.write(file, sections(7));
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      assertEquals(Set.of("numbers", "empty", "text"), checkpoint.names());
      assertEquals(7, checkpoint.read("numbers", DataInput::readInt));
      assertEquals("of 7", checkpoint.read("text", DataInput::readUTF));
      assertEquals("nothing", checkpoint.read("empty", in -> "nothing"));
      assertEquals(7, checkpoint.read("numbers", DataInput::readInt), "a second time");
      assertEquals(4, checkpoint.length("numbers"));
    }
    assertEquals(List.of("checkpoint.saccade"), files());
  }

  @Test
  void sameSectionsGiveTheSameBytes() throws IOException {
    CheckpointFile.write(file, sections(7));
    Path other = folder.resolve("other");
    CheckpointFile.write(other, new HashMap<>(sections(7)));
    assertEquals(-1, Files.mismatch(file, other));
  }

  @Test
  void noSections() throws IOException {
    CheckpointFile.write(file, Map.of());
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      assertEquals(Set.of(), checkpoint.names());
    }
  }

  @Test
  void theOneBeforeIsKept() throws IOException {
    for (int i = 1; i <= 3; i++) {
      CheckpointFile.write(file, sections(i));
    }
    assertEquals(3, number(file));
    assertEquals(2, number(CheckpointFile.previous(file)));
    assertEquals(List.of("checkpoint.saccade", "checkpoint.saccade.previous"), files());
  }

  @Test
  void largeSectionsAreStreamed() throws IOException {
    byte[] block = new byte[1 << 20];
    new SplittableRandom(1).nextBytes(block);
    CheckpointFile.write(
        file,
        Map.of(
            "large",
            out -> {
              for (int i = 0; i < 40; i++) {
                out.write(block);
              }
            },
            "small",
            out -> out.writeInt(5)));
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      assertEquals(40L << 20, checkpoint.length("large"));
      byte[] read = new byte[block.length];
      checkpoint.read(
          "large",
          in -> {
            for (int i = 0; i < 40; i++) {
              in.readFully(read);
            }
            return 0;
          });
      assertArrayEquals(block, read);
      assertEquals(5, checkpoint.read("small", DataInput::readInt));
    }
  }

  @Test
  void everyBitOfEveryByteCounts() throws IOException {
    CheckpointFile.write(file, sections(7));
    byte[] good = Files.readAllBytes(file);
    Path broken = folder.resolve("broken");
    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = good.clone();
        bytes[at] ^= (byte) (1 << bit);
        Files.write(broken, bytes);
        assertThrows(CheckpointException.class, () -> CheckpointFile.open(broken), "byte " + at);
      }
    }
  }

  @Test
  void everyTruncationAndAnyTailIsRefused() throws IOException {
    CheckpointFile.write(file, sections(7));
    byte[] good = Files.readAllBytes(file);
    Path broken = folder.resolve("broken");
    for (int length = 0; length < good.length + 9; length++) {
      if (length != good.length) {
        Files.write(broken, Arrays.copyOf(good, length));
        assertThrows(CheckpointException.class, () -> CheckpointFile.open(broken), "" + length);
      }
    }
  }

  @Test
  void errorsSayWhatAndWhatToDo() throws IOException {
    CheckpointFile.write(file, sections(1));
    CheckpointFile.write(file, sections(2));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2]++;
    Files.write(file, bytes);
    assertSays("truncated or has changed", "checkpoint.saccade.previous is good (3 sections)");
    Files.write(file, Arrays.copyOf(bytes, 20));
    assertSays("ends after 20 bytes", "previous is good");
    Files.writeString(file, "PK, this is an archive of something quite else");
    assertSays("is not a checkpoint", "previous is good");
    Files.delete(file);
    assertSays("there is no checkpoint", "previous is good");
    Files.delete(CheckpointFile.previous(file));
    assertSays("there is no checkpoint", "start anew");
  }

  private void assertSays(String... parts) {
    String message =
        assertThrows(CheckpointException.class, () -> CheckpointFile.open(file)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(message.contains("\n") || message.endsWith("."), message);
  }

  @Test
  void readersMustTakeJustWhatIsThere() throws IOException {
    CheckpointFile.write(file, sections(1));
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      assertThrows(
          CheckpointException.class, () -> checkpoint.read("numbers", DataInput::readShort));
      assertThrows(
          CheckpointException.class, () -> checkpoint.read("numbers", DataInput::readLong));
      assertThrows(CheckpointException.class, () -> checkpoint.read("other", in -> 0));
      assertThrows(
          CheckpointException.class,
          () ->
              checkpoint.read(
                  "empty",
                  in -> {
                    throw new IllegalArgumentException("written for another game");
                  }));
    }
  }
}
