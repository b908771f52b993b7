package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import saccade.model.Thresholds;

/**
 * Many agents on one plan: slots that join and leave singly, one contiguous direct buffer for what
 * they observe and one for y, one set of thresholds. A step runs every joined slot. In EXACT the
 * bits of a slot depend neither on its number nor on its neighbours nor on threads. Belongs to one
 * thread at a time, as a {@link Session} does, whoever helps it within a step; errors are the same.
 * An interrupt does not end a step and stays pending, and a {@code close} during a step is refused:
 * every slot is before its step or after it.
 */
public interface BatchSession extends AutoCloseable {
  /** Status bit: no agent is in the slot. */
  int EMPTY = 1;

  /** Status bit: the slot's input was refused (contract, law 11); its state and y are untouched. */
  int REFUSED = 2;

  /**
   * Status bit: an exception ended the slot's step, which {@code stepFull} or {@code stepFrames}
   * threw after all others had stepped. Its state is undefined and it steps no more until it is
   * reset, resynced or restored.
   */
  int FAILED = 4;

  /** Number of slots. */
  int capacity();

  /**
   * Direct buffer of what the slots observe: slot s's whole observation at s times its bytes for
   * {@link #stepFull} and {@link #resync}, its newest frame at s times the bytes of a frame for
   * {@link #stepFrames}. Bytes of an image stack, else float32 in native order.
   */
  ByteBuffer input();

  /** Direct buffer of y: slot s at s * outputs. */
  FloatBuffer output();

  /** One step of every joined slot on its whole observation. */
  void stepFull();

  /** One step of every joined slot on its newest frame. */
  void stepFrames();

  /**
   * Status of a slot after the last step: {@link #EMPTY}, {@link #REFUSED}, {@link #FAILED}, or 0
   * if all is well.
   */
  int status(int slot);

  /** Counts of a slot's last step: a live view. */
  StepCounts counts(int slot);

  /**
   * Takes the lowest free slot, in its reset state.
   *
   * @throws IllegalStateException if none is free
   */
  int join();

  /**
   * Takes this slot, in its reset state.
   *
   * @throws IllegalArgumentException if it is taken
   */
  void join(int slot);

  /** Frees a slot. */
  void leave(int slot);

  /** New episode of a slot. */
  void reset(int slot);

  /**
   * O := b + W * sent in every layer of a slot.
   *
   * @throws IllegalStateException if it is {@link #FAILED}
   */
  void refresh(int slot);

  /** Starts a slot over from its observation in {@link #input}. */
  void resync(int slot);

  /**
   * A copy of a slot's state.
   *
   * @throws IllegalStateException if it is {@link #FAILED}
   */
  Snapshot snapshot(int slot);

  /** Restores a slot as {@link Session#restore} does. */
  boolean restore(int slot, Snapshot snapshot);

  /**
   * Joins the lowest free slot with a copy of another one's state and y.
   *
   * @throws IllegalStateException if none is free, or that one is {@link #FAILED}
   */
  int fork(int slot);

  /** The thresholds of all slots. */
  Thresholds thresholds();

  /** Sets the thresholds of all slots and marks every neuron. */
  void setThresholds(Thresholds thresholds);

  /** Reads sent values of a slot, as {@link Session#readSent}. */
  void readSent(int slot, int layer, double[] target);

  /** Reads accumulators of a slot, as {@link Session#readAccumulators}. */
  void readAccumulators(int slot, int layer, double[] target);

  /** Ends all slots; closing twice does nothing. */
  @Override
  void close();
}
