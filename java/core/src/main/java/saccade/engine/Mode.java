package saccade.engine;

/** The arithmetic of a plan. */
public enum Mode {
  /** int8 weights, integer activations, int32 accumulators: the same bits on every backend. */
  EXACT,
  /** The model's float weights, unrounded, in chains of fused multiply-adds. */
  FLOAT32
}
