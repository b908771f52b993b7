package saccade.model;

/** Which plane of a frame stack holds the newest frame. */
public enum PlaneOrder {
  /** Plane 0 is the oldest, the last plane the newest. */
  OLDEST_FIRST,
  /** Plane 0 is the newest. */
  NEWEST_FIRST;

  /**
   * Plane of the frame that is {@code age} frames old (0 = newest) in a stack of {@code planes}.
   */
  public int plane(int age, int planes) {
    return this == OLDEST_FIRST ? planes - 1 - age : age;
  }
}
