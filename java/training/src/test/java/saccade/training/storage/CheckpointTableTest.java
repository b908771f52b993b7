package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose checksum is right and whose numbers are not. */
class CheckpointTableTest {
  private static final int SECTION = CheckpointFile.HEADER;

  @TempDir private Path folder;

  /** One section of four bytes, unless told otherwise. */
  private static final class Forged {
    int version = CheckpointFile.VERSION;
    int count = 1;
    long start = SECTION;
    long table = SECTION + 4;
    long lengthError;
    int rows = 1;
    String suffix = "";
    long secondStart = SECTION;

    byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.write(CheckpointFile.MAGIC);
      out.writeInt(version);
      out.writeInt(42);
      out.writeInt(count);
      for (int i = 0; i < rows; i++) {
        out.writeUTF("section" + (i == 0 ? "" : suffix));
        out.writeLong(i == 0 ? start : secondStart);
      }
      out.writeLong(table);
      out.writeLong(bytes.size() + 8 + CheckpointFile.HASH + lengthError);
      out.write(CheckpointFile.sha256().digest(bytes.toByteArray()));
      return bytes.toByteArray();
    }
  }

  private void assertRefused(Forged forged, String why) throws IOException {
    Path file = folder.resolve("forged");
    Files.write(file, forged.bytes());
    String message =
        assertThrows(CheckpointException.class, () -> CheckpointFile.open(file)).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void unchangedItIsGood() throws IOException {
    Path file = folder.resolve("good");
    Files.write(file, new Forged().bytes());
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      assertEquals(42, checkpoint.read("section", DataInput::readInt));
    }
  }

  @Test
  void newerVersion() throws IOException {
    Forged forged = new Forged();
    forged.version = 2;
    assertRefused(forged, "has format 2, but this program reads 1");
  }

  @Test
  void absurdNumbers() throws IOException {
    for (long absurd : new long[] {Long.MIN_VALUE, -1, 0, 11, 13, 17, 1000, Long.MAX_VALUE}) {
      Forged table = new Forged();
      table.table = absurd;
      assertRefused(table, "contradicts itself");
      Forged start = new Forged();
      start.start = absurd;
      assertRefused(start, "contradicts itself");
    }
    for (int absurd : new int[] {Integer.MIN_VALUE, -1, 0, 2, 1001, Integer.MAX_VALUE}) {
      Forged count = new Forged();
      count.count = absurd;
      assertRefused(count, "contradicts itself");
    }
    for (long absurd : new long[] {-1, 1, Long.MAX_VALUE}) {
      Forged length = new Forged();
      length.lengthError = absurd;
      assertRefused(length, "contradicts itself");
    }
  }

  @Test
  void twoSectionsOfOneName() throws IOException {
    Forged forged = new Forged();
    forged.count = 2;
    forged.rows = 2;
    assertRefused(forged, "contradicts itself");
  }

  @Test
  void sectionsThatOverlap() throws IOException {
    Forged forged = new Forged();
    forged.count = 2;
    forged.rows = 2;
    forged.suffix = "2";
    forged.secondStart = SECTION + 2;
    Path file = folder.resolve("good");
    Files.write(file, forged.bytes());
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      assertEquals(2, checkpoint.length("section"));
      assertEquals(2, checkpoint.length("section2"));
    }
    for (long absurd : new long[] {Long.MIN_VALUE, 0, SECTION - 1, SECTION + 5}) {
      forged.secondStart = absurd;
      assertRefused(forged, "contradicts itself");
    }
  }
}
