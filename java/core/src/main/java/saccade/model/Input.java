package saccade.model;

/** What a network observes: a stack of frames, of bytes or of float32. */
public sealed interface Input permits ImageStack, FloatStack {
  /** Shape of one whole observation, in the model's order: frame after frame. */
  Shape shape();

  /** Number of frames in the stack. */
  int planes();

  /** Elements of one frame. */
  int frameSize();

  /** Bytes of one element in the buffers of a session: 1, or 4 for float32 in native order. */
  int elementBytes();

  /** Bytes of one frame. */
  default int frameBytes() {
    return frameSize() * elementBytes();
  }

  /** Bytes of one whole observation. */
  default int observationBytes() {
    return planes() * frameBytes();
  }
}
