package saccade.engine.scalar;

/**
 * The transmitted changes of one neuron layer in one step, in the canonical order. In EXACT a delta
 * is an integer below 2^17, which float holds exactly.
 */
class Events {
  /** X_prev of Algorithm 1: the last transmitted value of each neuron of a layer. */
  interface Sent {
    /** In EXACT a grid point, which float holds exactly. */
    float sent(int neuron);
  }

  static final int BYTES_EACH = Integer.BYTES + Float.BYTES;

  private final int[] neuron;
  private final float[] delta;
  private int size;

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

  int size() {
    return size;
  }

  int neuron(int event) {
    return neuron[event];
  }

  float delta(int event) {
    return delta[event];
  }

  /** The whole layer as events from zero: what a dense run takes. */
  final void addAll(Sent values, int neurons) {
    size = neurons;
    for (int j = 0; j < neurons; j++) {
      neuron[j] = j;
      delta[j] = values.sent(j);
    }
  }
}
