package saccade.training.storage;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A checkpoint whose every byte has been checked; sections are streamed from it. */
public final class Checkpoint implements Closeable {
  private static final int BUFFER = 1 << 16;

  /**
   * Where a section lies.
   *
   * @param start of its first byte in the file
   * @param length in bytes
   */
  private record Extent(long start, long length) {}

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Extent> sections = new TreeMap<>();

  private Checkpoint(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Checkpoint verified(Path file) throws CheckpointException {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      Checkpoint checkpoint = new Checkpoint(file, channel);
      try {
        checkpoint.verify();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return checkpoint;
    } catch (NoSuchFileException e) {
      throw new CheckpointException("there is no checkpoint " + file, e);
    } catch (CheckpointException e) {
      throw e;
    } catch (IOException e) {
      throw new CheckpointException(
          "checkpoint %s cannot be read (%s)".formatted(file, StorageException.reason(e)), e);
    }
  }

  private void verify() throws IOException {
    long size = channel.size();
    byte[] start = bytes(0, (int) Math.min(size, CheckpointFile.HEADER));
    int known = Math.min(start.length, CheckpointFile.MAGIC.length);
    if (!Arrays.equals(start, 0, known, CheckpointFile.MAGIC, 0, known)) {
      throw bad("is not a checkpoint of Saccade");
    }
    if (size < CheckpointFile.HEADER + Integer.BYTES + CheckpointFile.TRAILER) {
      throw bad("ends after " + size + " bytes, which is too early");
    }
    int version = ByteBuffer.wrap(start).getInt(CheckpointFile.MAGIC.length);
    if (version != CheckpointFile.VERSION) {
      throw bad(
          "has format %d, but this program reads %d".formatted(version, CheckpointFile.VERSION));
    }
    ByteBuffer trailer =
        ByteBuffer.wrap(bytes(size - CheckpointFile.TRAILER, CheckpointFile.TRAILER));
    long table = trailer.getLong();
    long length = trailer.getLong();
    byte[] hash = new byte[CheckpointFile.HASH];
    trailer.get(hash);
    if (!MessageDigest.isEqual(hash, hashed(size - CheckpointFile.HASH))) {
      throw bad("is truncated or has changed since it was written");
    }
    readTable(table, length, size);
  }

  private byte[] hashed(long end) throws IOException {
    MessageDigest digest = CheckpointFile.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long at = 0; at < end; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER, end - at));
      fill(buffer, at);
      digest.update(buffer);
    }
    return digest.digest();
  }

  private byte[] bytes(long start, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    fill(buffer, start);
    return buffer.array();
  }

  private void fill(ByteBuffer buffer, long start) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, start + buffer.position()) < 0) {
        throw bad("became shorter while it was read");
      }
    }
    buffer.flip();
  }

  /** A right checksum does not make a table right: whoever wrote it may have been wrong. */
  private void readTable(long table, long length, long size) throws IOException {
    long end = size - CheckpointFile.TRAILER;
    if (length != size || table < CheckpointFile.HEADER || table > end - Integer.BYTES) {
      throw contradictory();
    }
    Extent extent = new Extent(table, end - table);
    try (DataInputStream in = new DataInputStream(stream(extent))) {
      readRows(in, table);
      if (in.read() >= 0) {
        throw contradictory();
      }
    } catch (EOFException | UTFDataFormatException e) {
      throw contradictory();
    }
  }

  /** Each section ends where the next one begins, the last one at the table. */
  private void readRows(DataInputStream in, long table) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > CheckpointFile.MAX_SECTIONS) {
      throw contradictory();
    }
    String name = "";
    long start = CheckpointFile.HEADER;
    for (int i = 0; i <= count; i++) {
      String nextName = i < count ? in.readUTF() : "";
      long next = i < count ? in.readLong() : table;
      boolean first = i == 0;
      if (next < start || next > table || (first && next != start)) {
        throw contradictory();
      }
      if (!first && sections.put(name, new Extent(start, next - start)) != null) {
        throw contradictory();
      }
      name = nextName;
      start = next;
    }
  }

  private CheckpointException contradictory() {
    return bad("has a table that contradicts itself");
  }

  private CheckpointException bad(String what) {
    return new CheckpointException("checkpoint " + file + " " + what);
  }

  /** Names of the sections, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(sections.keySet());
  }

  /** Bytes of a section; 0 if there is none of this name. */
  public long length(String name) {
    Extent extent = sections.get(name);
    return extent == null ? 0 : extent.length();
  }

  /**
   * Reads a section.
   *
   * @throws CheckpointException if there is none of this name, the reader left bytes or wanted
   *     more, or threw an {@link IOException} or {@link IllegalArgumentException} itself
   */
  public <T> T read(String name, SectionReader<T> reader) throws CheckpointException {
    Extent extent = sections.get(name);
    if (extent == null) {
      throw bad("has no section '" + name + "'; use one that this kind of run wrote");
    }
    try (DataInputStream in = new DataInputStream(stream(extent))) {
      T value = reader.readFrom(in);
      if (in.read() >= 0) {
        throw bad("has more in section '" + name + "' than belongs there; use one of this run");
      }
      return value;
    } catch (EOFException e) {
      throw bad("has less in section '" + name + "' than belongs there; use one of this run");
    } catch (CheckpointException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new CheckpointException(
          "section '%s' of checkpoint %s does not fit: %s"
              .formatted(name, file, StorageException.reason(e)),
          e);
    }
  }

  private InputStream stream(Extent extent) {
    return new BufferedInputStream(
        new ExtentStream(channel, extent.start(), extent.length()), BUFFER);
  }

  /** Ends the use of the file; more than once is fine. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
