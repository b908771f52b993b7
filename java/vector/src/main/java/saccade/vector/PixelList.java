package saccade.vector;

/**
 * The changes of one plane of an image stack: element of the frame, gray level before and after.
 */
final class PixelList {
  final int[] element;
  final int[] change;
  int size;

  PixelList(int elements) {
    element = new int[elements];
    change = new int[elements];
  }

  void clear() {
    size = 0;
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
