package saccade.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What the kernels need of an event beside its delta, worked out in one pass each: 3 cycles an
 * event were measured for {@link #ofPositions}, 0.3 for each of the others (Zen 4, 512 bits).
 */
final class Columns {
  private Columns() {}

  /**
   * Where an event's weights start if every input has a column of so many of its own. Whole
   * vectors: what they write behind a group is overwritten by the next one.
   */
  static void ofPositions(EventList in, int inputChannels, int size) {
    for (int g = 0; g < in.groups; g++) {
      int first = in.position[g] * inputChannels;
      for (int e = in.start[g]; e < in.start[g + 1]; e += Lanes.N) {
        IntVector channel = IntVector.fromArray(Lanes.INTS, in.channel, e);
        channel.add(first).mul(size).intoArray(in.column, e);
      }
    }
  }

  /** Where an event's weights start within the tap of its position. */
  static void ofChannels(EventList in, int stride) {
    for (int e = 0; e < in.size; e++) {
      in.column[e] = in.channel[e] * stride;
    }
  }

  /** Deltas of EXACT are integers. */
  static void toInts(EventList in) {
    for (int e = 0; e < in.size; e += Lanes.N) {
      FloatVector delta = FloatVector.fromArray(Lanes.FLOATS, in.delta, e);
      ((IntVector) delta.convert(VectorOperators.F2I, 0)).intoArray(in.integer, e);
    }
  }
}
