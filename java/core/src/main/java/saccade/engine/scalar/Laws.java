package saccade.engine.scalar;

import saccade.engine.FanOut;
import saccade.model.ActivationGrid;

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

  /** Law 10: what an event costs through the non-zero weights, taps inside the image only. */
  long cost(FanOut fan, int neuron) {
    return fan.cost(neuron);
  }
}
