package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxGraph.Attributes;
import saccade.onnx.OnnxGraph.Element;

/** Broken and hostile bytes give one of the two exceptions, soon, and nothing else. */
class HostileFileTest {
  @TempDir private Path folder;

  private static byte[] small() {
    Network network = RandomModel.network(12);
    return OnnxWriter.float32(network, Thresholds.zero(network));
  }

  /** True if it was read; any throwable but the two is the test's failure. */
  private static boolean isRead(byte[] file) {
    try {
      OnnxReader.read(file);
      return true;
    } catch (OnnxFormatException | UnsupportedModelException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyCutIsRefusedOrEndsBetweenTwoFields(long seed) {
    Network network = RandomModel.network(seed);
    byte[] file = OnnxWriter.float32(network, Thresholds.zero(network));
    int read = 0;
    for (int length = 0; length < file.length; length++) {
      read += isRead(Arrays.copyOf(file, length)) ? 1 : 0;
    }
    // Only whole entries of metadata may be missing without a trace.
    assertTrue(read <= OnnxReader.read(file).metadata().size(), read + " cuts were read");
  }

  @Test
  void changedBytesAreRefusedOrRead() {
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      Network network = RandomModel.network(i % 50);
      byte[] file = OnnxWriter.float32(network, Thresholds.zero(network));
      for (int k = random.nextInt(4); k >= 0; k--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      isRead(file);
    }
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    assertFalse(isRead(new byte[0]));
    assertFalse(isRead("an ordinary text".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      isRead(noise);
    }
  }

  @Test
  void claimsBeyondTheBytesAreRefused() {
    ProtoWriter named = new ProtoWriter().varint(2, 1).string(8, "w");
    for (long side : new long[] {2, 3, 1L << 31, 1L << 62, -1, Integer.MAX_VALUE}) {
      ProtoWriter tensor = new ProtoWriter().varint(1, side).varint(1, side).append(named);
      assertFalse(isRead(HostileFiles.withTensor(tensor.bytes(9, new byte[12]))));
    }
    for (long[] dims : new long[][] {{1, 1L << 40}, {1, 1 << 26, 1 << 26, 2}, {1, -7}, {1, 0}}) {
      ProtoWriter graph =
          new ProtoWriter()
              .message(1, new ProtoWriter().string(1, "x").string(2, "y").string(4, "Relu"))
              .message(11, HostileFiles.value("x", dims))
              .message(12, HostileFiles.value("y"));
      assertFalse(isRead(HostileFiles.model(graph)));
    }
  }

  /** A few bytes name 2^26 elements: a normaliser for them would take a gigabyte. */
  @Test
  void largeObservationsCostNothingUntilTheyArePaidFor() {
    OnnxGraph graph = new OnnxGraph(13);
    graph.input("x", Element.FLOAT, "", 1, 1, 8192, 8192);
    graph.floats("one", new float[] {1});
    graph.floats("w", new float[] {1}, 1, 1, 1, 1);
    graph.node("Sub", "", Attributes.none(), java.util.List.of("x", "one"), "a");
    graph.node("Conv", "", Attributes.none(), java.util.List.of("a", "w"), "y");
    graph.output("y");
    byte[] file = graph.toByteArray("large", Map.of());
    var error = assertThrows(OnnxFormatException.class, () -> OnnxReader.read(file));
    assertTrue(error.getMessage().contains("unfolds"), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Add", "Flatten", "MatMul"})
  void longRowsNeedNoStackAndLittleTime(String op) {
    byte[] file = HostileFiles.row(op, 50_000, new float[] {1, 0, 0, 1}, 2, 2);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertFalse(isRead(file)));
  }

  @Test
  void aDeepNetworkIsRead() {
    byte[] file = HostileFiles.row("MatMul", 20_000, new float[] {1, 0, 0, 1}, 2, 2);
    ReadModel read = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> OnnxReader.read(file));
    assertEquals(20_000, read.network().depth());
  }

  /** One tensor of 4 MiB as the weights of many layers would be gigabytes. */
  @Test
  void oneTensorCannotBeManyWeights() {
    byte[] file = HostileFiles.row("MatMul", 500, new float[1 << 20], 1 << 10, 1 << 10);
    assertFalse(isRead(file));
  }

  @Test
  void filesAreReadFromDiskAndBounded() throws IOException {
    byte[] bytes = small();
    Path file = Files.write(folder.resolve("small.onnx"), bytes);
    assertEquals(
        OnnxReader.read(bytes).network().layers(), OnnxReader.read(file).network().layers());
    Path large = folder.resolve("large.onnx");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(OnnxReader.MAX_BYTES + 1);
    }
    var error = assertThrows(OnnxFormatException.class, () -> OnnxReader.read(large));
    assertTrue(error.getMessage().contains("2147483640 bytes"), error.getMessage());
    assertThrows(IOException.class, () -> OnnxReader.read(folder.resolve("absent.onnx")));
  }

  /** The network of the paper's Table 1, 7 MB of weights. */
  @Test
  void sevenMegabytesTakeLessThanHalfASecond() {
    Network network = Samples.table1(1);
    byte[] file = OnnxWriter.float32(network, Thresholds.zero(network));
    assertTrue(file.length > 6_000_000, "bytes " + file.length);
    OnnxReader.read(file); // classes are loaded and compiled
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertEquals(network.layers(), OnnxReader.read(file).network().layers());
      best = Math.min(best, System.nanoTime() - start);
    }
    assertTrue(best < 500_000_000, "nanoseconds " + best);
  }
}
