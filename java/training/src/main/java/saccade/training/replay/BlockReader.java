package saccade.training.replay;

import java.io.DataInput;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what {@link BlockWriter} wrote. */
final class BlockReader implements AutoCloseable {
  private final DataInput in;
  private final Inflater inflater = new Inflater(true);
  private final byte[] plain = new byte[BlockWriter.BLOCK];
  private final byte[] packed = new byte[BlockWriter.PACKED];
  private final byte[] beyond = new byte[1];
  private int filled;
  private int taken;

  BlockReader(DataInput in) {
    this.in = in;
  }

  void read(byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (taken == filled) {
        next();
      }
      int part = Math.min(length - done, filled - taken);
      System.arraycopy(plain, taken, target, offset + done, part);
      taken += part;
      done += part;
    }
  }

  /**
   * Ends a stream of blocks.
   *
   * @throws IOException if a byte is left
   */
  void requireEnd() throws IOException {
    if (taken != filled) {
      throw ReplayFormat.broken();
    }
  }

  private void next() throws IOException {
    int wanted = in.readInt();
    int length = in.readInt();
    if (wanted < 1 || wanted > plain.length || length < 1 || length > packed.length) {
      throw ReplayFormat.broken();
    }
    in.readFully(packed, 0, length);
    inflater.reset();
    inflater.setInput(packed, 0, length);
    try {
      int got = inflater.inflate(plain, 0, wanted);
      // A block that ends just where it should shows its end only to whoever asks for more.
      boolean more = inflater.inflate(beyond) != 0 || !inflater.finished();
      if (got != wanted || more || inflater.getRemaining() != 0) {
        throw ReplayFormat.broken();
      }
    } catch (DataFormatException e) {
      throw ReplayFormat.broken();
    }
    filled = wanted;
    taken = 0;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
