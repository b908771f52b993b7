package saccade.vector;

/**
 * The dense kernel of a convolution: a whole output channel at a time, output positions in the
 * lanes, one surviving weight after the other, so that a pruned weight costs nothing. The input
 * lies in planes, where a weight is an offset and a factor. Immutable; values lie in the session's
 * scratch.
 */
interface DenseConv {
  /** Zeros around the image, which nothing else writes; planes are shared between layers. */
  void clearPadding(DenseScratch scratch);

  /**
   * One plane of gray levels, from {@code source[from]} on, into the planes of channel c; behind it
   * stands a vector of bytes that may be read.
   */
  void fill(byte[] source, int from, int c, DenseScratch scratch);

  /** Neurons of the layer before, channels last. */
  void fill(LayerState before, DenseScratch scratch);

  /** Any values of the input, by neuron, numbered (y, x, c). */
  void fill(Values values, DenseScratch scratch);

  /** O := b + W * what lies in the planes. Returns what it multiplied, thrown away or not. */
  long run(DenseScratch scratch, float[] o);

  /** Cycles of filling and running, from a fixed cost model. */
  double cycles();

  /** Floats that planes take, and what is read behind them. */
  int floats();

  /** 16-bit values that planes take, and what is read behind them. */
  int shorts();

  /** Floats of a tile of positions of all output channels. */
  int rows();

  /** Values of neurons. */
  interface Values {
    float at(int neuron);
  }
}
