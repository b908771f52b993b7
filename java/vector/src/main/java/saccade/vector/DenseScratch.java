package saccade.vector;

import java.util.List;

/** What dense convolutions of one session need while they run; shared by its layers. */
final class DenseScratch {
  final float[] planes;
  final float[] row;

  DenseScratch(List<PackedLayer> layers) {
    int largest = 0;
    int longest = 0;
    for (PackedLayer p : layers) {
      if (p.direct != null) {
        largest = Math.max(largest, p.direct.planesSize());
        longest = Math.max(longest, p.direct.rowSize());
      }
    }
    planes = new float[largest];
    row = new float[longest];
  }

  long bytes() {
    return (planes.length + (long) row.length) * Float.BYTES;
  }
}
