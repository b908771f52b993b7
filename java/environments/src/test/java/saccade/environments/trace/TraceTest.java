package saccade.environments.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  @TempDir Path folder;

  @Test
  void framesComeBackAsWritten() {
    boolean[] starts = {false, false, true, false, false};
    Trace written = Trace.ofFrames(ramp(5 * 6), 2, 3, starts);
    Trace read = roundTrip(written);
    assertTrue(read.isImage());
    assertEquals(5, read.steps());
    assertEquals(2, read.height());
    assertEquals(3, read.width());
    byte[] frame = new byte[6];
    for (int step = 0; step < 5; step++) {
      read.frame(step, frame);
      for (int i = 0; i < 6; i++) {
        assertEquals((byte) (step * 6 + i), frame[i]);
      }
      assertEquals(step == 0 || step == 2, read.episodeStart(step), "step " + step);
    }
  }

  @Test
  void observationsComeBackAsWrittenBitForBit() {
    // More than one 64 KiB chunk, and odd values among them.
    int n = 7;
    float[] values = new float[3_000 * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.37f - 1_000;
    }
    values[5] = -0.0f;
    values[6] = Float.NaN;
    values[7] = Float.POSITIVE_INFINITY;
    Trace read = roundTrip(Trace.ofObservations(values, n, new boolean[3_000]));
    assertFalse(read.isImage());
    assertEquals(1, read.height());
    assertEquals(n, read.width());
    float[] vector = new float[n];
    for (int step = 0; step < read.steps(); step++) {
      read.observation(step, vector);
      for (int i = 0; i < n; i++) {
        int expected = Float.floatToRawIntBits(values[step * n + i]);
        assertEquals(expected, Float.floatToRawIntBits(vector[i]));
      }
    }
  }

  @Test
  void theSameTraceGivesTheSameBytesAndReplacesAnOldFile() throws IOException {
    Trace trace = Trace.ofFrames(ramp(12), 2, 3, new boolean[2]);
    Path file = folder.resolve("a.npz");
    Files.writeString(file, "old");
    trace.write(file);
    Path other = folder.resolve("b.npz");
    trace.write(other);
    assertEquals(-1, Files.mismatch(file, other));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "no partial file is left");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsOneSentence() {
    Trace trace = Trace.ofFrames(ramp(12), 2, 3, new boolean[2]);
    Path file = folder.resolve("missing").resolve("a.npz");
    String message = assertThrows(TraceException.class, () -> trace.write(file)).getMessage();
    assertTrue(message.contains(file.toString()), message);
  }

  @Test
  void slicesAreViewsThatBeginAnEpisode() {
    boolean[] starts = {true, false, false, true, false, false, false};
    Trace trace = Trace.ofFrames(ramp(7), 1, 1, starts);
    Trace slice = trace.slice(2, 6).slice(1, 4);
    byte[] frame = new byte[1];
    assertEquals(3, slice.steps());
    for (int step = 0; step < 3; step++) {
      slice.frame(step, frame);
      assertEquals(3 + step, frame[0]);
    }
    Trace middle = trace.slice(2, 6);
    assertTrue(middle.episodeStart(0), "a slice has no frame before its first");
    assertTrue(middle.episodeStart(1));
    assertFalse(middle.episodeStart(2));
    assertEquals(4, roundTrip(middle).steps());
  }

  @Test
  void episodeStartIsOptional() throws IOException {
    Path file = new Npz().add("frames", "|u1", "(3, 1, 2)", ramp(6)).write(file());
    Trace trace = Trace.read(file);
    assertTrue(trace.episodeStart(0));
    assertFalse(trace.episodeStart(1));
    assertFalse(trace.episodeStart(2));
  }

  @ParameterizedTest
  @CsvSource({"|b1,1", "|u1,1", "|i1,1", "<i2,2", "<u2,2", "<i4,4", "<u4,4", "<i8,8", "<u8,8"})
  void episodeStartMayBeAnyInteger(String descr, int size) throws IOException {
    byte[] data = new byte[4 * size];
    // Not zero in the highest byte only, and in the lowest only: each must count.
    data[2 * size + size - 1] = 1;
    data[3 * size] = 1;
    Path file =
        new Npz()
            .add("frames", "|u1", "(4, 1, 2)", ramp(8))
            .add("episode_start", descr, "(4,)", data)
            .write(file());
    Trace trace = Trace.read(file);
    assertFalse(trace.episodeStart(1));
    assertTrue(trace.episodeStart(2));
    assertTrue(trace.episodeStart(3));
  }

  @Test
  void otherArraysAreNotLookedAt() throws IOException {
    Path file =
        new Npz()
            .add("action", "|i1", "(999,)", new byte[3])
            .add("reward", new byte[] {1, 2, 3})
            .add("frames", "|u1", "(3, 1, 2)", ramp(6))
            .write(file());
    assertEquals(3, Trace.read(file).steps());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allHeaderVersionsAreRead(int version) throws IOException {
    String header = Npz.dictionary("|u1", "False", "(3, 1, 2)");
    Path file = new Npz().add("frames", Npz.npy(version, header, ramp(6))).write(file());
    byte[] frame = new byte[2];
    Trace.read(file).frame(2, frame);
    assertArrayEquals(new byte[] {4, 5}, frame);
  }

  @Test
  void headersInOtherDressAreRead() throws IOException {
    String header = " {\"shape\":(3,1,\n2),'fortran_order' : False,'descr':'|u1'}  \n";
    Path file = new Npz().add("frames", Npz.npy(1, header, ramp(6))).write(file());
    assertEquals(3, Trace.read(file).steps());
  }

  @Test
  void writtenHeadersAlignTheDataAsNumpyDoes() {
    for (int steps : new int[] {1, 99, 123_456, Integer.MAX_VALUE}) {
      byte[] header = new NpyHeader("|u1", new int[] {steps, 84, 84}).encode();
      assertEquals(0, header.length % 64);
      assertEquals(header.length - 10, (header[8] & 0xff) + 256 * (header[9] & 0xff));
      assertEquals('\n', header[header.length - 1]);
    }
  }

  @Test
  void wrongAccessIsRefusedInOneSentence() {
    Trace images = Trace.ofFrames(ramp(12), 2, 3, new boolean[2]);
    Trace vectors = Trace.ofObservations(new float[6], 3, new boolean[2]);
    assertThrows(IllegalStateException.class, () -> images.observation(0, new float[6]));
    assertThrows(IllegalStateException.class, () -> vectors.frame(0, new byte[3]));
    for (int step : new int[] {-1, 2}) {
      assertThrows(IllegalArgumentException.class, () -> images.frame(step, new byte[6]));
      assertThrows(IllegalArgumentException.class, () -> vectors.observation(step, new float[3]));
      assertThrows(IllegalArgumentException.class, () -> images.episodeStart(step));
    }
    assertThrows(IllegalArgumentException.class, () -> images.frame(0, new byte[5]));
    assertThrows(IllegalArgumentException.class, () -> vectors.observation(0, new float[4]));
    int[][] slices = {{-1, 1}, {0, 3}, {1, 1}, {2, 1}};
    for (int[] slice : slices) {
      assertThrows(IllegalArgumentException.class, () -> images.slice(slice[0], slice[1]));
    }
  }

  @Test
  void sizesThatDoNotFitMakeNoTrace() {
    assertThrows(
        IllegalArgumentException.class, () -> Trace.ofFrames(ramp(11), 2, 3, new boolean[2]));
    assertThrows(
        IllegalArgumentException.class, () -> Trace.ofFrames(ramp(0), 2, 3, new boolean[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> Trace.ofFrames(ramp(0), 1 << 30, 1 << 30, new boolean[16]));
    assertThrows(
        IllegalArgumentException.class,
        () -> Trace.ofObservations(new float[4], 0, new boolean[4]));
  }

  private Path file() {
    return folder.resolve("trace.npz");
  }

  private Trace roundTrip(Trace trace) {
    trace.write(file());
    return Trace.read(file());
  }

  private static byte[] ramp(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
