package saccade.training.replay;

import java.nio.ByteBuffer;

/** Frames of one size by number, in chunks because one array ends at 2 GB. */
final class FrameStore {
  static final int CHUNK_BYTES = 1 << 26;

  private final int frameBytes;
  private final int shift;
  private final int mask;
  private final byte[][] chunks;

  FrameStore(int frames, int frameBytes, int chunkBytes) {
    this.frameBytes = frameBytes;
    int perChunk = Integer.highestOneBit(Math.max(1, chunkBytes / frameBytes));
    shift = Integer.numberOfTrailingZeros(perChunk);
    mask = perChunk - 1;
    chunks = new byte[(int) (((long) frames + mask) >>> shift)][];
    for (int i = 0; i < chunks.length; i++) {
      long left = frames - ((long) i << shift);
      chunks[i] = new byte[(int) Math.min(perChunk, left) * frameBytes];
    }
  }

  int frameBytes() {
    return frameBytes;
  }

  /** Takes one frame from {@code at} on; the source's position stays. */
  void set(int frame, ByteBuffer source, int at) {
    source.get(at, chunk(frame), offset(frame), frameBytes);
  }

  /** Writes one frame from {@code at} on; the target's position stays. */
  void get(int frame, ByteBuffer target, int at) {
    target.put(at, chunk(frame), offset(frame), frameBytes);
  }

  /** The array that holds a frame; not a copy. */
  byte[] chunk(int frame) {
    return chunks[frame >>> shift];
  }

  /** Where a frame begins in its array. */
  int offset(int frame) {
    return (frame & mask) * frameBytes;
  }
}
