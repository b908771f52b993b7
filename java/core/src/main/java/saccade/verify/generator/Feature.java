package saccade.verify.generator;

/** What a generated case may hold. Each can be switched off, which makes a failing case smaller. */
public enum Feature {
  /** Float observations; without them every input is a stack of byte images. */
  FLOATS,
  /** More than one frame in the stack. */
  HISTORIES,
  /** More than one channel in a byte image. */
  CHANNELS,
  /** Declared ranges of float observations. */
  RANGES,
  /** Means and clamps in front of the first layer. */
  NORMALISERS,
  /** Convolutions. */
  CONVOLUTIONS,
  /** Strides above 1. */
  STRIDES,
  /** Dilation above 1. */
  DILATION,
  /** Zeros around images. */
  PADDING,
  /** Convolutions in groups. */
  GROUPS,
  /** LeakyReLU and Clip around 0. */
  SLOPES,
  /** Activations that need a table in EXACT. */
  TABLES,
  /** Pruned weights. */
  PRUNING,
  /** Biases. */
  BIASES,
  /** Tiny and large weights and biases. */
  MAGNITUDES,
  /** Integer networks, in which FLOAT32 must hold to the bit. */
  TERNARY,
  /** Thresholds above 0. */
  THRESHOLDS,
  /** One threshold per element of the input. */
  ELEMENT_THRESHOLDS,
  /** Due refreshes. */
  REFRESHES,
  /** Crossovers at which layers run dense. */
  CROSSOVERS,
  /** Other fills and plane orders than the default. */
  FILLS,
  /** Observations at and beyond the ends of their range, and -0. */
  EXTREMES,
  /** Jumps that make every layer run dense. */
  GLITCHES,
  /** One session through all its calls. */
  SESSIONS,
  /** A second session beside the first that takes other calls to the same end. */
  TWINS,
  /** Steps on whole observations. */
  FULL_STEPS,
  /** Resets. */
  RESETS,
  /** Refreshes on request. */
  REFRESH_CALLS,
  /** Resyncs. */
  RESYNCS,
  /** Changes of thresholds. */
  THRESHOLD_CHANGES,
  /** Snapshots and restores. */
  SNAPSHOTS,
  /** Forks. */
  FORKS,
  /** Calls that must be refused. */
  BAD_CALLS,
  /** Slots of a batch against sessions of their own. */
  BATCHES,
  /** Laws between two runs. */
  METAMORPHIC,
  /** Bytes that steps allocate. */
  ALLOCATION
}
