package saccade.vector;

import org.jspecify.annotations.Nullable;

/**
 * The changes of one plane of an image stack: element of the frame, gray level before and after. So
 * many that the first layer will run dense are only counted.
 */
final class PixelList {
  final int[] element;
  final int[] change;

  /** A bit for each element that changed. */
  final long[] changed;

  /** Where they go, where that is worked out beforehand. */
  final @Nullable PixelMeetings meetings;

  /** Number of changes. */
  int size;

  /** False if only {@link #changed} and {@link #size} say what changed. */
  boolean isListed = true;

  PixelList(int elements, @Nullable PixelMeetings meetings) {
    element = new int[elements];
    change = new int[elements];
    changed = new long[(elements + Long.SIZE - 1) / Long.SIZE];
    this.meetings = meetings;
  }

  long bytes() {
    return 2L * Integer.BYTES * element.length
        + (long) Long.BYTES * changed.length
        + (meetings == null ? 0 : meetings.bytes());
  }

  void clear() {
    size = 0;
    isListed = true;
    if (meetings != null) {
      meetings.clear();
    }
  }

  void add(int at, int before, int after) {
    element[size] = at;
    change[size++] = after << Byte.SIZE | before;
  }

  int before(int i) {
    return change[i] & 0xff;
  }

  int after(int i) {
    return change[i] >> Byte.SIZE;
  }

  /** Level after minus level before. */
  int delta(int i) {
    return (change[i] >> Byte.SIZE) - (change[i] & 0xff);
  }
}
