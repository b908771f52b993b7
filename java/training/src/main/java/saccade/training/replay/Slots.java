package saccade.training.replay;

import java.nio.ByteBuffer;
import saccade.model.ImageStack;

/** What is kept per frame: pixels, action, reward, and how the frame lies in its episode. */
final class Slots {
  /** The episode went on after this action. */
  static final int STEP = 0;

  /** The action ended the episode for good. */
  static final int TERMINAL = 1;

  /** The episode was cut off after this action; the next slot has its last frame. */
  static final int TRUNCATED = 2;

  /** Last frame of a truncated episode: nothing was done there. */
  static final int LAST = 3;

  private static final int KIND_BITS = 2;
  private static final int KIND_MASK = 3;
  private static final int BYTE_MASK = 0xff;

  final FrameStore frames;
  final byte[] actions;
  final float[] rewards;

  /** Kind in the low bits; above them how many older frames of the episode the stack has. */
  final byte[] meta;

  Slots(ReplaySettings settings, int chunkBytes) {
    int count = settings.framesPerStream() * settings.streams();
    ImageStack input = settings.input();
    frames = new FrameStore(count, input.frameBytes(), chunkBytes);
    actions = new byte[count];
    rewards = new float[count];
    meta = new byte[count];
  }

  void set(int slot, ByteBuffer source, int at) {
    frames.set(slot, source, at);
  }

  void mark(int slot, int kind, int older) {
    meta[slot] = (byte) (older << KIND_BITS | kind);
  }

  int kind(int slot) {
    return meta[slot] & KIND_MASK;
  }

  int older(int slot) {
    return (meta[slot] & BYTE_MASK) >>> KIND_BITS;
  }

  int action(int slot) {
    return actions[slot] & BYTE_MASK;
  }
}
