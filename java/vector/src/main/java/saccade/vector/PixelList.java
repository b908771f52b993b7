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

  /** Lists what changed by at least so much, among {@link #changed}. */
  void list(byte[] before, byte[] after, int least) {
    size = 0;
    for (int w = 0; w < changed.length; w++) {
      for (long differ = changed[w]; differ != 0; differ &= differ - 1) {
        int at = w * Long.SIZE + Long.numberOfTrailingZeros(differ);
        int old = before[at] & 0xff;
        int now = after[at] & 0xff;
        if (Math.abs(now - old) >= least) {
          element[size] = at;
          change[size++] = now << Byte.SIZE | old;
        }
      }
    }
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
