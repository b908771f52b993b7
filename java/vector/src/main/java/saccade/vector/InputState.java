package saccade.vector;

import java.nio.ByteBuffer;

/**
 * The input of one session: sent values, and the changes of the current step. What a sent value
 * adds to the first layer is z of it (contract, law 3). Neurons are numbered (y, x, c), the planes
 * of a stack one after the other in c.
 */
interface InputState {
  /** Law 1: tests every element of a whole observation. */
  void testAll(ByteBuffer observation, InputGate gate);

  /**
   * Law 9: every older plane takes the previous sent value of its next newer plane, untested; the
   * newest is tested.
   */
  void shiftIn(ByteBuffer frame, boolean first, InputGate gate);

  /** Number of events of the last test. */
  int events();

  /** What the events of the last test cost in the first layer (contract, law 10). */
  long counted();

  /** The events of the last test. */
  void list(EventList out);

  /** True if {@link #takeInto} is there, which needs no list. */
  boolean takesItself();

  /** Equation 5 in the first layer for the events of the last test; returns what it multiplied. */
  long takeInto(LayerState layer);

  /** True if an event of the last test was a glitch (contract, law 11). */
  boolean glitch();

  /** z of every neuron that is not 0 as an event from zero; also zeros if {@code all}. */
  void sentAsEvents(EventList out, boolean all);

  /** z of every neuron into the planes of the first layer's dense kernel. */
  void sentAsPlanes(DenseConv kernel, DenseScratch scratch);

  /** A sent value as it was observed; a grid point in EXACT. */
  float raw(int neuron);

  /** Takes over a sent value without a test. */
  void restore(int neuron, float value);

  /** All sent values become 0, and no change is under way. */
  void clear();

  /** Bytes of scratch, beside sent values. */
  long scratchBytes();

  /** Called after {@link #restore} of all values. */
  void restored();
}
