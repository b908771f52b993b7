package saccade.vector;

/** What the kernels need of an event beside its delta, worked out in one pass each. */
final class Columns {
  private Columns() {}

  /** Where an event's weights start if every input has a column of so many of its own. */
  static void ofPositions(EventList in, int inputChannels, int size) {
    for (int g = 0; g < in.groups; g++) {
      int first = in.position[g] * inputChannels;
      for (int e = in.start[g]; e < in.start[g + 1]; e++) {
        in.column[e] = (first + in.channel[e]) * size;
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
    for (int e = 0; e < in.size; e++) {
      in.integer[e] = (int) in.delta[e];
    }
  }
}
