package saccade.vector;

/**
 * The transmitted changes of one neuron layer in one step, grouped by position: group g stands at
 * {@code position[g]} and owns the events {@code start[g]} up to {@code start[g + 1]}. In EXACT a
 * delta is an integer below 2^17, which float holds exactly.
 */
final class EventList {
  final int[] position;
  final int[] start;
  final int[] channel;
  final float[] delta;

  /** Where the column of an event's weights starts within its tap; {@link Columns} says it. */
  final int[] column;

  /**
   * Deltas as integers, for layers that add up integers; {@link Columns} says them. Before, events
   * that {@link PointEmission} has not unpacked.
   */
  final int[] integer;

  int groups;
  int size;

  /** Counted multiplications of all events (contract, law 10). */
  long counted;

  /** Room for every neuron, and for a whole vector stored at the last of them. */
  EventList(int neurons) {
    int most = neurons + Lanes.N;
    position = new int[neurons + 1];
    start = new int[neurons + 2];
    channel = new int[most];
    delta = new float[most];
    column = new int[most];
    integer = new int[most];
  }

  void clear() {
    groups = 0;
    size = 0;
    counted = 0;
  }

  /** One event that is a group by itself. */
  void addAlone(int at, int c, float d) {
    position[groups] = at;
    channel[size] = c;
    delta[size] = d;
    start[++groups] = ++size;
  }

  void add(int c, float d) {
    channel[size] = c;
    delta[size++] = d;
  }

  /** Closes the group of the events that were added since the last one, if there are any. */
  void close(int at) {
    if (size > start[groups]) {
      position[groups] = at;
      start[++groups] = size;
    }
  }

  /** Takes over another list's events. */
  void copy(EventList from) {
    groups = from.groups;
    size = from.size;
    counted = from.counted;
    System.arraycopy(from.position, 0, position, 0, groups);
    System.arraycopy(from.start, 0, start, 0, groups + 1);
    System.arraycopy(from.channel, 0, channel, 0, size);
    System.arraycopy(from.delta, 0, delta, 0, size);
  }

  static long bytes(int neurons) {
    return (neurons + (long) Lanes.N) * (3 * Integer.BYTES + Float.BYTES)
        + (2L * neurons + 3) * Integer.BYTES;
  }
}
