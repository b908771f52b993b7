package saccade.environments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.Seal;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Environments of one name, stepped together for a learner that asks its network about all of them
 * at once. An environment whose episode ended begins the next one within the same step. No threads;
 * a step allocates nothing. Belongs to one thread at a time.
 *
 * <p>Buffers and arrays are made once and are overwritten by the next step; read them before, and
 * write nothing into them. Element i of each belongs to environment i.
 */
public final class LockStep {
  private static final int SEED_STREAM = 5;

  private final List<Environment> environments;
  private final int frameLength;
  private final byte[] frame;
  private final ByteBuffer frames;
  private final ByteBuffer lastFrames;
  private final ByteBuffer shownFrames;
  private final ByteBuffer shownLastFrames;
  private final float[] rewards;
  private final boolean[] ended;
  private final boolean[] truncated;
  private final double[] scores;

  /**
   * Makes environments with default options and begins an episode in each.
   *
   * @param name one of {@link Environments#names}
   * @param count how many, from 1
   * @param seed of all; each environment gets a seed of its own from it, the same for every count
   * @throws IllegalArgumentException if the name is unknown or the count below 1
   */
  public LockStep(String name, int count, long seed) {
    this(count, seed, own -> Environments.create(name, own));
  }

  /**
   * Makes environments by a function, for options of one's own, and begins an episode in each.
   *
   * @param count how many, from 1
   * @param seed of all, as in the other constructor
   * @param maker makes an environment of always the same name and options from a seed
   * @throws IllegalArgumentException if the count is below 1 or the names differ
   */
  public LockStep(int count, long seed, LongFunction<? extends Environment> maker) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + " and must be at least 1");
    }
    environments = make(count, seed, maker);
    frameLength = environments.get(0).frameLength();
    frame = new byte[frameLength];
    frames = ByteBuffer.allocateDirect(Math.multiplyExact(count, frameLength));
    lastFrames = ByteBuffer.allocateDirect(frames.capacity());
    shownFrames = frames.duplicate();
    shownLastFrames = lastFrames.duplicate();
    rewards = new float[count];
    ended = new boolean[count];
    truncated = new boolean[count];
    scores = new double[count];
    reset();
  }

  private static List<Environment> make(
      int count, long seed, LongFunction<? extends Environment> maker) {
    SeededRandom seeds = new SeededRandom(seed, SEED_STREAM);
    List<Environment> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(maker.apply(seeds.nextLong()));
    }
    String name = made.get(0).name();
    for (Environment environment : made) {
      if (!environment.name().equals(name)) {
        throw new IllegalArgumentException(
            "the maker made '%s' and '%s'; all environments must have one name"
                .formatted(name, environment.name()));
      }
    }
    return List.copyOf(made);
  }

  /** How many environments there are. */
  public int count() {
    return environments.size();
  }

  /**
   * One of the environments, to ask for its shape and actions; stepping it here is for LockStep.
   */
  public Environment environment(int index) {
    return environments.get(index);
  }

  /** Begins a new episode in every environment; nothing counts as ended then. */
  public void reset() {
    for (int i = 0; i < environments.size(); i++) {
      environments.get(i).reset();
      show(i, frames);
    }
    Arrays.fill(rewards, 0);
    Arrays.fill(ended, false);
    Arrays.fill(truncated, false);
    Arrays.fill(scores, Double.NaN);
  }

  /**
   * Plays one step in every environment.
   *
   * @param actions one per environment, indices into {@link Environment#actions}
   * @throws IllegalArgumentException if there are more or fewer actions than environments, or one
   *     does not exist; no environment has been stepped then
   */
  public void step(int[] actions) {
    check(actions);
    for (int i = 0; i < actions.length; i++) {
      Environment environment = environments.get(i);
      environment.step(actions[i]);
      rewards[i] = environment.reward();
      ended[i] = environment.done();
      truncated[i] = environment.truncated();
      scores[i] = Double.NaN;
      if (ended[i]) {
        scores[i] = environment.score();
        show(i, lastFrames);
        environment.reset();
      }
      show(i, frames);
    }
  }

  private void check(int[] actions) {
    if (actions.length != environments.size()) {
      throw new IllegalArgumentException(
          "%d actions for %d environments; pass one per environment"
              .formatted(actions.length, environments.size()));
    }
    int known = environments.get(0).actions().size();
    for (int i = 0; i < actions.length; i++) {
      if (actions[i] < 0 || actions[i] >= known) {
        throw new IllegalArgumentException(
            "action of environment %d is %d and must be from 0 to %d"
                .formatted(i, actions[i], known - 1));
      }
    }
  }

  private void show(int index, ByteBuffer target) {
    environments.get(index).frame(frame);
    target.put(index * frameLength, frame);
  }

  /**
   * What every environment shows now, frame after frame, count * frameLength bytes; after an end
   * the first frame of the next episode. Always the same direct buffer.
   */
  public ByteBuffer observations() {
    return shownFrames;
  }

  /**
   * Last frames of ended episodes, laid out as {@link #observations}: where {@link #ended} is set,
   * the frame that the last step led to. What stands in other places means nothing.
   */
  public ByteBuffer lastObservations() {
    return shownLastFrames;
  }

  /** Points that the last step won, unclipped. */
  public float[] rewards() {
    return rewards;
  }

  /** Whether the last step ended an episode, for whatever reason. */
  public boolean[] ended() {
    return ended;
  }

  /** Whether the last step ended an episode by a step limit; see {@link Environment#truncated}. */
  public boolean[] truncated() {
    return truncated;
  }

  /** Points of the episode that the last step ended; NaN where none ended. */
  public double[] finishedScores() {
    return scores;
  }

  /** The whole state, so that {@link #restore} goes on bit for bit. Allocates. */
  public byte[] snapshot() {
    StateWriter out = new StateWriter();
    for (int i = 0; i < environments.size(); i++) {
      byte[] one = environments.get(i).snapshot();
      out.putInt(one.length);
      out.putBytes(one);
      out.putInt(Float.floatToRawIntBits(rewards[i]));
      out.putFlag(ended[i]);
      out.putFlag(truncated[i]);
      out.putDouble(scores[i]);
      lastFrames.get(i * frameLength, frame);
      out.putBytes(frame);
    }
    return Seal.close(name(), out);
  }

  /**
   * Goes on from a snapshot, also in another one of the same name, count and options.
   *
   * @param snapshot what {@link #snapshot} returned
   * @throws IllegalArgumentException as {@link Environment#restore}, or if the count differs;
   *     everything is then as it was
   */
  public void restore(byte[] snapshot) {
    StateReader in = Seal.open(name(), snapshot);
    byte[] before = snapshot();
    try {
      load(in);
    } catch (IllegalArgumentException refused) {
      load(Seal.open(name(), before));
      throw refused;
    }
  }

  private String name() {
    return "%d of %s in lock-step".formatted(environments.size(), environments.get(0).name());
  }

  private void load(StateReader in) {
    for (int i = 0; i < environments.size(); i++) {
      byte[] one = new byte[in.getLength("length of an environment's snapshot")];
      in.getBytes(one);
      environments.get(i).restore(one);
      if (environments.get(i).done()) {
        throw new IllegalArgumentException(
            "snapshot has no episode in environment %d; pass bytes that LockStep.snapshot() returned"
                .formatted(i));
      }
      rewards[i] = Float.intBitsToFloat(in.getInt("reward", Integer.MIN_VALUE, Integer.MAX_VALUE));
      ended[i] = in.getFlag("ended");
      truncated[i] = in.getFlag("truncated");
      scores[i] = in.getDouble();
      in.getBytes(frame);
      lastFrames.put(i * frameLength, frame);
      show(i, frames);
    }
    in.end();
  }
}
