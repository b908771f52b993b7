package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import saccade.model.Thresholds;

/**
 * The state of one agent on a plan. A step takes the whole observation of that step and returns y
 * of the same step: layers add no delay (contract, law 1).
 *
 * <p>A session belongs to one thread at a time: a second caller at the same time is refused with
 * {@link SessionBusyException}, a caller after {@link #close} with {@link SessionClosedException}.
 * Refused calls, and calls with a wrong length, touch no state. After warm-up a step allocates
 * nothing, locks nothing and logs nothing.
 *
 * <p>Observations and y are in the model's order (channel, row, column): bytes for an image stack,
 * float32 in raw units for a float stack. The direct buffers hold float32 in native order.
 */
public interface Session extends AutoCloseable {
  /**
   * Direct buffer of one whole observation, read by {@link #step()} and {@link #resync()}; its
   * position and limit are ignored.
   */
  ByteBuffer observation();

  /**
   * Direct buffer of the newest frame, read by {@link #stepFrame()}; its position and limit are
   * ignored.
   */
  ByteBuffer frame();

  /** Direct buffer of y, written by steps, reset, refresh and resync. */
  FloatBuffer output();

  /** One step on {@link #observation()}: every element of every plane is tested. */
  void step();

  /**
   * One step on a copy of {@code observation}.
   *
   * @param observation every plane, bytes as gray levels 0..255
   * @param y receives the outputs
   * @throws IllegalArgumentException if a length is wrong or the network observes floats
   */
  void step(byte[] observation, float[] y);

  /**
   * One step on a copy of {@code observation}.
   *
   * @param observation every frame, in raw units
   * @param y receives the outputs
   * @throws IllegalArgumentException if a length is wrong, a value is NaN, infinite or beyond its
   *     limit ({@link InputLimits}), or the network observes bytes
   */
  void step(float[] observation, float[] y);

  /**
   * One step on {@link #frame()}: the session owns the stack, older planes move by one, only the
   * newest plane is tested (contract, law 9).
   */
  void stepFrame();

  /**
   * One step on a copy of the newest frame.
   *
   * @param frame one frame in the model's order, bytes 0..255
   * @param y receives the outputs
   * @throws IllegalArgumentException if a length is wrong or the network observes floats
   */
  void stepFrame(byte[] frame, float[] y);

  /**
   * One step on a copy of the newest frame.
   *
   * @param frame one frame, in raw units
   * @param y receives the outputs
   * @throws IllegalArgumentException as for {@link #step(float[], float[])}
   */
  void stepFrame(float[] frame, float[] y);

  /** New episode: copies the reset state (contract, law 5). Thresholds stay. */
  void reset();

  /** O := b + W * sent in every layer; sent values stay. In EXACT it changes no bit. */
  void refresh();

  /**
   * Starts over from an observation without comparing: input sent := observation, every layer
   * dense, sent := f(O).
   *
   * @param observation every plane, as for {@link #step(byte[], float[])}
   */
  void resync(byte[] observation);

  /**
   * The same for float observations.
   *
   * @param observation every frame, as for {@link #step(float[], float[])}
   */
  void resync(float[] observation);

  /** The same from {@link #observation()}. */
  void resync();

  /** A copy of the state: sent values, accumulators, marks, thresholds, step count. */
  Snapshot snapshot();

  /**
   * Takes over a state. Thresholds stay; if they are not those of the snapshot, every neuron is
   * marked. Counts are 0 afterwards and y is that of the state.
   *
   * @return false if the state is of FLOAT32 and was taken under other crossovers: what follows may
   *     differ in rounding
   * @throws IllegalArgumentException if the snapshot is of another network or mode; nothing is
   *     touched then
   */
  boolean restore(Snapshot snapshot);

  /** A new session on this plan with this state and these thresholds. */
  Session fork();

  /** Counts of the last step: a live view that the next step overwrites. */
  StepCounts counts();

  /** The thresholds in force. */
  Thresholds thresholds();

  /**
   * Sets the thresholds and marks every neuron, so that the next step tests all (contract, law 1).
   *
   * @throws IllegalArgumentException if their number does not fit the network
   */
  void setThresholds(Thresholds thresholds);

  /**
   * Reads the values that layer {@code layer} last transmitted, for verification.
   *
   * @param layer 0 for the input, up to depth - 1
   * @param target receives one value per neuron in the model's order; grid points in EXACT
   */
  void readSent(int layer, double[] target);

  /**
   * Reads the accumulators O of a weighted layer, for verification.
   *
   * @param layer 1..depth
   * @param target receives one value per neuron in the model's order; int32 values in EXACT
   */
  void readAccumulators(int layer, double[] target);

  /** Ends the session; closing twice does nothing. */
  @Override
  void close();
}
