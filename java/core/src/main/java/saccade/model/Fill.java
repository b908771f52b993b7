package saccade.model;

/** What the older planes of a frame stack hold on the first frame of an episode. */
public enum Fill {
  /** The older planes stay 0 until frames have moved into them. */
  ZEROS,
  /** Every plane takes the first frame. */
  REPEAT
}
