package saccade.training.storage;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of named sections that is there whole or not at all. All numbers big-endian: magic (8
 * bytes), version (4), the sections one after the other, their table (count; name and start each),
 * where the table starts (8), length of the file (8), SHA-256 of all before it (32).
 */
public final class CheckpointFile {
  static final byte[] MAGIC = {'S', 'A', 'C', 'C', 'A', 'D', 'E', '\n'};
  static final int VERSION = 1;
  static final int HEADER = MAGIC.length + Integer.BYTES;
  static final int HASH = 32;
  static final int TRAILER = 2 * Long.BYTES + HASH;
  static final int MAX_SECTIONS = 1000;
  private static final int BUFFER = 1 << 16;

  private CheckpointFile() {}

  /** The name under which {@link #write} keeps the file that it replaces. */
  public static Path previous(Path file) {
    return AtomicFile.beside(file, ".previous");
  }

  /**
   * Writes a checkpoint beside the present one, forces it to disk, keeps the present one as {@link
   * #previous} and takes its place. If that fails the present one stays as it is.
   *
   * @param file whose folder exists
   * @param sections at most 1000, written in the order of their names, each streamed
   * @throws CheckpointException if it cannot be written
   */
  public static void write(Path file, Map<String, SectionWriter> sections)
      throws CheckpointException {
    write(file, sections, AtomicFile.DISK);
  }

  static void write(Path file, Map<String, SectionWriter> sections, AtomicFile.Sink sink)
      throws CheckpointException {
    if (sections.size() > MAX_SECTIONS) {
      throw new IllegalArgumentException(
          sections.size() + " sections were given; a checkpoint has at most " + MAX_SECTIONS);
    }
    try {
      AtomicFile.write(file, previous(file), sink, out -> write(sections, out));
    } catch (IOException e) {
      throw new CheckpointException(
          "checkpoint %s cannot be written (%s); free space or allow writing there, the last good one is as it was"
              .formatted(file, StorageException.reason(e)),
          e);
    }
  }

  private static void write(Map<String, SectionWriter> sections, OutputStream out)
      throws IOException {
    DigestOutputStream hashed = new DigestOutputStream(out, sha256());
    CountingOutput data = new CountingOutput(new BufferedOutputStream(hashed, BUFFER));
    data.write(MAGIC);
    data.writeInt(VERSION);
    Map<String, Long> starts = new LinkedHashMap<>();
    for (Map.Entry<String, SectionWriter> section : new TreeMap<>(sections).entrySet()) {
      starts.put(section.getKey(), data.count());
      section.getValue().writeTo(data);
    }
    long table = data.count();
    data.writeInt(starts.size());
    for (Map.Entry<String, Long> section : starts.entrySet()) {
      data.writeUTF(section.getKey());
      data.writeLong(section.getValue());
    }
    data.writeLong(table);
    data.writeLong(data.count() + Long.BYTES + HASH);
    data.flush();
    out.write(hashed.getMessageDigest().digest());
  }

  /**
   * Checks a whole checkpoint and opens it.
   *
   * @throws CheckpointException if it is missing, truncated, changed, foreign or of a newer
   *     version; names the {@link #previous} one if that is good
   */
  public static Checkpoint open(Path file) throws CheckpointException {
    try {
      return Checkpoint.verified(file);
    } catch (CheckpointException e) {
      throw new CheckpointException(e.getMessage() + "; " + remedy(file), e);
    }
  }

  /** Whether there is a checkpoint to go on from, good or not. */
  public static boolean exists(Path file) {
    return Files.exists(file) || Files.exists(previous(file));
  }

  private static String remedy(Path file) {
    Path previous = previous(file);
    try (Checkpoint good = Checkpoint.verified(previous)) {
      return "%s is good (%d sections), rename it to %s to go on from there"
          .formatted(previous, good.names().size(), file.getFileName());
    } catch (IOException e) {
      return "start anew, or bring a copy of it back";
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256; use a complete JDK", e);
    }
  }

  /** Counts beyond 2 GB, where {@link DataOutputStream#size} stops. */
  private static final class CountingOutput extends DataOutputStream {
    private final Counter counter;

    CountingOutput(OutputStream out) {
      this(new Counter(out));
    }

    private CountingOutput(Counter counter) {
      super(counter);
      this.counter = counter;
    }

    long count() {
      return counter.count;
    }
  }

  private static final class Counter extends java.io.FilterOutputStream {
    private long count;

    Counter(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] values, int offset, int length) throws IOException {
      out.write(values, offset, length);
      count += length;
    }
  }
}
