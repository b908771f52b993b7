package saccade.vector;

/** Marks the neurons in whose receptive field an event lies (contract, law 1). */
final class Marks {
  private Marks() {}

  /** Marks what the events reach, without multiplying. */
  static void reached(PackedLayer p, byte[] marks, EventList in) {
    Reach r = p.reach;
    for (int g = 0; g < in.groups; g++) {
      int y = in.position[g] / r.width;
      int x = in.position[g] - y * r.width;
      int end = p.groups == 1 ? in.start[g] + 1 : in.start[g + 1]; // one marks all there is
      for (int a = r.rowStart[y]; a < r.rowStart[y + 1]; a++) {
        for (int b = r.columnStart[x]; b < r.columnStart[x + 1]; b++) {
          for (int e = in.start[g]; e < end; e++) {
            set(p, marks, r.rowOut[a] + r.columnOut[b], in.channel[e]);
          }
        }
      }
    }
  }

  /** One event marks the group of its channel. */
  static void set(PackedLayer p, byte[] marks, int at, int channel) {
    int group = p.groups == 1 ? 0 : channel / (p.inputChannels / p.groups);
    marks[at * p.groups + group] = 1;
  }
}
