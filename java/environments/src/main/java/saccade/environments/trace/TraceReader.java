package saccade.environments.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads one file: which arrays a trace has, their types and shapes. */
final class TraceReader {
  private static final int MAX_ENTRIES = 1 << 10;
  private static final String STARTS = "episode_start";
  private static final Map<String, Integer> START_TYPES =
      Map.of(
          "|b1", 1, "|u1", 1, "|i1", 1, "<u2", 2, "<i2", 2, "<u4", 4, "<i4", 4, "<u8", 8, "<i8", 8);

  private final Path path;
  private long budget = Trace.MAX_BYTES;

  private TraceReader(Path path) {
    this.path = path;
  }

  static Trace read(Path path) {
    return new TraceReader(path).read();
  }

  private Trace read() {
    if (!Files.isRegularFile(path)) {
      throw new TraceException(path + " is not a file; name an existing .npz file");
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw fault(
            "holds %d arrays, over the limit of %d; keep frames and episode_start only"
                .formatted(zip.size(), MAX_ENTRIES));
      }
      return zip.getEntry("frames.npy") != null ? frames(zip) : observations(zip);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new TraceException(
          "%s is not a readable .npz file (%s); write it again with numpy.savez_compressed"
              .formatted(path, reason(e)),
          e);
    } catch (OutOfMemoryError e) {
      // One array too large for the heap leaves the JVM sound.
      throw new TraceException(
          path + " needs more memory than Java has; start it with more -Xmx", e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private Trace frames(ZipFile zip) throws IOException {
    try (NpyArray array = require(open(zip, "frames"))) {
      array.requireType("|u1", "uint8");
      int[] shape = array.requireShape("[steps, height, width]", 3);
      byte[] frames = array.bytes(1);
      return Trace.ofFrames(frames, shape[1], shape[2], starts(zip, shape[0]));
    }
  }

  private Trace observations(ZipFile zip) throws IOException {
    try (NpyArray array = require(open(zip, "observations"))) {
      array.requireType("<f4", "little-endian float32");
      int[] shape = array.requireShape("[steps, n]", 2);
      float[] values = array.floats();
      return Trace.ofObservations(values, shape[1], starts(zip, shape[0]));
    }
  }

  private boolean[] starts(ZipFile zip, int steps) throws IOException {
    boolean[] starts = new boolean[steps];
    starts[0] = true;
    try (NpyArray array = open(zip, STARTS)) {
      if (array == null) {
        return starts;
      }
      Integer size = START_TYPES.get(array.descr());
      if (size == null) {
        throw fault(
            "has episode_start of type '%s'; save it as uint8, bool or a little-endian integer"
                .formatted(array.descr()));
      }
      if (array.requireShape("[steps]", 1)[0] != steps) {
        throw fault(
            "has episode_start for %s steps and observations for %d; save both at one length"
                .formatted(array.shapeText(), steps));
      }
      ByteBuffer bytes = ByteBuffer.wrap(array.bytes(size)).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; bytes.hasRemaining(); i++) {
        starts[i / size] |= bytes.get() != 0;
      }
      return starts;
    }
  }

  private NpyArray require(@Nullable NpyArray array) {
    if (array == null) {
      throw fault(
          "has neither 'frames' nor 'observations'; save one of them with numpy.savez_compressed");
    }
    return array;
  }

  private @Nullable NpyArray open(ZipFile zip, String key) throws IOException {
    ZipEntry entry = zip.getEntry(key + ".npy");
    if (entry == null) {
      return null;
    }
    return new NpyArray(this, key, zip.getInputStream(entry), entry);
  }

  /** Takes bytes from what one trace may hold in memory, or refuses. */
  void spend(String key, long elements, int size, long stored) throws IOException {
    // Both factors first: their product can pass 2^63.
    if (elements > budget || elements * size > budget) {
      throw fault(
          "has %d elements in '%s', which passes the limit of %d bytes; split the trace"
              .formatted(elements, key, Trace.MAX_BYTES));
    }
    // Deflate cannot pack tighter than 1:1032; a small file must not claim a large allocation.
    long packed = Math.min(stored, Files.size(path));
    if (elements * size > (packed + 1) * 1032) {
      throw fault(
          "claims %d bytes for '%s' but stores %d; write it again"
              .formatted(elements * size, key, packed));
    }
    budget -= elements * size;
  }

  TraceException fault(String fault) {
    return new TraceException(path + " " + fault);
  }
}
