package saccade.onnx;

/** What a tensor of the graph is, as far as it is known before any observation. */
sealed interface Value permits Constant, Chain, Value.Unknown {
  /** Comes from a node that cannot be read; what follows it cannot be judged. */
  record Unknown() implements Value {}

  /** The only one. */
  Value UNKNOWN = new Unknown();
}
