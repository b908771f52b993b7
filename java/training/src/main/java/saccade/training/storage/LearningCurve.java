package saccade.training.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How a training goes, row by row in a CSV file: one header, then lines in the order of their
 * frames. A line is written at once; one that a stopped machine left incomplete is cut off when the
 * file is opened again.
 */
public final class LearningCurve implements Closeable {
  private final Path file;
  private final FileChannel channel;
  private final List<CurvePoint> points = new ArrayList<>();

  /** Where each row begins. */
  private final List<Long> starts = new ArrayList<>();

  private LearningCurve(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a curve to go on with, or begins one.
   *
   * @throws StorageException if the file holds something else or cannot be written
   */
  public static LearningCurve open(Path file) throws StorageException {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      LearningCurve curve = new LearningCurve(file, channel);
      try {
        curve.load();
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return curve;
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private void load() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    String header = CurveText.HEADER + "\n";
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.startsWith(header) && !header.startsWith(text)) {
      throw new StorageException(
          file + " is not a learning curve; move it away or choose another folder");
    }
    if (end == 0) {
      channel.truncate(0);
      write(header);
      return;
    }
    channel.truncate(end);
    int at = header.length();
    while (at < end) {
      int newline = text.indexOf('\n', at);
      add(text.substring(at, newline), at);
      at = newline + 1;
    }
  }

  private void add(String line, long start) throws StorageException {
    int row = points.size() + 1;
    try {
      CurvePoint point = CurveText.point(line);
      if (!points.isEmpty() && point.frames() <= last()) {
        throw new NumberFormatException("frames go back");
      }
      points.add(point);
      starts.add(start);
    } catch (NumberFormatException e) {
      throw new StorageException(
          "row %d of %s is broken (%s); remove it, or move the file away"
              .formatted(row, file, e.getMessage()),
          e);
    }
  }

  private long last() {
    return points.get(points.size() - 1).frames();
  }

  /**
   * Adds a row.
   *
   * @param point with more frames than the row before
   * @throws StorageException if it cannot be written; the file is then as it was
   */
  public void append(CurvePoint point) throws StorageException {
    if (!points.isEmpty() && point.frames() <= last()) {
      throw new IllegalArgumentException(
          "a row of frame %d was given after one of frame %d; give later ones"
              .formatted(point.frames(), last()));
    }
    try {
      long start = channel.size();
      write(CurveText.line(point) + "\n");
      points.add(point);
      starts.add(start);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private void write(String text) throws IOException {
    long size = channel.size();
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    channel.position(size);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
  }

  /**
   * Drops rows beyond a frame: what came after the checkpoint from which a run goes on.
   *
   * @param frames the last frame to keep
   * @throws StorageException if the file cannot be written
   */
  public void cutBack(long frames) throws StorageException {
    int keep = points.size();
    while (keep > 0 && points.get(keep - 1).frames() > frames) {
      keep--;
    }
    if (keep == points.size()) {
      return;
    }
    try {
      channel.truncate(starts.get(keep));
    } catch (IOException e) {
      throw failed(file, e);
    }
    points.subList(keep, points.size()).clear();
    starts.subList(keep, starts.size()).clear();
  }

  /** All rows; a copy. */
  public List<CurvePoint> points() {
    return List.copyOf(points);
  }

  /**
   * Draws the mean return over the frames as an SVG picture, whole or not at all.
   *
   * @throws StorageException if it cannot be written
   */
  public void draw(Path svg, CurveLabels labels) throws StorageException {
    byte[] picture = new CurveChart(labels, points).svg().getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(svg, svg, AtomicFile.DISK, out -> out.write(picture));
    } catch (IOException e) {
      throw failed(svg, e);
    }
  }

  private static StorageException failed(Path file, IOException e) {
    return new StorageException(
        "%s cannot be written (%s); free space or allow writing there"
            .formatted(file, StorageException.reason(e)),
        e);
  }

  /** Ends the use of the file; more than once is fine. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
