package saccade.environments.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes one trace as a deflated {@code .npz}. */
final class TraceWriter {
  // One date for all files, so that the same trace gives the same bytes.
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private TraceWriter() {}

  static void write(Trace trace, Path path) {
    Path partial = path.resolveSibling(path.getFileName() + ".part");
    try {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(partial))) {
        if (trace.isImage()) {
          writeFrames(trace, zip);
        } else {
          writeObservations(trace, zip);
        }
        writeStarts(trace, zip);
      } catch (IOException e) {
        Files.deleteIfExists(partial);
        throw e;
      }
      // A reader sees the old file or the whole new one.
      Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new TraceException(
          "%s cannot be written (%s); check that its folder exists, is writable and has room"
              .formatted(path, e),
          e);
    }
  }

  private static void writeFrames(Trace trace, ZipOutputStream zip) throws IOException {
    int[] shape = {trace.steps(), trace.height(), trace.width()};
    begin(zip, "frames", new NpyHeader("|u1", shape));
    byte[] frame = new byte[trace.frameLength()];
    for (int step = 0; step < trace.steps(); step++) {
      trace.frame(step, frame);
      zip.write(frame);
    }
    zip.closeEntry();
  }

  private static void writeObservations(Trace trace, ZipOutputStream zip) throws IOException {
    int n = trace.frameLength();
    begin(zip, "observations", new NpyHeader("<f4", new int[] {trace.steps(), n}));
    float[] values = new float[n];
    ByteBuffer bytes = ByteBuffer.allocate(n * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int step = 0; step < trace.steps(); step++) {
      trace.observation(step, values);
      bytes.asFloatBuffer().put(values);
      zip.write(bytes.array());
    }
    zip.closeEntry();
  }

  private static void writeStarts(Trace trace, ZipOutputStream zip) throws IOException {
    begin(zip, "episode_start", new NpyHeader("|u1", new int[] {trace.steps()}));
    byte[] starts = new byte[trace.steps()];
    for (int step = 0; step < starts.length; step++) {
      starts[step] = (byte) (trace.episodeStart(step) ? 1 : 0);
    }
    zip.write(starts);
    zip.closeEntry();
  }

  private static void begin(ZipOutputStream zip, String key, NpyHeader header) throws IOException {
    ZipEntry entry = new ZipEntry(key + ".npy");
    entry.setTimeLocal(DATE);
    zip.putNextEntry(entry);
    zip.write(header.encode());
  }
}
