package saccade.training.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream; the file's own position stays. */
final class ExtentStream extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long at;

  ExtentStream(FileChannel channel, long start, long length) {
    this.channel = channel;
    at = start;
    end = start + length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int wanted = (int) Math.min(length, end - at);
    if (wanted <= 0) {
      return length == 0 ? 0 : -1;
    }
    int got = channel.read(ByteBuffer.wrap(target, offset, wanted), at);
    at += Math.max(0, got);
    return got;
  }
}
