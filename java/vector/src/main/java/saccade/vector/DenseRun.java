package saccade.vector;

import java.util.List;
import saccade.engine.Arm;

/** Runs layers densely, from the sent values before them. Belongs to one session. */
final class DenseRun {
  private final DenseScratch scratch;
  private final EventList all;
  private final Arm arm;

  DenseRun(List<PackedLayer> layers, Arm arm) {
    this.arm = arm;
    scratch = new DenseScratch(layers);
    int largest = 0;
    for (PackedLayer p : layers) {
      largest = Math.max(largest, p.placed.input().size());
    }
    all = new EventList(largest);
  }

  /**
   * O := b + W * sent of layer k, 1..depth; marks stay. Returns what it multiplied.
   *
   * <p>Zeros need no multiplication, so a layer without a dense kernel of its own takes what is not
   * 0 as events from zero; the arms that are there to show the cost of zeros take them too.
   */
  long run(int k, InputState input, List<LayerState> layers) {
    return run(k, input, layers, arm == Arm.DENSE || arm == Arm.PRUNED);
  }

  /** The same, zeros and all: its multiplications show that it ran (contract, law 7d). */
  long refresh(int k, InputState input, List<LayerState> layers) {
    return run(k, input, layers, true);
  }

  private long run(int k, InputState input, List<LayerState> layers, boolean zeros) {
    LayerState layer = layers.get(k - 1);
    DenseConv direct = arm == Arm.ZERO_SKIP ? null : layer.p.direct;
    if (direct != null) {
      direct.clearPadding(scratch);
      if (k == 1) {
        input.sentAsPlanes(direct, scratch);
      } else {
        direct.fill(layers.get(k - 2), scratch);
      }
      return layer.direct(direct, scratch);
    }
    if (k == 1) {
      input.sentAsEvents(all, zeros);
    } else {
      layers.get(k - 2).sentAsEvents(all, zeros);
    }
    return layer.accumulateFromBias(all);
  }

  /** Bytes of its scratch. */
  long bytes() {
    return scratch.bytes() + EventList.bytes(all.position.length - 1);
  }

  /** What the last run of a layer counts: its surviving weights times what it did not skip. */
  long counted(PackedLayer p) {
    if (arm != Arm.ZERO_SKIP) {
      return p.allCosts;
    }
    long sum = 0;
    for (int g = 0; g < all.groups; g++) {
      for (int e = all.start[g]; e < all.start[g + 1]; e++) {
        sum += p.costs[all.position[g] * p.inputChannels + all.channel[e]];
      }
    }
    return sum;
  }
}
