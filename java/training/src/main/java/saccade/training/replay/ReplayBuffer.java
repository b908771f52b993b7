package saccade.training.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import saccade.training.learner.Minibatch;

/**
 * Experience of environments that run side by side. Every frame is kept once; stacks are put
 * together when they are sampled: oldest frame first, zeros before an episode's first frame, never
 * frames of another episode. When a stream is full, its oldest frames are overwritten.
 *
 * <p>All memory is taken at the start; {@link #append}, {@link #truncate} and {@link #sample}
 * allocate nothing. One thread at a time.
 */
public final class ReplayBuffer {
  private static final int MAX_ACTION = 255;

  private final ReplaySettings settings;
  private final Slots slots;
  private final Ring[] rings;
  private final int frameBytes;
  private final int stackBytes;
  private final byte[] zeros;
  private final float[] powers;
  private final double[] weights;

  /**
   * An empty buffer.
   *
   * @throws IllegalArgumentException if the Java heap cannot hold {@link ReplaySettings#bytes}
   */
  public ReplayBuffer(ReplaySettings settings) {
    this(settings, FrameStore.CHUNK_BYTES);
  }

  ReplayBuffer(ReplaySettings settings, int chunkBytes) {
    this.settings = settings;
    slots = allocated(settings, chunkBytes);
    rings = new Ring[settings.streams()];
    for (int i = 0; i < rings.length; i++) {
      rings[i] = new Ring(i, settings, slots);
    }
    frameBytes = settings.input().frameBytes();
    stackBytes = settings.input().observationBytes();
    zeros = new byte[frameBytes];
    weights = new double[settings.steps() + 1];
    powers = new float[settings.steps() + 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i == 0 ? 1 : weights[i - 1] * settings.gamma();
      powers[i] = (float) weights[i];
    }
  }

  private static Slots allocated(ReplaySettings settings, int chunkBytes) {
    if (settings.bytes() > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(settings, null);
    }
    try {
      return new Slots(settings, chunkBytes);
    } catch (OutOfMemoryError e) {
      throw tooLarge(settings, e);
    }
  }

  private static IllegalArgumentException tooLarge(
      ReplaySettings settings, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "a replay of %,d frames takes %,d MiB, but the Java heap ends at %,d MiB; keep fewer frames or raise -Xmx"
            .formatted(
                settings.frames(), settings.bytes() >> 20, Runtime.getRuntime().maxMemory() >> 20),
        cause);
  }

  /** Shape of this buffer. */
  public ReplaySettings settings() {
    return settings;
  }

  /** Frames that fit, all streams together. */
  public int capacity() {
    return settings.framesPerStream() * rings.length;
  }

  /** Bytes of memory taken; constant. */
  public long bytes() {
    return settings.bytes();
  }

  /** Transitions that can be sampled now. */
  public int size() {
    int size = 0;
    for (Ring ring : rings) {
      size += ring.span() - ring.lasts;
    }
    return size;
  }

  /** Frames appended to a stream since its beginning, overwritten ones included. */
  public long appended(int stream) {
    return rings[stream].head;
  }

  /** Forgets everything. */
  public void clear() {
    for (Ring ring : rings) {
      ring.clear();
    }
  }

  /**
   * Adds one step of one environment. The first step after an episode's end, or after {@link
   * #truncate}, begins a new episode. The observation that follows a terminal step is not wanted.
   *
   * @param stream environment, from 0
   * @param frames holds the newest frame of the observation in which the action was chosen
   * @param at where that frame begins in {@code frames}; position and limit of the buffer stay, and
   *     the limit counts
   * @param action 0..255
   * @param reward finite; clipped by whoever wants it clipped
   * @param terminal whether the action ended the episode for good
   */
  public void append(
      int stream, ByteBuffer frames, int at, int action, float reward, boolean terminal) {
    requireFrame(frames, at);
    if (action < 0 || action > MAX_ACTION || !Float.isFinite(reward)) {
      throw new IllegalArgumentException(
          "action %d with reward %s was given; actions go from 0 to 255, rewards are finite"
              .formatted(action, reward));
    }
    Ring ring = rings[stream];
    int slot = ring.push(terminal ? Slots.TERMINAL : Slots.STEP);
    slots.set(slot, frames, at);
    slots.actions[slot] = (byte) action;
    slots.rewards[slot] = reward;
    if (terminal) {
      ring.end();
    } else {
      ring.goOn();
    }
  }

  /**
   * Cuts the open episode of a stream off after its newest step: what follows counts as if it had
   * gone on, judged by the frame given here. At a limit of time, or where a run is taken up again
   * in new episodes.
   *
   * @param stream environment, from 0
   * @param frames holds the frame that followed the newest step
   * @param at where it begins
   * @throws IllegalStateException if no episode is open
   */
  public void truncate(int stream, ByteBuffer frames, int at) {
    requireFrame(frames, at);
    Ring ring = rings[stream];
    if (!ring.isOpen()) {
      throw new IllegalStateException(
          "stream " + stream + " has no open episode to cut off; append a step before");
    }
    ring.truncateNewest();
    int slot = ring.push(Slots.LAST);
    slots.set(slot, frames, at);
    slots.actions[slot] = 0;
    slots.rewards[slot] = 0;
    ring.end();
  }

  private void requireFrame(ByteBuffer frames, int at) {
    if (at < 0 || at > frames.limit() - frameBytes) {
      throw new IllegalArgumentException(
          "a frame of %d bytes at %d exceeds a buffer of %d; give where a whole frame begins"
              .formatted(frameBytes, at, frames.limit()));
    }
  }

  /**
   * Fills the batch with transitions, each drawn uniformly and with replacement from those whose n
   * steps are complete and whose stack is still there.
   *
   * <p>The reward is the sum of gamma^k r_k over n steps, or over fewer if the episode ends before.
   * The discount is 0 after a terminal step, and the next observation is then all zeros; else it is
   * gamma^(steps made).
   *
   * @param below gives a random number from 0 to below its argument; asked at least once per
   *     transition
   * @param batch receives observations, actions, rewards, discounts
   * @throws IllegalStateException if {@link #size} is 0
   */
  public void sample(IntUnaryOperator below, Minibatch batch) {
    requireSamples(batch);
    int span = 0;
    for (Ring ring : rings) {
      span += ring.span();
    }
    int i = 0;
    while (i < batch.size()) {
      int drawn = below.applyAsInt(span);
      int stream = 0;
      while (drawn >= rings[stream].span()) {
        drawn -= rings[stream++].span();
      }
      Ring ring = rings[stream];
      if (slots.kind(ring.slot(ring.low + drawn)) != Slots.LAST) {
        fill(ring, ring.low + drawn, batch, i++);
      }
    }
  }

  private void requireSamples(Minibatch batch) {
    if (size() == 0) {
      throw new IllegalStateException(
          "no transition is complete yet; append more than %d steps to a stream before sampling"
              .formatted(settings.steps()));
    }
    if (batch.observations().capacity() != (long) batch.size() * stackBytes) {
      throw new IllegalArgumentException(
          "a batch of %d observations in %d bytes was given; an observation here has %d bytes"
              .formatted(batch.size(), batch.observations().capacity(), stackBytes));
    }
  }

  private void fill(Ring ring, long position, Minibatch batch, int index) {
    int slot = ring.slot(position);
    batch.actions()[index] = slots.action(slot);
    int at = index * stackBytes;
    copyStack(ring, position, batch.observations(), at);
    double sum = slots.rewards[slot];
    int made = 1;
    while (made < settings.steps() && slots.kind(slot) == Slots.STEP) {
      slot = ring.slot(position + made);
      sum += weights[made] * slots.rewards[slot];
      made++;
    }
    batch.rewards()[index] = (float) sum;
    if (slots.kind(slot) == Slots.TERMINAL) {
      batch.discounts()[index] = 0;
      copyZeros(settings.input().planes(), batch.nextObservations(), at);
    } else {
      batch.discounts()[index] = powers[made];
      copyStack(ring, position + made, batch.nextObservations(), at);
    }
  }

  private void copyStack(Ring ring, long position, ByteBuffer target, int at) {
    int older = slots.older(ring.slot(position));
    int missing = settings.input().planes() - 1 - older;
    copyZeros(missing, target, at);
    int to = at + missing * frameBytes;
    for (long p = position - older; p <= position; p++) {
      slots.frames.get(ring.slot(p), target, to);
      to += frameBytes;
    }
  }

  private void copyZeros(int planes, ByteBuffer target, int at) {
    for (int i = 0; i < planes; i++) {
      target.put(at + i * frameBytes, zeros);
    }
  }

  /**
   * Writes everything that {@link #read} needs to go on to the bit, deflated.
   *
   * @throws IOException if {@code out} does
   */
  public void write(DataOutput out) throws IOException {
    ReplayFormat.write(settings, slots, rings, out);
  }

  /**
   * Takes what {@link #write} wrote in place of its own experience; after a failure it is empty.
   *
   * @throws IllegalArgumentException if it was written with other settings
   * @throws IOException if {@code in} ends early or holds something else
   */
  public void read(DataInput in) throws IOException {
    clear();
    ReplayFormat.requireSame(settings, in);
    try {
      ReplayFormat.read(slots, rings, in);
    } catch (IOException | RuntimeException e) {
      clear();
      throw e;
    }
  }
}
