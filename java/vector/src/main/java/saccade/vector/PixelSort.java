package saccade.vector;

import java.util.Arrays;
import java.util.Objects;

/**
 * Works out where the changes of a plane go, sorted by cell, so that their output positions are
 * loaded and stored once for all changes of a cell. Scratch of one session.
 */
final class PixelSort {
  private final PackedLayer p;
  private final PixelReach reach;
  private final int[] count;
  private final int[] next;
  private final int[] order;

  PixelSort(PackedLayer p, PixelReach reach) {
    this.p = p;
    this.reach = reach;
    count = new int[reach.outputs.length];
    next = new int[reach.outputs.length];
    order = new int[reach.outputs.length + 1]; // one more is looked at and dropped
  }

  long bytes() {
    return (count.length + next.length + (long) order.length) * Integer.BYTES;
  }

  /** Forgets what a step that failed halfway left. */
  void clear() {
    Arrays.fill(count, 0);
  }

  /**
   * Sorts what is listed: two passes over pixels. With the listing some 30 cycles a pixel were
   * measured (11 us for the 1,200 of a step of {@code scroll}).
   */
  void meet(PixelList list) {
    PixelMeetings m = Objects.requireNonNull(list.meetings);
    m.clear();
    int cells = countCells(list);
    int sum = 0;
    for (int i = 0; i < cells; i++) {
      int c = order[i];
      next[c] = sum;
      sum += count[c];
      count[c] = 0;
      m.addRun(reach.outputs[c], sum);
    }
    place(list, m);
  }

  private int countCells(PixelList list) {
    int cells = 0;
    for (int i = 0; i < list.size; i++) {
      int element = list.element[i];
      int c = reach.cell[element - channel(element) * reach.area];
      order[cells] = c; // stays if it is a new one
      cells += count[c]++ == 0 ? 1 : 0;
    }
    return cells;
  }

  /** Frames of one channel, which most are, need no division; it costs more than all the rest. */
  private int channel(int element) {
    return element < reach.area ? 0 : element / reach.area;
  }

  private void place(PixelList list, PixelMeetings m) {
    for (int i = 0; i < list.size; i++) {
      int channel = channel(list.element[i]);
      int pixel = list.element[i] - channel * reach.area;
      m.set(next[reach.cell[pixel]]++, reach.tap[pixel] + channel * p.stride, list.delta(i));
      m.count(p.costs, pixel * p.inputChannels + channel, 1);
    }
  }

  /**
   * Counts what changes cost that nobody lists (contract, law 10): word by word, from the rarer of
   * what changed and what did not.
   */
  void count(PixelList list) {
    PixelMeetings m = Objects.requireNonNull(list.meetings);
    m.clear();
    for (int w = 0; w < list.changed.length; w++) {
      long changed = list.changed[w];
      boolean most = Long.bitCount(changed) > Long.SIZE / 2;
      if (most) {
        m.countWord(reach.wordCost, w);
      }
      long rest = most ? ~changed & reach.elements(w) : changed;
      for (; rest != 0; rest &= rest - 1) {
        int element = w * Long.SIZE + Long.numberOfTrailingZeros(rest);
        int channel = channel(element);
        int pixel = element - channel * reach.area;
        m.count(p.costs, pixel * p.inputChannels + channel, most ? -1 : 1);
      }
    }
  }
}
