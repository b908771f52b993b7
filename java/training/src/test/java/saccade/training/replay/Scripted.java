package saccade.training.replay;

import java.nio.ByteBuffer;

/** Episodes of given lengths and endings in one stream, with frames that number themselves. */
final class Scripted {
  final ReplayBuffer buffer;
  final NaiveReplay naive;
  private final int size;
  private int count;

  Scripted(ReplaySettings settings) {
    buffer = new ReplayBuffer(settings);
    naive = new NaiveReplay(settings);
    size = settings.input().frameBytes();
  }

  /** Ending 0 is terminal, 1 truncated, 2 truncated after a terminal one-step episode. */
  void episode(int length, int ending) {
    for (int i = 0; i < length; i++) {
      append(ending == 0 && i == length - 1 || ending == 2 && i == 0 && length > 1);
    }
    if (ending > 0) {
      byte[] frame = next();
      buffer.truncate(0, ByteBuffer.wrap(frame), 0);
      naive.truncate(frame);
    }
  }

  void append(boolean terminal) {
    byte[] frame = next();
    buffer.append(0, ByteBuffer.wrap(frame), 0, count % 7, count, terminal);
    naive.append(frame, count % 7, count, terminal);
  }

  private byte[] next() {
    count++;
    byte[] frame = new byte[size];
    frame[0] = (byte) count;
    frame[size - 1] = (byte) (count >> 8);
    return frame;
  }
}
