package saccade.engine.scalar;

/**
 * The transmitted changes of one neuron layer in one step, in the canonical order. In EXACT a delta
 * is an integer below 2^17, which float holds exactly.
 */
final class Events {
  /** X_prev of Algorithm 1: the last transmitted value of each neuron of a layer. */
  interface Sent {
    /** In EXACT a grid point, which float holds exactly. */
    float sent(int neuron);
  }

  static final int BYTES_EACH = Integer.BYTES + Float.BYTES;

  final int[] neuron;
  final float[] delta;
  int size;

  Events(int capacity) {
    neuron = new int[capacity];
    delta = new float[capacity];
  }

  void clear() {
    size = 0;
  }

  void add(int j, float d) {
    neuron[size] = j;
    delta[size++] = d;
  }

  /** The whole layer as events from zero: what a dense run takes. */
  void addAll(Sent values, int neurons) {
    clear();
    for (int j = 0; j < neurons; j++) {
      add(j, values.sent(j));
    }
  }
}
