package saccade.model;

/** What a network observes. */
public sealed interface Input permits ImageStack {
  /** Shape of one whole observation, in the model's order. */
  Shape shape();
}
