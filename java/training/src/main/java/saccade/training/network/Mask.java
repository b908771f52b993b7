package saccade.training.network;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Which weights survive pruning; biases always do. Immutable. */
public final class Mask {
  private final List<BitSet> kept;
  private final int[] sizes;

  /**
   * Takes one set of surviving weights per layer; the sets are copied.
   *
   * @param sizes weights per layer
   * @param kept row-major positions of the survivors per layer
   */
  public Mask(int[] sizes, List<BitSet> kept) {
    if (sizes.length != kept.size()) {
      throw new IllegalArgumentException(
          kept.size() + " layers were given for " + sizes.length + " sizes; give one each");
    }
    this.sizes = sizes.clone();
    this.kept = kept.stream().map(set -> (BitSet) set.clone()).toList();
    for (int i = 0; i < sizes.length; i++) {
      if (this.kept.get(i).length() > sizes[i]) {
        throw new IllegalArgumentException(
            "layer %d keeps weight %d of %d; keep existing ones"
                .formatted(i, this.kept.get(i).length() - 1, sizes[i]));
      }
    }
  }

  /** Nothing pruned. */
  public static Mask full(Architecture architecture) {
    int layers = architecture.layers().size();
    int[] sizes = new int[layers];
    BitSet[] kept = new BitSet[layers];
    for (int i = 0; i < layers; i++) {
      sizes[i] = architecture.weights(i);
      kept[i] = new BitSet(sizes[i]);
      kept[i].set(0, sizes[i]);
    }
    return new Mask(sizes, List.of(kept));
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not a mask of this architecture
   */
  public static Mask of(Architecture architecture, byte[] bytes) {
    return MaskBytes.read(architecture, bytes);
  }

  /**
   * One bit per weight, for checkpoints: a mark and the number of layers, then per layer its number
   * of weights and their bits, the first weight in the lowest bit of the first byte, 1 for a
   * survivor; numbers have four bytes, the highest first.
   */
  public byte[] toBytes() {
    return MaskBytes.write(this);
  }

  /** Number of layers. */
  public int layers() {
    return sizes.length;
  }

  /** Weights of a layer, pruned ones included. */
  public int size(int layer) {
    return sizes[layer];
  }

  /** Whether a weight survives. */
  public boolean keeps(int layer, int weight) {
    return kept.get(layer).get(weight);
  }

  /** Number of survivors of a layer. */
  public int kept(int layer) {
    return kept.get(layer).cardinality();
  }

  /** Positions of a layer's survivors; a copy. */
  public BitSet survivors(int layer) {
    return (BitSet) kept.get(layer).clone();
  }

  /** Whether every survivor survives in the other mask too. */
  public boolean isWithin(Mask other) {
    if (!Arrays.equals(sizes, other.sizes)) {
      return false;
    }
    for (int i = 0; i < sizes.length; i++) {
      BitSet alone = survivors(i);
      alone.andNot(other.kept.get(i));
      if (!alone.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException naming the layer that has another number of weights
   */
  public void requireFit(Architecture architecture) {
    if (sizes.length != architecture.layers().size()) {
      throw new IllegalArgumentException(
          "a mask of %d layers was given for %d; give that of the same architecture"
              .formatted(sizes.length, architecture.layers().size()));
    }
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] != architecture.weights(i)) {
        throw new IllegalArgumentException(
            "layer %s has %d weights in the mask; give one for %d"
                .formatted(architecture.layers().get(i).name(), sizes[i], architecture.weights(i)));
      }
    }
  }

  /** Whether nothing is pruned. */
  public boolean isFull() {
    for (int i = 0; i < sizes.length; i++) {
      if (kept(i) != sizes[i]) {
        return false;
      }
    }
    return true;
  }

  /** 1 for survivors, 0 for pruned weights. */
  public float[] factors(int layer) {
    float[] factors = new float[sizes[layer]];
    kept.get(layer).stream().forEach(i -> factors[i] = 1);
    return factors;
  }

  /** Sets pruned weights to 0 in place. */
  public void apply(Parameters parameters) {
    for (int layer = 0; layer < sizes.length; layer++) {
      float[] weights = parameters.weights(layer);
      BitSet set = kept.get(layer);
      for (int i = set.nextClearBit(0); i < sizes[layer]; i = set.nextClearBit(i + 1)) {
        weights[i] = 0;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask that && Arrays.equals(sizes, that.sizes) && kept.equals(that.kept);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sizes) + kept.hashCode();
  }
}
