package saccade.verify.literal;

import saccade.model.Shape;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.UnrolledLayer;

/**
 * The surviving weights of one layer, by the neuron that sends: the successors of each ancestor.
 * Neurons have their numbers of the model's order; the successors of one ancestor stand in the
 * canonical order (row, column, channel; contract, law 7), which is the order that messages arrive
 * in.
 */
final class Wiring {
  private final int[] start;
  private final int[] successor;
  private final float[] weight;

  Wiring(DenseReference dense, int layer) {
    UnrolledLayer unrolled = dense.unrolled(layer);
    int edges = unrolled.start(unrolled.outputs());
    start = new int[unrolled.placed().input().size() + 1];
    successor = new int[edges];
    weight = new float[edges];
    for (int e = 0; e < edges; e++) {
      start[unrolled.input(e) + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    turnRound(dense, layer);
  }

  private void turnRound(DenseReference dense, int layer) {
    UnrolledLayer unrolled = dense.unrolled(layer);
    Shape output = unrolled.placed().output();
    int[] next = start.clone();
    for (int yxc = 0; yxc < output.size(); yxc++) {
      int j = output.modelIndex(yxc);
      for (int e = unrolled.start(j); e < unrolled.start(j + 1); e++) {
        int at = next[unrolled.input(e)]++;
        successor[at] = j;
        weight[at] = (float) dense.weight(layer, e); // a float that the reference widened
      }
    }
  }

  /** First connection of an ancestor; its connections end where the next one's start. */
  int start(int ancestor) {
    return start[ancestor];
  }

  /** Neuron at the other end of a connection. */
  int successor(int connection) {
    return successor[connection];
  }

  /** W of a connection; never 0. */
  float weight(int connection) {
    return weight[connection];
  }

  /** Number of connections that an event of this ancestor takes. */
  int fanOut(int ancestor) {
    return start[ancestor + 1] - start[ancestor];
  }
}
