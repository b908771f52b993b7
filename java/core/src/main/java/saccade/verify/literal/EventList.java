package saccade.verify.literal;

import java.util.Arrays;

/** Transmitted deltas of one neuron layer in the order of sending; grows with what is sent. */
final class EventList {
  int[] neuron = new int[64];
  float[] delta = new float[64];
  int size;

  void clear() {
    size = 0;
  }

  void add(int j, float d) {
    if (size == neuron.length) {
      neuron = Arrays.copyOf(neuron, 2 * size);
      delta = Arrays.copyOf(delta, 2 * size);
    }
    neuron[size] = j;
    delta[size++] = d;
  }
}
