package saccade.environments.state;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The outer form of a snapshot: mark, version, name of what it is of, length, state, CRC-32 of all
 * before it; big-endian.
 */
public final class Seal {
  private static final int MARK = 0x53414345;
  private static final int VERSION = 1;
  private static final int SUM_LENGTH = Long.BYTES;
  private static final int SHORTEST = 4 * Integer.BYTES + SUM_LENGTH;
  private static final String REMEDY = "; pass bytes that snapshot() returned";

  private Seal() {}

  /** Closes a state under a name. */
  public static byte[] close(String name, StateWriter state) {
    byte[] content = state.toBytes();
    StateWriter sealed = new StateWriter();
    sealed.putInt(MARK);
    sealed.putInt(VERSION);
    sealed.putText(name);
    sealed.putInt(content.length);
    sealed.putBytes(content);
    byte[] summed = sealed.toBytes();
    sealed.putLong(sum(summed, summed.length));
    return sealed.toBytes();
  }

  /**
   * Opens a sealed state.
   *
   * @return a reader that stands at the first field of the state
   * @throws IllegalArgumentException if the bytes are no snapshot, truncated, damaged, of another
   *     version or of another name
   */
  public static StateReader open(String name, byte[] snapshot) {
    if (snapshot.length < SHORTEST || ByteBuffer.wrap(snapshot).getInt() != MARK) {
      throw new IllegalArgumentException("these bytes are no snapshot of a game" + REMEDY);
    }
    StateReader reader = new StateReader(snapshot);
    reader.getInt("mark", MARK, MARK);
    reader.getInt("version", VERSION, VERSION);
    int summed = snapshot.length - SUM_LENGTH;
    if (ByteBuffer.wrap(snapshot).getLong(summed) != sum(snapshot, summed)) {
      throw new IllegalArgumentException(
          "snapshot of %d bytes is damaged or cut off: its checksum does not match"
                  .formatted(snapshot.length)
              + REMEDY);
    }
    String of = reader.getText("name");
    if (!of.equals(name)) {
      throw new IllegalArgumentException(
          "snapshot is of '%s' and this is '%s'; restore it into one of its own name"
              .formatted(of, name));
    }
    return content(reader, summed);
  }

  private static StateReader content(StateReader reader, int longest) {
    byte[] content = new byte[reader.getInt("length", 0, longest)];
    reader.getBytes(content);
    reader.getLong();
    reader.end();
    return new StateReader(content);
  }

  private static long sum(byte[] bytes, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }
}
