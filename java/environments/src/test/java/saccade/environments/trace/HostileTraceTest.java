package saccade.environments.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.environments.emulation.SeededRandom;

/** Whatever a file holds, reading ends in a trace or in one sentence. */
class HostileTraceTest {
  private static final byte[] SIX = {1, 2, 3, 4, 5, 6};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("trace.npz");
  }

  @Test
  void aMissingFileOrAFolderIsNamed() {
    assertRefused("is not a file");
    Path path = folder;
    String message = assertThrows(TraceException.class, () -> Trace.read(path)).getMessage();
    assertTrue(message.contains("is not a file"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK", "this is not a zip", "PK\u0003\u0004 nor is this one........"})
  void whatIsNoZipIsRefused(String content) throws IOException {
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    assertRefused("is not a readable .npz file");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = realistic();
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("trace.npz");
    }
  }

  /** Any byte of the file changed at random; a trace may still come out, an odd error may not. */
  @Test
  void damagedBytesGiveATraceOrOneSentence() throws IOException {
    byte[] whole = realistic();
    SeededRandom random = new SeededRandom(1, 0);
    int refused = 0;
    for (int round = 0; round < 4_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try {
        Trace.read(file).steps();
      } catch (TraceException e) {
        assertSentence(e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 2_000, "only " + refused + " of 4000 damaged files were noticed");
  }

  /** The same for the header, where the CRC is right and only the parser stands guard. */
  @Test
  void damagedHeadersGiveATraceOrOneSentence() throws IOException {
    byte[] whole = Npz.npy(1, Npz.dictionary("|u1", "False", "(3, 1, 2)"), SIX);
    SeededRandom random = new SeededRandom(2, 0);
    for (int round = 0; round < 4_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      new Npz().add("frames", damaged).write(file);
      try {
        Trace.read(file).steps();
      } catch (TraceException e) {
        assertSentence(e.getMessage());
      }
    }
  }

  @Test
  void damagedDataIsNoticedByItsChecksum() throws IOException {
    // 8 KiB of noise is stored nearly as is, so a flip in the middle hits data, not structure.
    byte[] noise = new byte[8_192];
    SeededRandom random = new SeededRandom(3, 0);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextLong();
    }
    new Npz().add("frames", "|u1", "(8, 32, 32)", noise).write(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertRefused("trace.npz");
  }

  @Test
  void missingArraysAreNamed() throws IOException {
    new Npz().add("action", "|u1", "(6,)", SIX).write(file);
    assertRefused("has neither 'frames' nor 'observations'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", "|i1", "<u2", "|O", "|S1"})
  void framesOfAnotherTypeAreRefused(String descr) throws IOException {
    new Npz().add("frames", descr, "(3, 1, 2)", SIX).write(file);
    assertRefused("has 'frames' of type '" + descr + "'; save it as uint8");
  }

  @ParameterizedTest
  @ValueSource(strings = {">f4", "<f8", "<f2", "|u1"})
  void observationsOfAnotherTypeAreRefused(String descr) throws IOException {
    new Npz().add("observations", descr, "(1, 1)", new byte[4]).write(file);
    assertRefused("has 'observations' of type '" + descr + "'; save it as little-endian float32");
  }

  @ParameterizedTest
  @ValueSource(strings = {"()", "(6,)", "(3, 2)", "(1, 3, 1, 2)", "(0, 84, 84)", "(3, 0, 2)"})
  void framesOfAnotherShapeAreRefused(String shape) throws IOException {
    new Npz().add("frames", "|u1", shape, SIX).write(file);
    assertRefused("has 'frames' of shape");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(-1, 84, 84); whole number",
        "(3, -1, -2); whole number",
        "(3, 1.0, 2); lacks ')'",
        "(3L, 1, 2); lacks ')'",
        "(4611686018427387904, 1, 2); above 2^31",
        "(99999999999999999999999999999, 1, 2); above 2^31",
        "(2147483647, 2147483647, 2147483647); passes 2^63",
        "(2147483647, 2147483647, 2); which passes the limit",
        "(2147483647, 1, 1); which passes the limit",
        "(1073741824, 1, 1); claims 1073741824 bytes",
        "(3, 1, 2; whole number",
        "3; lacks '('",
        "(3, 1, 2), 'shape': (3, 1, 2); twice",
        "(3, 1, 2), 'extra': 5; unknown key",
      })
  void hostileShapesAreRefused(String shape, String part) throws IOException {
    new Npz().add("frames", "|u1", shape, SIX).write(file);
    assertRefused(part);
  }

  @Test
  void tooManyDimensionsAreRefused() throws IOException {
    new Npz().add("frames", "|u1", "(" + "1, ".repeat(5_000) + ")", SIX).write(file);
    assertRefused("more than 32 dimensions");
  }

  static Stream<Arguments> headers() {
    String good = Npz.dictionary("|u1", "False", "(3, 1, 2)");
    return Stream.of(
        Arguments.of(Npz.npy(1, Npz.dictionary("|u1", "True", "(3, 1, 2)"), SIX), "Fortran order"),
        Arguments.of(Npz.npy(1, Npz.dictionary("|u1", "1", "(3, 1, 2)"), SIX), "fortran_order"),
        Arguments.of(Npz.npy(4, good, SIX), "version 4.0"),
        Arguments.of(Npz.npy(0, good, SIX), "version 0.0"),
        Arguments.of(Npz.npy(2, good, 0xffffffffL, SIX), "header of 4294967295 bytes"),
        Arguments.of(Npz.npy(2, good, 0x7fffffffL, SIX), "header of 2147483647 bytes"),
        Arguments.of(Npz.npy(1, good, 0xffffL, SIX), "ends within its header"),
        Arguments.of(Npz.npy(1, good, 10, SIX), "header"),
        Arguments.of(Npz.npy(1, "", SIX), "lacks '{'"),
        Arguments.of(Npz.npy(1, "{}", SIX), "lacks one of"),
        Arguments.of(Npz.npy(1, "{'descr': '|u1'}", SIX), "lacks one of"),
        Arguments.of(Npz.npy(1, "{'descr': '|u1", SIX), "open quote"),
        Arguments.of(Npz.npy(1, good + "x", SIX), "after its header"),
        Arguments.of(Npz.npy(1, good.replace("'|u1'", "[('a', '|u1')]"), SIX), "structured type"),
        Arguments.of(new byte[0], "ends within its header"),
        Arguments.of(new byte[] {1, 2, 3, 4, 5, 6, 7}, "magic"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void hostileHeadersAreRefused(byte[] npy, String part) throws IOException {
    new Npz().add("frames", npy).write(file);
    assertRefused(part);
  }

  @Test
  void textFromTheFileCannotForgeTheMessage() throws IOException {
    String header =
        Npz.dictionary("\\n" + "\n\u001b[31mall is well" + "!".repeat(500), "False", "(3, 1, 2)");
    new Npz().add("frames", Npz.npy(1, header, SIX)).write(file);
    assertRefused("save it as uint8");
  }

  @Test
  void dataAndShapeMustAgree() throws IOException {
    new Npz().add("frames", "|u1", "(4, 1, 2)", SIX).write(file);
    assertRefused("ends within 'frames' of shape (4, 1, 2)");
    new Npz().add("frames", "|u1", "(2, 1, 2)", SIX).write(file);
    assertRefused("has more data in 'frames' than its shape (2, 1, 2)");
    new Npz().add("observations", "<f4", "(2, 1)", SIX).write(file);
    assertRefused("ends within 'observations' of shape (2, 1)");
  }

  @Test
  void episodeStartMustFit() throws IOException {
    new Npz()
        .add("frames", "|u1", "(3, 1, 2)", SIX)
        .add("episode_start", "|u1", "(2,)", new byte[2])
        .write(file);
    assertRefused("episode_start for (2,) steps and observations for 3");
    new Npz()
        .add("frames", "|u1", "(3, 1, 2)", SIX)
        .add("episode_start", "<f4", "(3,)", new byte[12])
        .write(file);
    assertRefused("episode_start of type '<f4'");
  }

  @Test
  void tooManyArraysAreRefused() throws IOException {
    Npz npz = new Npz().add("frames", "|u1", "(3, 1, 2)", SIX);
    for (int i = 0; i < 1_024; i++) {
      npz.add("other" + i, new byte[0]);
    }
    npz.write(file);
    assertRefused("holds 1025 arrays, over the limit of 1024");
  }

  /** A bomb: 64 MiB of zeros behind a shape of six; and a shape of 1 GiB before six bytes. */
  @Test
  void aSmallFileCausesNoLargeAllocation() throws IOException {
    new Npz().add("frames", "|u1", "(3, 1, 2)", new byte[1 << 26]).write(file);
    assertSmallRefusal();
    new Npz().add("frames", "|u1", "(1073741824, 1, 1)", SIX).write(file);
    assertSmallRefusal();
    new Npz().add("observations", "<f4", "(268435456, 1)", SIX).write(file);
    assertSmallRefusal();
  }

  private void assertSmallRefusal() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertRefused("trace.npz");
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 4 << 20, "refusing it allocated " + allocated + " bytes");
  }

  private void assertRefused(String part) {
    String message = assertThrows(TraceException.class, () -> Trace.read(file)).getMessage();
    assertTrue(message.contains(part), message);
    assertSentence(message);
  }

  private void assertSentence(String message) {
    assertTrue(message.startsWith(file.toString()), message);
    assertEquals(2, message.split("; ").length, "fault and remedy: " + message);
    assertFalse(message.chars().anyMatch(c -> c < ' '), message);
    assertTrue(message.length() < 500, message);
  }

  private byte[] realistic() throws IOException {
    Trace.ofFrames(new byte[4 * 9], 3, 3, new boolean[4]).write(file);
    return Files.readAllBytes(file);
  }
}
