package saccade.training.replay;

import java.io.DataOutput;
import java.io.IOException;
import java.util.zip.Deflater;

/** Deflates bytes in blocks whose lengths come first, so that a reader takes no byte too many. */
final class BlockWriter implements AutoCloseable {
  static final int BLOCK = 1 << 18;

  /** What does not compress grows by a few bytes per 16 KiB. */
  static final int PACKED = BLOCK + BLOCK / 64;

  private final DataOutput out;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final byte[] plain = new byte[BLOCK];

  private final byte[] packed = new byte[PACKED];
  private int filled;

  BlockWriter(DataOutput out) {
    this.out = out;
  }

  void write(byte[] source, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, BLOCK - filled);
      System.arraycopy(source, offset + done, plain, filled, part);
      filled += part;
      done += part;
      if (filled == BLOCK) {
        flush();
      }
    }
  }

  /** Ends the block. */
  void flush() throws IOException {
    if (filled == 0) {
      return;
    }
    deflater.reset();
    deflater.setInput(plain, 0, filled);
    deflater.finish();
    int length = deflater.deflate(packed);
    if (!deflater.finished()) {
      throw new IllegalStateException("a deflated block exceeds its bound; this is an error here");
    }
    out.writeInt(filled);
    out.writeInt(length);
    out.write(packed, 0, length);
    filled = 0;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
