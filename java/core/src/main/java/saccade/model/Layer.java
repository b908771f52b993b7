package saccade.model;

/** One layer of a network, in the order of the data flow. */
public sealed interface Layer permits WeightedLayer, Flatten {
  /** Name in reports and files; unique within a network. */
  String name();
}
