package saccade.engine.scalar;

import saccade.engine.Backend;
import saccade.engine.FanOut;
import saccade.engine.Mode;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.Requantiser;

/** Mistakes that a verifier must catch; each turns over one decision of the definition. */
public enum PlantedFault {
  /** Sends at > T instead of >= T. */
  STRICT_THRESHOLD,
  /** Sends a delta of 0 at T = 0; in EXACT k is at least 1. */
  ZERO_SENT,
  /** Sends, but keeps the old sent value. */
  SENT_NOT_UPDATED,
  /** An input row of the lower half does not reach its last output row. */
  BORDER_FAN_OUT_WRONG,
  /** The last event of a longer list is lost. */
  EVENT_LOST,
  /** The oldest plane of a stack keeps its values. */
  STALE_PLANE,
  /** Requantised values are not clamped at the upper end of the grid. */
  UNCLAMPED,
  /** Accumulators start at 0 instead of the bias. */
  BIAS_FORGOTTEN,
  /** One multiplication of an event is not counted. */
  MISCOUNTED,
  /** An input between the taps of a dilated kernel is multiplied by the kernel's first tap. */
  DILATION_IGNORED,
  /** An event marks the first group of channels instead of its own. */
  WRONG_GROUP_MARKED,
  /** An input is propagated although the first layer takes what it took before. */
  UNCHANGED_PROPAGATED,
  /** Observations are clamped one step beyond the upper end of their grid. */
  SATURATED_LATE,
  /** Negative accumulators take the multiplier of positive ones. */
  NEGATIVE_MULTIPLIER_IGNORED,
  /** A table is asked one entry too far. */
  TABLE_OFF_BY_ONE,
  /** No jump of an input is a glitch. */
  GLITCH_IGNORED,
  /** A layer runs dense at its crossover already. */
  CROSSOVER_TOO_LOW,
  /** A snapshot holds no marks. */
  MARKS_NOT_SAVED;

  /** Whether the mistake can be made in a mode at all. */
  public boolean existsIn(Mode mode) {
    return switch (this) {
      case UNCLAMPED, SATURATED_LATE, NEGATIVE_MULTIPLIER_IGNORED, TABLE_OFF_BY_ONE ->
          mode == Mode.EXACT;
      case ZERO_SENT, GLITCH_IGNORED -> mode == Mode.FLOAT32;
      default -> true;
    };
  }

  /** The definition with this mistake. */
  public Backend backend() {
    return new ScalarBackend() {
      @Override
      Laws laws() {
        return new FaultyLaws();
      }
    };
  }

  private boolean is(PlantedFault fault) {
    return this == fault;
  }

  private final class FaultyLaws extends Laws {
    @Override
    boolean transmits(float d, float threshold) {
      return (is(STRICT_THRESHOLD) ? Math.abs(d) > threshold : Math.abs(d) >= threshold)
          && (is(ZERO_SENT) || d != 0);
    }

    @Override
    float sentAfter(float sentBefore, float x) {
      return is(SENT_NOT_UPDATED) ? sentBefore : x;
    }

    @Override
    int takesOver(int age, int planes) {
      return is(STALE_PLANE) && age == planes - 1 ? age : age - 1;
    }

    @Override
    int lastRow(FanOut fan, int y) {
      boolean border = fan.lastRow(y) == fan.output().height() - 1;
      return is(BORDER_FAN_OUT_WRONG) && border ? fan.lastRow(y) - 1 : fan.lastRow(y);
    }

    @Override
    float clamp(float value, ActivationGrid grid) {
      return is(UNCLAMPED) ? Math.max(value, grid.lo()) : super.clamp(value, grid);
    }

    @Override
    int delivered(int events) {
      return is(EVENT_LOST) && events > 3 ? events - 1 : events;
    }

    @Override
    boolean startsFromBias() {
      return !is(BIAS_FORGOTTEN);
    }

    @Override
    int tap(FanOut fan, int neuron, int oy, int ox) {
      int tap = fan.tap(neuron, oy, ox);
      return is(DILATION_IGNORED) && tap < 0 ? 0 : tap;
    }

    @Override
    int markedGroup(FanOut fan, int neuron) {
      return is(WRONG_GROUP_MARKED) ? 0 : fan.group(neuron);
    }

    @Override
    boolean propagates(float d) {
      return is(UNCHANGED_PROPAGATED) || d != 0;
    }

    @Override
    float saturated(float scaled, ActivationGrid grid) {
      float upper = is(SATURATED_LATE) ? grid.hi() + 1 : grid.hi();
      return Math.min(Math.max(scaled, grid.lo()), upper);
    }

    @Override
    float multiplier(Requantiser requantiser, int accumulator, int channel) {
      return is(NEGATIVE_MULTIPLIER_IGNORED)
          ? requantiser.multiplier(channel)
          : super.multiplier(requantiser, accumulator, channel);
    }

    @Override
    int tableIndex(float scaled) {
      int at = super.tableIndex(scaled);
      return is(TABLE_OFF_BY_ONE) ? Math.min(at + 1, ActivationTable.HI) : at;
    }

    @Override
    boolean isGlitch(float jump, float bound) {
      return !is(GLITCH_IGNORED) && super.isGlitch(jump, bound);
    }

    @Override
    boolean runsDense(int events, int crossover) {
      return is(CROSSOVER_TOO_LOW) ? events >= crossover : events > crossover;
    }

    @Override
    boolean savesMarks() {
      return !is(MARKS_NOT_SAVED);
    }

    @Override
    long cost(FanOut fan, int neuron) {
      return is(MISCOUNTED) ? Math.max(0, fan.cost(neuron) - 1) : fan.cost(neuron);
    }
  }
}
