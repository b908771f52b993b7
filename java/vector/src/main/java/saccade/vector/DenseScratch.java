package saccade.vector;

import java.util.List;

/** What dense convolutions of one session need while they run; shared by its layers. */
final class DenseScratch {
  final float[] planes;
  final float[] rows;

  DenseScratch(List<PackedLayer> layers) {
    int largest = 0;
    int widest = 0;
    for (PackedLayer p : layers) {
      if (p.direct != null) {
        largest = Math.max(largest, p.direct.planesSize());
        widest = Math.max(widest, p.direct.rowsSize());
      }
    }
    planes = new float[largest];
    rows = new float[widest];
  }

  long bytes() {
    return (planes.length + (long) rows.length) * Float.BYTES;
  }
}
