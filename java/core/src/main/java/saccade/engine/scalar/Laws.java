package saccade.engine.scalar;

import saccade.engine.FanOut;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.Requantiser;

/** The decisions of a step, one line each, so that a planted fault can turn one of them over. */
class Laws {
  /** Law 2: send iff d is not 0 and |d| >= T. */
  boolean transmits(float d, float threshold) {
    return d != 0 && Math.abs(d) >= threshold;
  }

  /** Law 2: the number itself, not sent + d. */
  float sentAfter(float sentBefore, float x) {
    return x;
  }

  /** Law 9: the age of the frame whose previous sent value a plane of this age takes over. */
  int takesOver(int age, int planes) {
    return age - 1;
  }

  /** Last output row that input row {@code y} reaches. */
  int lastRow(FanOut fan, int y) {
    return fan.lastRow(y);
  }

  /** How many of a layer's events reach its weights: all of them. */
  int delivered(int events) {
    return events;
  }

  /** Law 6c: to lo..hi before rounding. */
  float clamp(float value, ActivationGrid grid) {
    return Math.min(Math.max(value, grid.lo()), grid.hi());
  }

  /** O starts at the bias, which float holds or an int grid holds: true unless it is forgotten. */
  boolean startsFromBias() {
    return true;
  }

  /** The tap of a kernel through which an output position sees an input; -1 if through none. */
  int tap(FanOut fan, int neuron, int oy, int ox) {
    return fan.tap(neuron, oy, ox);
  }

  /** Law 1: the group of channels that an event marks at a position. */
  int markedGroup(FanOut fan, int neuron) {
    return fan.group(neuron);
  }

  /** Law 3: nothing is propagated if what the first layer takes did not change. */
  boolean propagates(float d) {
    return d != 0;
  }

  /** Law 3: an observation is clamped to its grid. */
  float saturated(float scaled, ActivationGrid grid) {
    return Math.min(Math.max(scaled, grid.lo()), grid.hi());
  }

  /** Law 6b: LeakyReLU has an m of its own for accumulators below 0. */
  float multiplier(Requantiser requantiser, int accumulator, int channel) {
    return accumulator < 0 ? requantiser.negative(channel) : requantiser.multiplier(channel);
  }

  /** Law 6d: where a table of 16 bits is asked. */
  int tableIndex(float scaled) {
    float clamped = Math.max(scaled, ActivationTable.LO);
    return (int) Math.rint(Math.min(clamped, ActivationTable.HI));
  }

  /** Law 11: a jump beyond the bound makes every layer run dense. */
  boolean isGlitch(float jump, float bound) {
    return Math.abs(jump) > bound;
  }

  /** Law 12: above its crossover a layer runs dense. */
  boolean runsDense(int events, int crossover) {
    return events > crossover;
  }

  /** Law 15: marks are state. */
  boolean savesMarks() {
    return true;
  }

  /** Law 10: what an event costs through the non-zero weights, taps inside the image only. */
  long cost(FanOut fan, int neuron) {
    return fan.cost(neuron);
  }
}
