package saccade.model;

/** The nonlinearity f of equation 3. */
public enum Activation {
  /** f(o) = o. */
  NONE,
  /** f(o) = max(o, 0). */
  RELU
}
