package saccade.training.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import saccade.model.ImageStack;

/**
 * A replay as bytes: settings, then per stream its head, its open episode and the kept slots from
 * the oldest on, in deflated blocks of marks, actions, rewards and frames.
 */
final class ReplayFormat {
  private static final int VERSION = 1;

  private ReplayFormat() {}

  static void write(ReplaySettings settings, Slots slots, Ring[] rings, DataOutput out)
      throws IOException {
    out.writeInt(VERSION);
    for (int value : integers(settings)) {
      out.writeInt(value);
    }
    out.writeDouble(settings.gamma());
    try (BlockWriter blocks = new BlockWriter(out)) {
      for (Ring ring : rings) {
        out.writeLong(ring.head);
        out.writeLong(ring.episode);
        writeRing(slots, ring, settings.input().frameBytes(), blocks);
      }
    }
  }

  private static void writeRing(Slots slots, Ring ring, int frameBytes, BlockWriter blocks)
      throws IOException {
    long tail = ring.head - ring.filled();
    ByteBuffer word = ByteBuffer.allocate(Float.BYTES);
    for (long p = tail; p < ring.head; p++) {
      int slot = ring.slot(p);
      blocks.write(slots.meta, slot, 1);
      blocks.write(slots.actions, slot, 1);
      blocks.write(word.putInt(0, Float.floatToRawIntBits(slots.rewards[slot])).array(), 0, 4);
    }
    for (long p = tail; p < ring.head; p++) {
      int slot = ring.slot(p);
      blocks.write(slots.frames.chunk(slot), slots.frames.offset(slot), frameBytes);
    }
    blocks.flush();
  }

  private static int[] integers(ReplaySettings settings) {
    ImageStack input = settings.input();
    return new int[] {
      input.planes(),
      input.channels(),
      input.height(),
      input.width(),
      settings.framesPerStream(),
      settings.streams(),
      settings.steps()
    };
  }

  static void requireSame(ReplaySettings settings, DataInput in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "the replay has format %d, but this program reads %d; use the program that wrote it"
              .formatted(version, VERSION));
    }
    int[] here = integers(settings);
    int[] there = new int[here.length];
    for (int i = 0; i < there.length; i++) {
      there[i] = in.readInt();
    }
    String mine = text(here, settings.gamma());
    String theirs = text(there, in.readDouble());
    if (!mine.equals(theirs)) {
      throw new IllegalArgumentException(
          "the replay was written for %s, not for %s; go on with the settings it was written with"
              .formatted(theirs, mine));
    }
  }

  private static String text(int[] shape, double gamma) {
    return "%d planes of %dx%dx%d, %d frames in each of %d streams, %d steps, gamma %s"
        .formatted(shape[0], shape[1], shape[2], shape[3], shape[4], shape[5], shape[6], gamma);
  }

  static void read(Slots slots, Ring[] rings, DataInput in) throws IOException {
    try (BlockReader blocks = new BlockReader(in)) {
      for (Ring ring : rings) {
        readRing(slots, ring, in, blocks);
      }
    }
  }

  private static void readRing(Slots slots, Ring ring, DataInput in, BlockReader blocks)
      throws IOException {
    long head = in.readLong();
    long episode = in.readLong();
    if (episode < 0 || episode > head) {
      throw broken();
    }
    ring.head = head;
    long tail = head - ring.filled();
    ByteBuffer word = ByteBuffer.allocate(Float.BYTES);
    for (long p = tail; p < head; p++) {
      int slot = ring.slot(p);
      blocks.read(slots.meta, slot, 1);
      blocks.read(slots.actions, slot, 1);
      blocks.read(word.array(), 0, Float.BYTES);
      slots.rewards[slot] = Float.intBitsToFloat(word.getInt(0));
    }
    requireEpisodes(slots, ring, tail, episode);
    for (long p = tail; p < head; p++) {
      int slot = ring.slot(p);
      blocks.read(slots.frames.chunk(slot), slots.frames.offset(slot), slots.frames.frameBytes());
    }
    blocks.requireEnd();
    ring.recount(head, episode);
  }

  /** Marks that contradict each other would lead sampling out of the ring. */
  private static void requireEpisodes(Slots slots, Ring ring, long tail, long episode)
      throws IOException {
    long start = tail == 0 ? 0 : -1; // of the episode at hand; -1 if it lies before the tail
    int before = Slots.STEP;
    for (long p = tail; p < ring.head; p++) {
      int slot = ring.slot(p);
      int most = (int) Math.min(ring.planes() - 1, p - start);
      boolean fits = start < 0 ? slots.older(slot) <= most : slots.older(slot) == most;
      boolean unknown = p == tail && start < 0;
      int kind = slots.kind(slot);
      boolean wrongLast = (kind == Slots.LAST) != (before == Slots.TRUNCATED);
      if (!fits || (wrongLast && !unknown)) {
        throw broken();
      }
      start = kind == Slots.TERMINAL || kind == Slots.LAST ? p + 1 : start;
      before = kind;
    }
    boolean fits = start < 0 ? episode <= tail : episode == start;
    if (!fits || before == Slots.TRUNCATED) {
      throw broken();
    }
  }

  static IOException broken() {
    return new IOException("the replay contradicts itself; go on from an older checkpoint");
  }
}
