package saccade.vector;

import org.jspecify.annotations.Nullable;

/**
 * The changes of one plane of an image stack: element of the frame, gray level before and after.
 */
final class PixelList {
  final int[] element;
  final int[] change;

  /** Where they go, where that is worked out beforehand. */
  final @Nullable PixelMeetings meetings;

  int size;

  PixelList(int elements, @Nullable PixelMeetings meetings) {
    element = new int[elements];
    change = new int[elements];
    this.meetings = meetings;
  }

  void clear() {
    size = 0;
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
